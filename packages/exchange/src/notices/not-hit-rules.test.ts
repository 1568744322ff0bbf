import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Node } from '../offices/tree.ts'
import { chooseSpared, findNamed, toOffices, type Question } from './not-hit-rules.ts'

function node(id: string, kind: string, name: string, lineage: string[], toldWith?: string): Node {
  const accountable = { state: 'chief-official', county: 'clerk', town: 'clerk', vendor: 'vendor' }[
    kind
  ]
  return {
    id,
    kind,
    name,
    parent: lineage.at(-2) ?? null,
    ocdId: '',
    lineage,
    fullName: name,
    accountable: (accountable ?? null) as Node['accountable'],
    toldWith: toldWith ?? null,
    languages: ['en'],
    timeZone: null,
  }
}

const TREE = [
  node('us', 'country', 'United States', ['us']),
  node('51', 'state', 'Virginia', ['us', '51']),
  node('54', 'state', 'West Virginia', ['us', '54']),
  node('39', 'state', 'Ohio', ['us', '39']),
  node('51001', 'county', 'Accomack County', ['us', '51', '51001'], '51'),
  node('51003', 'county', 'Albemarle County', ['us', '51', '51003'], '51'),
  node('39049', 'county', 'Franklin County', ['us', '39', '39049'], '39'),
  node('39049T', 'town', 'Dublin', ['us', '39', '39049', '39049T'], '39049'),
  node('V', 'vendor', 'Poll Books Inc', ['us', 'V']),
]

function choose(question: Partial<Question>) {
  return chooseSpared({
    tree: TREE,
    first: ['51'],
    since: [],
    running: new Set(),
    own: undefined,
    wanted: {},
    ...question,
  })
}
const ids = (question: Partial<Question>) => choose(question).spared.map((one) => one.node.id)

test('of a notice to states the other states are told, and nobody of another kind', () => {
  expect(ids({})).toEqual(['54', '39'])
  expect(choose({}).leftOut).toEqual({ told: 1, overlapping: 0, running: 0, bySender: 0 })
})

test('a state that was told along with its county is not hit itself, and is told nothing more', () => {
  const question = { first: ['51001', '51'] }
  expect(choose(question).spared).toMatchObject([
    { node: { id: '51003' }, along: false },
    { node: { id: '39049' }, along: false },
    { node: { id: '39' }, along: true },
  ])
  expect(choose(question).exempt.has('51')).toBe(true)
})

test('what stands above or below a place that is hit is told nothing: it would not be true of it', () => {
  expect(ids({ wanted: { kinds: ['county'] } })).toEqual(['39049', '39'])
  expect(choose({ wanted: { kinds: ['county'] } }).leftOut.overlapping).toBe(2)
  expect(ids({ first: ['39049T'], wanted: { kinds: ['county', 'state'] } })).not.toContain('39')
})

test('who was told that they are hit after all counts as hit from then on', () => {
  const since = [{ jurisdiction: '39', reversed: true }]
  expect(ids({ since, wanted: { kinds: ['state', 'county'] } })).toEqual(['54'])
})

test('the sender leaves places out, and no place is told that runs what the notice is about; both are counted', () => {
  const chosen = choose({ running: new Set(['54']), wanted: { without: ['39'] } })
  expect(chosen.spared).toEqual([])
  expect(chosen.leftOut).toMatchObject({ running: 1, bySender: 1 })
})

test('vendors are told nothing, and an office tells only those below its own place', () => {
  expect(ids({ first: ['V', '51001', '51'], own: '51' })).toEqual(['51003'])
  expect(ids({ first: ['V'] })).toEqual([])
})

test('whoever is told neither had the notice nor stands above or below a place that is hit, whatever is asked', () => {
  const some = fc.subarray(TREE.map(({ id }) => id))
  fc.assert(
    fc.property(some, some, some, some, (first, reversed, kinds, without) => {
      const { spared } = choose({
        first,
        since: reversed.map((jurisdiction) => ({ jurisdiction, reversed: true })),
        wanted: { kinds: kinds.map((id) => TREE.find((one) => one.id === id)!.kind), without },
      })
      for (const { node: one } of spared) {
        expect([...first, ...reversed, ...without]).not.toContain(one.id)
        expect(one.lineage.some((id) => reversed.includes(id))).toBe(false)
        expect(one.accountable).not.toBe(null)
      }
      expect(new Set(toOffices(spared).map((one) => one.jurisdiction)).size).toBe(spared.length)
    }),
  )
})

const say = (what: string) => ({
  en: { subject: 'News', what, howSure: 'Sure', actions: ['Rest'], whoToCall: 'Desk' },
})

test.each([
  ['It was Virginia.', 'Virginia'],
  ['It was VIRGINIA!', 'Virginia'],
  ['We looked at West Virginia.', undefined],
  ['West Virginia was spared, and Virginia was not.', 'Virginia'],
  ['We saw virginians.', undefined],
])('words that name a place which is hit are found: %s', (what, named) => {
  expect(findNamed(say(what), choose({}))).toBe(named)
})

test('a place that all who are told stand below may be named: they know it', () => {
  const chosen = choose({ first: ['51001', '51'], own: '51' })
  expect(findNamed(say('The State Board of Virginia looked.'), chosen)).toBeUndefined()
  expect(findNamed(say('It was Accomack  County.'), chosen)).toBe('Accomack County')
})
