/**
 * Counting in as many threads as there are processors. An object is counted by one thread alone, so edges
 * of several threads add up; the sum is put in order of the pairs, and is the same however many there are.
 * Cost: the count over the threads, and two steps an edge and thread. Memory: the edges of each thread once more.
 */
import { availableParallelism } from 'node:os'
import { startThread, type Thread } from '../../activity/threads/thread.ts'
import type { Acts } from '../../activity/acts.ts'
import type { CoActionCount } from './count.ts'
import { EdgeTable } from './edges.ts'
import type { ObjectRange } from './ranges.ts'

export type CountingTask = {
  readonly acts: Acts
  readonly window: number
  readonly partnered: Uint8Array
}

/** What a thread is told; it answers a range with 'counted' and the end with its edges' lines. */
export type ToCounter = ObjectRange | 'finish'
type Counter = Thread<ToCounter, 'counted' | Float64Array>

export type ThreadedCountOptions = {
  readonly signal?: AbortSignal
  readonly onFraction?: (fraction: number) => void
}

/** Counts the objects of `ranges`; an abort is heard at once, also inside the largest object. */
export async function countInThreads(
  acts: Acts,
  window: number,
  ranges: readonly ObjectRange[],
  { signal, onFraction }: ThreadedCountOptions,
): Promise<CoActionCount> {
  const partnered = new Uint8Array(new SharedArrayBuffer(acts.rows))
  const task: CountingTask = { acts, window, partnered }
  const url = new URL(import.meta.url.replace(/in-threads(?=\.[jt]s$)/, 'count-worker'))
  const threads: Counter[] = Array.from(
    { length: Math.min(availableParallelism(), ranges.length) },
    () => startThread(url, task, signal),
  )
  const total = ranges.reduce((sum, { work }) => sum + work, 0)
  const waiting = ranges.toSorted((x, y) => y.work - x.work)
  let done = 0
  const edges = new EdgeTable()
  try {
    await Promise.all(
      threads.map(async (thread) => {
        for (let range = waiting.shift(); range !== undefined; range = waiting.shift()) {
          thread.send(range)
          await thread.receive()
          done += range.work
          onFraction?.(done / total)
        }
      }),
    )
    for (const thread of threads) {
      thread.send('finish')
      edges.absorb((await thread.receive()) as Float64Array)
    }
  } finally {
    for (const thread of threads) thread.end()
  }
  return { edges: edges.inOrder(), partnered }
}
