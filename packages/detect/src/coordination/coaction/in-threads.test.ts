import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toActs, type Acts } from '../../activity/acts.ts'
import { countCoActions } from './coaction.ts'
import { countContents } from './contents.ts'
import { countContentsInThreads } from './contents-in-threads.ts'
import { EDGE, EDGE_LINE, type EdgeTable } from './edges.ts'
import { countInThreads } from './in-threads.ts'
import { cutRanges } from './ranges.ts'

/** An edge's numbers but for the object it was last seen on. */
function lines(edges: EdgeTable): number[][] {
  return Array.from({ length: edges.size }, (_, edge) =>
    Array.from(edges.cells.subarray(edge * EDGE_LINE, (edge + 1) * EDGE_LINE)).filter(
      (_, k) => k !== 3,
    ),
  )
}

/** Posts of each side by pair. */
function contents(edges: EdgeTable): Record<number, number[]> {
  const sides = Array.from({ length: edges.size }, (_, edge) => [
    edges.value(edge, EDGE.pair),
    [edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!],
  ])
  return Object.fromEntries(sides)
}

const byPair = (x: number[], y: number[]): number => x[0]! - y[0]!

function randomActs(seed: number, rows: number, objects: number, accounts: number): Acts {
  const some = (below: number, k: number): Int32Array =>
    Int32Array.from(fc.sample(fc.nat({ max: below - 1 }), { numRuns: rows, seed: seed + k }))
  const input = {
    object: some(objects, 0),
    account: some(accounts, 1),
    time: some(500, 2),
    content: null,
  }
  return toActs(input, { objects, accounts }, { epoch: 0, tick: 1 }).acts
}

test.each([
  [1, 2000, 300, 40, 5],
  [2, 2000, 3, 12, 60],
  [3, 1000, 1, 100, Infinity],
  [4, 500, 100, 20, 0],
])(
  'threads together count what one counts alone (seed %i)',
  async (seed, rows, objects, accounts, window) => {
    const acts = randomActs(seed, rows, objects, accounts)
    const alone = countCoActions(acts, window)
    const each = Array.from({ length: acts.objectStart.length - 1 }, (_, from) => ({
      from,
      to: from + 1,
      work: 1,
    }))
    const together = await countInThreads(acts, window, each, {})
    expect(lines(together.edges)).toEqual(lines(alone.edges).sort(byPair))
    expect([...together.partnered]).toEqual([...alone.partnered])
    countContents(alone, acts, window)
    await countContentsInThreads(together, acts, window, { isWanted: () => true })
    expect(contents(together.edges)).toEqual(contents(alone.edges))
  },
)

test('an abort ends a count inside an object that would take minutes', async () => {
  const rows = 400_000
  const acts: Acts = {
    rows,
    objectStart: Int32Array.of(0, rows),
    account: Int32Array.from({ length: rows }, (_, k) => (k * 7919) % 200_000),
    time: new Int32Array(rows),
    content: null,
    accounts: 200_000,
    epoch: 0,
    tick: 1,
  }
  const abort = new AbortController()
  const counting = countInThreads(acts, 0, cutRanges(acts, 0), { signal: abort.signal })
  setTimeout(() => abort.abort(), 300)
  await expect(counting).rejects.toMatchObject({ code: 'CANCELLED' })
})
