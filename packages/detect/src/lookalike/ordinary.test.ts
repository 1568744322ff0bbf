import fc from 'fast-check'
import { expect, test } from 'vitest'
import { THRESHOLD } from './alert.ts'
import { OrdinaryNames } from './ordinary.ts'
import { toTargets } from './targets.ts'
import { Watch } from './watch.ts'

const TARGETS = toTargets([
  { name: 'pinetreevotesfl.gov', kind: 'election-office' },
  { name: 'state.gov', kind: 'federal' },
  { name: 'npqr.org', kind: 'think-tank' },
])

test('a name that is met again, also below www. or *., is told or not as it would be by itself', () => {
  const label = fc.constantFrom(
    'www',
    'shop',
    'pinetreevotefl',
    'state',
    'npqr',
    'com',
    'vote',
    'a-b',
    '*',
  )
  const name = fc
    .tuple(
      fc.array(label, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('com', 'org', 'gov', 'co.uk', 'github.io'),
    )
    .map(([labels, suffix]) => [...labels, suffix].join('.'))
  const alone = new Watch(TARGETS)
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), (names) => {
      const ordinary = new OrdinaryNames(new Watch(TARGETS), THRESHOLD)
      for (const one of names) expect(ordinary.look(one)).toEqual(alone.look(one))
    }),
    { numRuns: 150 },
  )
})

test('of a certificate’s names only the first is weighed, and the others are counted', () => {
  const watch = new Watch(TARGETS)
  const ordinary = new OrdinaryNames(watch, THRESHOLD)
  for (const name of ['shop.example', 'www.shop.example', '*.shop.example', 'shop.example'])
    ordinary.look(name)
  expect([watch.counts.names, ordinary.again]).toEqual([1, 3])
})
