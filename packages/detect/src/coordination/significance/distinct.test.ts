import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toActs, type Acts } from '../../activity/acts.ts'
import { distinctObjects } from './distinct.ts'

/** Acts of posts, each with the objects it bears; every post is another account's. */
function actsOf(posts: number[][]): Acts {
  const rows = posts.flatMap((objects, post) => [...new Set(objects)].map((o) => [o, post]))
  const column = (k: number) => Int32Array.from(rows, (row) => row[k]!)
  const objects = 1 + Math.max(0, ...posts.flat())
  const input = { object: column(0), account: column(1), time: column(1), content: column(1) }
  const sizes = { objects, accounts: posts.length }
  return toActs(input, sizes, { epoch: 0, tick: 1 }).acts
}

function meetings(acts: Acts): Set<string> {
  const met = new Set<string>()
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    for (let i = acts.objectStart[o]!; i < acts.objectStart[o + 1]!; i++)
      for (let j = acts.objectStart[o]!; j < i; j++)
        met.add(`${acts.content![j]} ${acts.content![i]}`)
  return met
}

describe('distinct objects', () => {
  test('keep one of a text and its link that always come together', () => {
    const acts = actsOf([[0, 1], [0, 1], [0, 1, 2], [2]])
    expect(distinctObjects(acts).objectStart.length - 1).toBe(2)
  })

  test('let every two posts meet that met before, and no others', () => {
    const posts = fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), { minLength: 2 })
    fc.assert(
      fc.property(posts, (given) => {
        const acts = actsOf(given)
        const distinct = distinctObjects(acts)
        expect(meetings(distinct)).toEqual(meetings(acts))
        expect(distinct.rows).toBeLessThanOrEqual(acts.rows)
      }),
    )
  })
})
