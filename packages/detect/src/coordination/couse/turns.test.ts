import { expect, test } from 'vitest'
import { countTurns } from './turns.ts'

/** Posts of a thread: account, second, the post that it answers. */
function thread(...posts: [account: number, second: number, answers: number][]) {
  const spoken = {
    account: posts.map(([account]) => account),
    time: posts.map(([, second]) => second),
    tick: 1,
  }
  return countTurns(
    spoken,
    Int32Array.from(posts, ([, , answers]) => answers),
    10,
  )
}

test('an answer to an answer within a minute is a turn of its two accounts, whoever spoke first', () => {
  const { size, a, b, weight } = thread([7, 0, -1], [3, 20, 0], [7, 60, 1], [3, 120, 2])
  expect([size, a[0], b[0], weight[0]]).toEqual([1, 3, 7, Math.fround(Math.log2(3))])
})

test('no turns: the first answer of a thread, a later one, one to oneself, one to a post that is not there', () => {
  const none = [
    thread([1, 0, -1], [2, 5, 0]),
    thread([1, 0, -1], [2, 5, 0], [1, 66, 1]),
    thread([1, 0, -1], [2, 5, 0], [2, 9, 1]),
    thread([1, 0, 99], [2, 5, 99], [1, 9, 98]),
  ]
  expect(none.map(({ size }) => size)).toEqual([0, 0, 0, 0])
})

test('an answer to a post that answers one outside the file is a turn', () => {
  expect(thread([1, 0, 99], [2, 5, 0]).size).toBe(1)
})
