/** Counting each side's posts in as many threads as there are processors, each for accounts of its own. */
import { availableParallelism } from 'node:os'
import { startThread } from '../../activity/threads/thread.ts'
import type { Acts } from '../../activity/acts.ts'
import { fillContents } from './contents.ts'
import type { CoActionCount } from './count.ts'

export type ContentsTask = {
  readonly acts: Acts
  readonly window: number
  readonly partnered: Uint8Array
  /** 1 for each account that the thread counts. */
  readonly accounts: Uint8Array
}

/** Fills the contents of edges between wanted accounts at least; an abort is heard at once. */
export async function countContentsInThreads(
  count: CoActionCount,
  acts: Acts,
  window: number,
  {
    isWanted,
    signal,
  }: { readonly isWanted: (account: number) => boolean; readonly signal?: AbortSignal },
): Promise<void> {
  const url = new URL(import.meta.url.replace(/contents-in-threads(?=\.[jt]s$)/, 'contents-worker'))
  const number = availableParallelism()
  const threads = Array.from({ length: number }, (_, thread) => {
    const accounts = Uint8Array.from({ length: acts.accounts }, (_, account) =>
      account % number === thread && isWanted(account) ? 1 : 0,
    )
    const task: ContentsTask = { acts, window, partnered: count.partnered, accounts }
    return startThread<never, Int32Array>(url, task, signal)
  })
  const fill = fillContents(count)
  try {
    for (const thread of threads) {
      const tallies = await thread.receive()
      for (let k = 0; k < tallies.length; k += 3)
        fill(tallies[k]!, tallies[k + 1]!, tallies[k + 2]!)
    }
  } finally {
    for (const thread of threads) thread.end()
  }
}
