import { expect, test } from 'vitest'
import { measureCasts } from './cast.ts'

/** Threads of speakers, each of whom answers the one before after `gap` seconds. */
function castsOf(threads: readonly (readonly number[])[], gap = 40, accounts = 20): number[] {
  const account: number[] = []
  const time: number[] = []
  const parents: number[] = []
  const roots: number[] = []
  for (const [thread, speakers] of threads.entries()) {
    const root = account.length
    for (const [turn, speaker] of speakers.entries()) {
      parents.push(turn === 0 ? -1 : account.length - 1)
      roots.push(root)
      account.push(speaker)
      time.push(thread * 86_400 + turn * gap)
    }
  }
  const spoken = { account, time, tick: 1 }
  return [...measureCasts(spoken, Int32Array.from(parents), Int32Array.from(roots), accounts)]
}

/** Three of a cast of six in each of ten threads. */
const CAST = [
  [0, 1, 2],
  [3, 0, 4],
  [5, 1, 3],
  [2, 4, 5],
  [0, 5, 2],
  [1, 4, 3],
  [2, 3, 0],
  [4, 5, 1],
  [5, 0, 3],
  [1, 2, 4],
]

test('a cast that speaks in changing parts stands above a trio of friends who meet as often', () => {
  const trio = CAST.map(() => [10, 11, 12])
  const standing = castsOf([...CAST, ...trio])
  expect(Math.min(...standing.slice(0, 6))).toBeGreaterThan(2 * standing[10]!)
})

test('friends in pairs, and a thread that is answered slowly, make no cast', () => {
  const pairs = [
    [0, 1, 0, 1],
    [1, 2, 1],
  ]
  expect(castsOf(pairs)).toEqual(Array(20).fill(0))
  expect(castsOf(CAST, 600)).toEqual(Array(20).fill(0))
})

test('many who answer one first post at once are no partners', () => {
  const answers = 15
  const spoken = {
    account: Array.from({ length: answers + 1 }, (_, a) => a),
    time: Array.from({ length: answers + 1 }, (_, a) => a),
    tick: 1,
  }
  const parents = Int32Array.from({ length: answers + 1 }, (_, a) => (a === 0 ? -1 : 0))
  const roots = new Int32Array(answers + 1)
  expect([...measureCasts(spoken, parents, roots, 20)]).toEqual(Array(20).fill(0))
})

test('whoever speaks with everybody is in no cast, and an answer to what is not there is no turn', () => {
  const others = Array.from({ length: 70 }, (_, k) => [0, k + 1, (k % 69) + 2])
  expect(castsOf(others, 40, 80)[0]).toBe(0)
  const spoken = { account: [0, 1], time: [0, 10], tick: 1 }
  const casts = measureCasts(spoken, Int32Array.from([5, 6]), Int32Array.from([5, 6]), 2)
  expect([...casts]).toEqual([0, 0])
})
