import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import type { Trace } from '../../activity/trace.ts'
import { measureCrowds } from './crowd.ts'
import { CLASSES, CONVERSATION, countPairs, MET } from './pair-counts.ts'
import { poolUses } from './uses.ts'

const WEEK = 7 * 86_400

/** Two accounts that use the given object within a minute in each week, and what was counted of them. */
function countWeeks(trace: Trace, objects: readonly number[]) {
  const columns = {
    object: Int32Array.from(objects.flatMap((object) => [object, object])),
    account: Int32Array.from(objects.flatMap(() => [0, 1])),
    time: Int32Array.from(objects.flatMap((_, week) => [week * WEEK, week * WEEK + 30])),
    content: Int32Array.from(objects.flatMap((_, week) => [2 * week, 2 * week + 1])),
  }
  const sizes = { objects: Math.max(...objects) + 1, accounts: 2 }
  const { acts } = toActs(columns, sizes, { epoch: 1_700_000_000, tick: 1 })
  const uses = poolUses(new Map([[trace, acts]]), 1)
  const counts = countPairs(uses, measureCrowds(uses), { seed: '1', sample: 0, suspects: null })
  return { kind: counts.kind[0], met: [...counts.met.subarray(0, counts.size * CLASSES)] }
}

test('a tag that brings two accounts together every week is one meeting', () => {
  const { met } = countWeeks('hashtag', [0, 0, 0])
  expect(Math.max(0, ...met)).toBeLessThanOrEqual(1)
})

test('three tags are three', () => {
  const { kind, met } = countWeeks('hashtag', [0, 1, 2])
  expect({ kind, most: Math.max(...met) }).toEqual({ kind: MET, most: 3 })
})

test('a conversation counts twice, for talk goes to and fro', () => {
  const { met } = countWeeks('reply', [0, 0, 0])
  expect(Math.max(...met.slice(CONVERSATION))).toBe(2)
})
