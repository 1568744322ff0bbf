import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FollowedList } from './followed-list.ts'
import { FollowedStix } from './followed-stix.ts'
import { Indicators } from './indicators.ts'
import { Matcher } from './matcher.ts'

const now = () => Date.UTC(2026, 9, 10)

function open() {
  const indicators = new Indicators(3)
  const faults: unknown[] = []
  const list = new FollowedList(indicators, 'list.txt', { onFault: (fault) => faults.push(fault) })
  const stix = new FollowedStix(indicators, 'bundle.json', (fault) => faults.push(fault))
  return { indicators, list, stix, faults }
}

function hitsOf(matcher: Matcher, line: string) {
  const bytes = Buffer.from(line)
  return matcher.look(bytes, 0, bytes.length, 1)
}

const word = fc.constantFrom(
  'a.example',
  'A.example',
  'b.example',
  'c.example',
  '192.0.2.1',
  'com',
  '# x',
  'http://d.example/',
)

test('a list that was read again and again hits what its last text would, with the lines of that', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { maxLength: 6 }), { minLength: 1, maxLength: 5 }),
      (texts) => {
        const { indicators, list } = open()
        list.read(texts[0]!.join('\n'))
        indicators.build()
        const matcher = new Matcher(indicators, { now })
        for (const text of texts.slice(1)) {
          list.update(text.join('\n'))
          matcher.refresh()
        }
        const fresh = open()
        fresh.list.read(texts.at(-1)!.join('\n'))
        fresh.indicators.build()
        const plain = new Matcher(fresh.indicators, { now })
        for (const line of [
          'a.example',
          'b.example',
          'x.c.example',
          '192.0.2.1',
          'http://d.example/',
        ]) {
          const seen = (hits: ReturnType<typeof hitsOf>) =>
            hits.map(({ kind, value }) => `${kind} ${value}`)
          expect(seen(hitsOf(matcher, line))).toEqual(seen(hitsOf(plain, line)))
          for (const { indicator } of hitsOf(matcher, line)) {
            const named = texts.at(-1)![indicator.line - 1]!.toLowerCase()
            expect(line.endsWith(named)).toBe(true)
          }
        }
      },
    ),
    { numRuns: 1000 },
  )
})

const indicator = (n: number, over: object = {}) => ({
  type: 'indicator',
  id: `indicator--11111111-2222-4333-8444-${String(n).padStart(12, '0')}`,
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-01T00:00:00.000Z',
  pattern: `[domain-name:value = 'n${n}.example']`,
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
  ...over,
})

const numbered = (...objects: object[]) => objects.map((object, i) => [object, i + 1] as const)

test('what is revoked, gone or replaced hits nothing from the next line on, and what is new does', () => {
  const { indicators, stix } = open()
  stix.read(numbered(indicator(1), indicator(2), indicator(3)))
  indicators.build()
  const matcher = new Matcher(indicators, { now })
  const found = () => [1, 2, 3, 4, 5].filter((n) => hitsOf(matcher, `n${n}.example`).length > 0)
  expect(found()).toEqual([1, 2, 3])
  const later = { modified: '2026-10-02T00:00:00.000Z' }
  const update = stix.update(
    numbered(
      indicator(1, { ...later, revoked: true }),
      indicator(3, { ...later, pattern: "[domain-name:value = 'n4.example']" }),
      indicator(5),
    ),
  )
  matcher.refresh()
  expect(found()).toEqual([4, 5])
  expect(update).toMatchObject({ added: 2, withdrawn: 3 })
})

test('patterns of the engine are withdrawn and added alike', () => {
  const { indicators, stix } = open()
  const like = (text: string) => ({ pattern: `[domain-name:value LIKE '%${text}%']` })
  stix.read(numbered(indicator(1, like('first-one'))))
  indicators.build()
  const matcher = new Matcher(indicators, { now })
  expect(hitsOf(matcher, 'x.first-one.example')).toHaveLength(1)
  stix.update(numbered(indicator(2, like('second-one'))))
  matcher.refresh()
  expect(hitsOf(matcher, 'x.first-one.example')).toHaveLength(0)
  expect(hitsOf(matcher, 'x.second-one.example')).toHaveLength(1)
})

test('memory falls back when most of a list is withdrawn, and what is left is found as before', () => {
  const { indicators, list, stix } = open()
  const names = Array.from({ length: 20_000 }, (_, i) => `name-${i}.example`)
  list.read(names.join('\n'))
  stix.read(numbered(...Array.from({ length: 2000 }, (_, i) => indicator(i))))
  indicators.build()
  const matcher = new Matcher(indicators, { now })
  const before = indicators.bytes
  list.update(names.slice(0, 100).join('\n'))
  stix.update(numbered(indicator(7)))
  matcher.refresh()
  expect(indicators.bytes).toBeLessThan(before / 10)
  expect(hitsOf(matcher, 'name-99.example')).toHaveLength(1)
  expect(hitsOf(matcher, 'name-100.example')).toHaveLength(0)
  expect(hitsOf(matcher, 'n7.example')).toMatchObject([{ indicator: { id: indicator(7).id } }])
  expect(hitsOf(matcher, 'n8.example')).toHaveLength(0)
})

test('a value that two lists name stays where one of them withdraws it', () => {
  const indicators = new Indicators(3)
  const lists = ['one', 'two'].map(
    (name) => new FollowedList(indicators, name, { onFault: () => {} }),
  )
  for (const list of lists) list.read('a.example\nb.example')
  indicators.build()
  const matcher = new Matcher(indicators, { now })
  lists[0]!.update('b.example')
  matcher.refresh()
  expect(hitsOf(matcher, 'a.example')).toMatchObject([{ indicator: { source: 'two', line: 1 } }])
})
