import { composedKey } from '@tocsin/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from '../../tests/composed.ts'
import { readInput } from './read.ts'
import { defang, refang } from '@tocsin/detect/match'

/** Lines as people paste them, broken and hostile ones among them. */
const anyLine = fc.oneof(
  fc.webUrl(),
  fc.domain(),
  fc.domain().map((one) => defang(one)),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^@[a-z_]{1,15}$/),
  fc.stringMatching(/^[0-9a-f]{30,70}$/),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('@SUM(1)', '=1', '\u202eabc', 'a, b.com, c', 'A sentence with a.com in it.', ''),
)

test('whatever goes in, each row is read, in the words, not read, or a duplicate, and none is two of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: 2, maxLength: 30 }), async (lines) => {
      // A first line of its own keeps it a text of several lines.
      const text = ['first.example', ...lines, 'last.example'].map((line) =>
        line.replaceAll(/[\0\r\n]/g, ' '),
      )
      const reading = await readInput(new TextEncoder().encode(text.join('\n').toWellFormed()), {
        name: 'pasted',
      })
      if (reading.format !== 'text') return
      const filled = text.flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]))
      for (const row of reading.said)
        expect(reading.words).toContain(text[row - 1]!.toWellFormed().trim())
      const rowsOf = (list: readonly { row: number }[]) => [...new Set(list.map(({ row }) => row))]
      const readRows = [...new Set([...rowsOf(reading.items), ...reading.said])]
      const all = [...readRows, ...rowsOf(reading.unread), ...rowsOf(reading.duplicates)]
      expect(all.toSorted((a, b) => a - b)).toEqual(filled)
      expect(reading.rows).toBe(filled.length)
      expect(new Set(reading.items.map(composedKey)).size).toBe(reading.items.length)
    }),
  )
})

test('every record of a table is read, not read, or a duplicate, and none is two of them', async () => {
  const cell = fc.oneof(anyLine, fc.constantFrom('twitter', 'one', 'two', 'n/a', '1E+18'))
  const record = fc.tuple(cell, cell, cell)
  const quote = (text: string) =>
    `"${text
      .toWellFormed()
      .replaceAll(/[\0\r\n]/g, ' ')
      .replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
      const lines = records.map((cells) => cells.map(quote).join(','))
      const reading = await readText(['username,platform,url', ...lines].join('\n'), {
        name: 'list.csv',
      })
      const rowsOf = (list: readonly { row: number }[]) => [...new Set(list.map(({ row }) => row))]
      const all = [
        ...rowsOf(reading.items),
        ...rowsOf(reading.unread),
        ...rowsOf(reading.duplicates),
      ]
      expect(new Set(all).size).toBe(all.length)
      const blank = records.flatMap((cells, i) =>
        cells.every((one) => one.replaceAll(/[\0\r\n]/g, ' ').trim() === '') ? [i + 2] : [],
      )
      expect([...all, ...blank].toSorted((a, b) => a - b)).toEqual(records.map((_, i) => i + 2))
    }),
  )
})

test('what was defanged is refanged to the very same', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.domain(),
        fc.emailAddress(),
        fc.ipV4(),
        fc.ipV6(),
      ),
      (text) => {
        expect(refang(defang(text))).toBe(text)
      },
    ),
  )
})

test.each([
  ['quotes', `${'"'.repeat(7000)}x`],
  ['brackets', `${'[.'.repeat(3500)}x`],
  ['dots', `${'.'.repeat(7000)}@`],
  ['at signs', `a${'@'.repeat(7000)}`],
  ['spaces', `a${' '.repeat(7000)}@b`],
  ['colons', `${':'.repeat(7000)}`],
  ['hexadecimal digits', 'f'.repeat(7000)],
])('a thousand lines of %s are read in one pass', async (_, line) => {
  const reading = await readText(Array.from({ length: 1000 }, () => line).join('\n'))
  expect(reading.rows).toBe(1000)
  const table = await readText(
    `username,url\n${`"${line.replaceAll('"', "'")}",\n`.repeat(1000)}`,
    {
      name: 'a.csv',
    },
  )
  expect(table.rows).toBe(1000)
  const alone = await readText(line.repeat(1000))
  expect(alone.rows).toBeGreaterThan(0)
})
