import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { delegations } from './delegations.ts'
import { newNames } from './new-names.ts'

async function* inBatches<T>(all: readonly T[], size: number): AsyncGenerator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

async function read(text: string, size = 2) {
  const faults: [number, string][] = []
  const names: string[] = []
  const batches = delegations(inBatches(text.split('\n'), size), (line, words) =>
    faults.push([line, words]),
  )
  for await (const batch of batches) names.push(...batch.map(({ name }) => name))
  return { names, faults }
}

test('the file of a registry gives each name once, whatever records stand beside', async () => {
  const text = [
    'com.\t900\tin\tsoa\ta.gtld. n.example. 1 1800 900 604800 86400',
    'com.\t172800\tin\tns\ta.gtld.',
    'a-b.com.\t172800\tin\tns\tns1.x.',
    'a-b.com.\t172800\tin\tns\tns2.x.',
    'a-b.com.\t86400\tin\tds\t1 8 2 ab',
    'XN--BCHER-KVA.COM.\t172800\tIN\tNS\tns1.x.',
    'ns1.a-b.com.\t172800\tin\ta\t192.0.2.1',
  ].join('\n')
  expect(await read(text)).toEqual({ names: ['a-b.com', 'xn--bcher-kva.com'], faults: [] })
})

test('origins, owners left out, brackets, remarks and quotes are read as RFC 1035 has them', async () => {
  const text = [
    '; a remark with ( in it',
    '$ORIGIN state.example.',
    '$TTL 2h',
    '@ 1D IN SOA ns hostmaster (',
    '   1 ; serial ) not the end',
    '   2 3 4 5 )',
    '  NS ns.state.example.',
    'county IN 300 NS ns1.other.',
    '       NS ns2.other.',
    'town TXT "NS ; ( " ; remark',
    '$ORIGIN north.state.example.',
    'village NS ns.other.',
    'far.example. NS ns.other.',
  ].join('\n')
  const names = ['county.state.example', 'village.north.state.example', 'far.example']
  expect(await read(text, 3)).toEqual({ names, faults: [] })
})

test('what cannot be read is told with its line, and the rest is read', async () => {
  const text = [
    'lone NS ns.x.',
    '$INCLUDE other.zone',
    'bad\\046name.com. NS ns.x.',
    `${'a'.repeat(300)}.com. NS ns.x.`,
    'good.com. NS ns.x.',
    `long.com. TXT "${'a'.repeat(16_000_000)}`,
    'better.com. NS ns.x.',
    'x.com. IN SOA a. b. (',
  ].join('\n')
  const { names, faults } = await read(text)
  expect(names).toEqual(['good.com', 'better.com'])
  expect(faults.map(([line]) => line)).toEqual([1, 2, 3, 4, 6, 8])
  expect(faults[0]![1]).toContain('no $ORIGIN')
  expect(faults[5]![1]).toContain('cut off')
})

const named = (names: readonly string[]) => names.map((name, k) => ({ name, line: k + 1 }))

async function compare(now: readonly string[], before: readonly string[], size: number) {
  const counts = { now: 0, before: 0, fresh: 0, gone: 0 }
  const fresh: string[] = []
  const source = (file: string, names: readonly string[]) => ({
    file,
    batches: inBatches(named(names), size),
  })
  for await (const batch of newNames(source('now', now), source('before', before), counts))
    fresh.push(...batch)
  return { fresh, counts }
}

const canonical = (name: string) => name.split('.').toReversed().join('\u0000')
const LABEL = fc.stringMatching(/^[a-c0-]{1,4}$/)
const NAME = fc
  .tuple(fc.option(LABEL, { nil: '' }), LABEL)
  .map(([sub, label]) => `${sub === '' ? '' : `${sub}.`}${label}.com`)

test('what is new is what the later file has and the earlier has not, in either order of registries and any batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(NAME, { maxLength: 40 }),
      fc.uniqueArray(NAME, { maxLength: 40 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 7 }),
      async (now, before, isCanonical, size) => {
        const key = isCanonical ? canonical : (name: string) => name
        const sort = (names: string[]) =>
          names.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
        const { fresh, counts } = await compare(sort(now), sort(before), size)
        const old = new Set(before)
        const expected = sort(now).filter((name) => !old.has(name))
        expect(fresh).toEqual(expected)
        expect(counts).toEqual({
          now: now.length,
          before: before.length,
          fresh: expected.length,
          gone: before.filter((name) => !now.includes(name)).length,
        })
      },
    ),
  )
})

test('a name out of order is a fault with its file and line, and no name that is new', async () => {
  await expect(compare(['b.com', 'a.com', 'c.com'], ['a.com'], 2)).rejects.toMatchObject({
    code: 'MALFORMED',
    place: { file: 'now', line: 2 },
  })
  await expect(compare(['a.com'], ['b.com', 'a.com', 'ab.com'], 9)).rejects.toMatchObject({
    place: { file: 'before', line: 2 },
  })
})
