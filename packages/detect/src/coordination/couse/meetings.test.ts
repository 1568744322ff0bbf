import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { crowdOf, measureCrowds } from './crowd.ts'
import { Meetings, type Suspects } from './meetings.ts'
import { poolUses, type Uses } from './uses.ts'

const ACCOUNTS = 12
const NEAREST = 40
const REACH = 1.5 * 86_400

/** Uses of a few links in seconds, so that crowds of every size come about. */
const someUses = fc
  .array(
    fc.record({
      object: fc.nat(2),
      account: fc.nat(ACCOUNTS - 1),
      time: fc.oneof(fc.nat(60), fc.nat(20_000), fc.nat(400_000)),
    }),
    { minLength: 2, maxLength: 400, size: 'max' },
  )
  .map((rows) => {
    const columns = {
      object: Int32Array.from(rows, ({ object }) => object),
      account: Int32Array.from(rows, ({ account }) => account),
      time: Int32Array.from(rows, ({ time }) => time),
      content: Int32Array.from(rows.keys()),
    }
    const { acts } = toActs(
      columns,
      { objects: 3, accounts: ACCOUNTS },
      { epoch: 1_700_000_000, tick: 1 },
    )
    return poolUses(new Map([['object', acts]]), 1)
  })

const someSuspects = fc.array(fc.tuple(fc.nat(ACCOUNTS - 1), fc.nat(ACCOUNTS - 1)), {
  maxLength: 20,
})

/** Each pair of uses near each other with its crowd, by what a crowd is. */
function pairByPair(uses: Uses, pairs: readonly (readonly [number, number])[]): string[] {
  const crowds = measureCrowds(uses)
  const met: string[] = []
  for (let i = 0; i < uses.size; i++) {
    const a = uses.account[i]!
    const known = new Int32Array(ACCOUNTS).fill(-1)
    for (const [x, y] of pairs) if (x === a) known[y] = a
    const end = Math.min(uses.size - 1, i + NEAREST)
    for (let j = Math.max(0, i - NEAREST); j <= end; j++) {
      const apart = Math.abs(uses.time[i]! - uses.time[j]!)
      if (uses.object[i] !== uses.object[j] || apart > REACH || uses.account[j]! <= a) continue
      const crowd = crowdOf(uses, crowds, Math.min(i, j), Math.max(i, j), known, a)
      if (crowd !== Infinity) met.push(`${i} ${j} ${Math.fround(crowd)}`)
    }
  }
  return met.toSorted()
}

function gathered(uses: Uses, suspects: Suspects): string[] {
  const meetings = new Meetings(uses, measureCrowds(uses), suspects)
  const met: string[] = []
  for (let a = 0; a < ACCOUNTS; a++) {
    meetings.gather(a)
    for (let m = 0; m < meetings.size; m++)
      met.push(`${meetings.mine[m]} ${meetings.theirs[m]} ${meetings.crowd[m]}`)
  }
  return met.toSorted()
}

function toTable(pairs: readonly (readonly [number, number])[]): Suspects {
  const of = (a: number): number[] => pairs.filter(([x]) => x === a).map(([, y]) => y)
  const lists = Array.from({ length: ACCOUNTS }, (_, a) => of(a))
  const start = Int32Array.from({ length: ACCOUNTS + 1 }, (_, a) => lists.slice(0, a).flat().length)
  return { start, other: Int32Array.from(lists.flat()) }
}

test('what is gathered account by account is every pair of near uses with the crowd around the two', () => {
  fc.assert(
    fc.property(someUses, someSuspects, (uses, drawn) => {
      const pairs = drawn
        .filter(([x, y]) => x !== y)
        .flatMap(
          ([x, y]) =>
            [
              [x, y],
              [y, x],
            ] as const,
        )
      expect(gathered(uses, toTable(pairs))).toEqual(pairByPair(uses, pairs))
    }),
    { numRuns: 50 },
  )
})
