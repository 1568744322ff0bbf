import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { toSeconds } from '../acts.ts'
import { openReader, type Reader } from './database.ts'
import { encodeActs, type EncodedActs, type EncodeOptions } from './encode.ts'
import { openRows } from './rows.ts'
import { openSource } from './source.ts'
import { resolveColumns } from './mapping.ts'
import { openWorkFolder } from './work-folder.ts'
import { groupBy } from '../../group-by.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-encode-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'rows.csv')
const columns = { account: 'a', object: 'o', content: 'c', time: 't' }

type Row = {
  a: string
  o: string
  t: number
}

const rows = fc.array(
  fc.record({
    a: fc.constantFrom('anna', 'Ben', 'čen'),
    o: fc.constantFrom('x', 'y', 'z', 'w', 'v'),
    t: fc.oneof(fc.nat({ max: 50 }), fc.constantFrom(0.25, 7.5, 1.4e9)).map((t) => 1.5e9 + t),
  }),
  { minLength: 1, maxLength: 30 },
)

function write(list: Row[], inOrder: (lines: string[]) => string[] = (lines) => lines): void {
  const lines = inOrder(list.map(({ a, o, t }, k) => `${a},${o},p${k},${t}`))
  writeFileSync(file, ['a,o,c,t', ...lines, ''].join('\n'))
}

async function encode(reader: Reader, options: EncodeOptions): Promise<EncodedActs> {
  const source = await openSource(reader, { format: 'csv', files: [file], bytes: 1 })
  await reader.connection.run('drop table if exists input')
  const checks = { asTheyAre: true, strict: true, allowMixedZones: false }
  const roles = ['account', 'time', 'object', 'content'] as const
  const read = await openRows(
    reader,
    source,
    resolveColumns(source, { columns }, new Map()),
    roles,
    checks,
  )
  return encodeActs(reader.connection, read, options)
}

/** The rows of each object that came through, in order of time. */
async function encoded(reader: Reader, options: EncodeOptions): Promise<string[]> {
  const { acts, accountNames } = await encode(reader, options)
  return Array.from({ length: acts.objectStart.length - 1 }, (_, o) =>
    Array.from(
      acts.account.subarray(acts.objectStart[o], acts.objectStart[o + 1]),
      (account, k) => {
        const time = toSeconds(acts, acts.time[acts.objectStart[o]! + k]!)
        return `${accountNames[account]}@${time}`
      },
    )
      .sort()
      .join(' '),
  ).sort()
}

function expected(list: Row[]): string[] {
  return [...groupBy(list, ({ o }) => o).values()]
    .filter((some) => new Set(some.map(({ a }) => a)).size > 1)
    .map((some) =>
      some
        .map(({ a, t }) => `${a}@${t}`)
        .sort()
        .join(' '),
    )
    .sort()
}

test('rows of shared objects come through whole, at once, in parts, and from a folder', async () => {
  const reader = await openReader([])
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      write(list)
      const plain = { keepAll: false, named: false }
      expect(await encoded(reader, plain)).toEqual(expected(list))
      expect(await encoded(reader, { ...plain, partRows: 7 })).toEqual(expected(list))
      const work = await openWorkFolder(mkdtempSync(join(folder, 'work-')), [file], {})
      for (let again = 0; again < 2; again++)
        expect(await encoded(reader, { ...plain, partRows: 7, folder: work })).toEqual(
          expected(list),
        )
    }),
    { numRuns: 40 },
  )
  reader.close()
})

test('acts with names come in one order, whatever the order of rows, at once and in parts', async () => {
  const reader = await openReader([])
  const all = async (options: Partial<EncodeOptions>) => {
    const { acts, accountNames, objectName } = await encode(reader, {
      keepAll: false,
      named: true,
      ...options,
    })
    const names = Array.from({ length: acts.objectStart.length - 1 }, (_, o) => objectName(o))
    const columns = [acts.objectStart, acts.account, acts.time, acts.content ?? []]
    return { names, accountNames, columns: columns.map((column) => [...column]) }
  }
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      write(list)
      const whole = await all({})
      expect(whole.names).toEqual(whole.names.toSorted())
      expect(await all({ partRows: 7 })).toEqual(whole)
      write(list, (lines) => lines.toReversed())
      expect(await all({ partRows: 5 })).toEqual(whole)
    }),
    { numRuns: 12 },
  )
  reader.close()
})

test('a folder is refused to a run on other input', async () => {
  write([{ a: 'anna', o: 'x', t: 1.5e9 }])
  const path = join(folder, 'taken')
  await openWorkFolder(path, [file], { mapping: columns })
  await openWorkFolder(path, [file], { mapping: columns })
  const other = { ...columns, account: 'b' }
  await expect(openWorkFolder(path, [file], { mapping: other })).rejects.toMatchObject({
    code: 'BAD_OPTION',
  })
})
