import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { findTopics } from './topics.ts'
import { startTopics } from './topics-in-thread.ts'
import { readWords } from './words.ts'

const POSTS = 20_000
const ACCOUNTS = 200

test('topics that a thread finds are those found here, to the last bit', async () => {
  const { float } = createRandom('topics')
  const any = (things: number): number => Math.floor(float() * things)
  const account = Int32Array.from({ length: POSTS }, () => any(ACCOUNTS))
  const words = readWords(POSTS, (post) =>
    Array.from({ length: 5 }, () => `word${any(40) + 10 * (account[post]! % 10)}`).join(' '),
  )
  const topics = startTopics({ words, account, accounts: ACCOUNTS, seed: '1' })
  const found = await topics.whole().finally(topics.close)
  const here = findTopics(words, account, ACCOUNTS, '1')
  expect(new Uint32Array(found.buffer)).toEqual(new Uint32Array(here.buffer))
  expect(here.some((value) => value !== 0)).toBe(true)
})
