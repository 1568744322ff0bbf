import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEY } from './key.ts'
import { KeyTable } from './key-table.ts'

const kinds = Object.values(KEY)
const entries = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4, max: 3 }),
  }),
  { maxLength: 300 },
)

test('a table holds what a map of lists would, whatever its seed', () => {
  fc.assert(
    fc.property(entries, entries, fc.integer(), (added, asked, seed) => {
      const table = new KeyTable(seed, 1)
      const lists = new Map<string, number[]>()
      added.forEach(({ kind, bytes }, i) => {
        table.add(kind, bytes, i)
        const name = `${kind} ${bytes.join()}`
        lists.set(name, [...(lists.get(name) ?? []), i])
      })
      table.trim()
      for (const { kind, bytes } of [...added, ...asked]) {
        const found: number[] = []
        for (let e = table.findKey({ kind, bytes }); e >= 0; e = table.nexts[e]! - 1)
          found.push(table.refs[e]!)
        const wanted = lists.get(`${kind} ${bytes.join()}`) ?? []
        expect(found.toSorted((a, b) => a - b)).toEqual(wanted)
      }
    }),
  )
})

test('a key that stands there a hundred thousand times takes no longer than as many keys', () => {
  const table = new KeyTable(7)
  const bytes = Buffer.from('the-same.example')
  for (let i = 0; i < 100_000; i++) table.add(KEY.host, bytes, i)
  expect(table.slots).toBe(1)
  expect(table.keyBytes).toBe(bytes.length)
})

test('a table that was trimmed while it was empty takes keys again', () => {
  const table = new KeyTable(7)
  table.trim()
  const bytes = Buffer.from('later.example')
  for (let i = 0; i < 40; i++) table.add(KEY.host, Buffer.from(`${i}.example`), i)
  table.add(KEY.host, bytes, 41)
  expect(table.refs[table.findKey({ kind: KEY.host, bytes })]).toBe(41)
})
