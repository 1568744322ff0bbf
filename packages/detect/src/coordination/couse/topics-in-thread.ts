/** Topics found in a thread of their own, while other things are done with the same words. */
import { startThread } from '../../activity/threads/thread.ts'
import { findTopics } from './topics.ts'
import type { Words } from './words.ts'

/** What the thread is given. */
export type TopicsTask = {
  readonly words: Words
  readonly account: Int32Array
  readonly accounts: number
  readonly seed: string
}

export type Topics = {
  /** As `findTopics` gives them. */
  whole(): Promise<Float32Array>
  /** Ends the thread, finished or not. */
  close(): void
}

/** Below so many posts a thread costs more than it saves. */
const MANY = 20_000

export function startTopics(task: TopicsTask, signal?: AbortSignal): Topics {
  const { words, account, accounts, seed } = task
  if (words.posts < MANY)
    return { whole: async () => findTopics(words, account, accounts, seed), close() {} }
  const url = new URL(import.meta.url.replace(/topics-in-thread(?=\.[jt]s$)/, 'topics-worker'))
  const thread = startThread<never, Float32Array>(url, task, signal)
  return { whole: () => thread.receive(), close: () => thread.end() }
}
