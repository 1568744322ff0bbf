/**
 * Reading traces off posts, each trace in one of as many threads as there are processors: what posts have
 * in common is numbered where it is found, so no two threads need to agree on a number.
 */
import { availableParallelism } from 'node:os'
import { startThread, type Thread } from '../threads/thread.ts'
import type { PostTrace } from './post-objects.ts'
import {
  TraceExtractor,
  type ExtractedTrace,
  type PostBatch,
  type PostColumns,
} from './trace-extractor.ts'

export type Extraction = {
  /** Hands over a batch; resolves when another is welcome. */
  push(batch: PostBatch): Promise<void>
  finish(columns: PostColumns): Promise<ReadonlyMap<PostTrace, ExtractedTrace>>
  /** Ends the threads, finished or not. */
  close(): void
}

/** What a thread is told; it answers a batch with 'taken' and the end with its traces. */
export type ToWorker =
  | { readonly kind: 'batch'; readonly batch: PostBatch }
  | { readonly kind: 'finish'; readonly columns: PostColumns }

/** Below so many posts threads cost more than they save. */
const MANY = 20_000
/** Batches a thread may have before it. */
const AHEAD = 8

/** Rough cost of a trace beside the cheapest. */
const COST: Readonly<Partial<Record<PostTrace, number>>> = {
  'near-text': 12,
  text: 4,
  link: 3,
  domain: 3,
  hashtag: 2,
  'hashtag-sequence': 2,
}

export function startExtraction(
  traces: readonly PostTrace[],
  posts: number,
  signal?: AbortSignal,
): Extraction {
  const shares = posts < MANY ? [] : shareOut(traces, availableParallelism())
  return shares.length < 2 ? extractHere(traces) : extractInThreads(shares, signal)
}

function extractHere(traces: readonly PostTrace[]): Extraction {
  const extractor = new TraceExtractor(traces)
  return {
    push: async (batch) => extractor.add(batch),
    finish: async (columns) => new Map(extractor.finish(columns)),
    close() {},
  }
}

function extractInThreads(shares: readonly PostTrace[][], signal?: AbortSignal): Extraction {
  const url = new URL(import.meta.url.replace(/extraction(?=\.[jt]s$)/, 'extraction-worker'))
  const threads = shares.map((share) =>
    startThread<ToWorker, 'taken' | [PostTrace, ExtractedTrace][]>(url, share, signal),
  )
  const all = <T>(work: (thread: Thread<ToWorker, 'taken' | [PostTrace, ExtractedTrace][]>) => T) =>
    Promise.all(threads.map(work))
  let ahead = 0
  return {
    async push(batch) {
      for (const thread of threads) thread.send({ kind: 'batch', batch })
      if (++ahead <= AHEAD) return
      await all((thread) => thread.receive())
      ahead--
    },
    async finish(columns) {
      for (const thread of threads) thread.send({ kind: 'finish', columns })
      for (; ahead > 0; ahead--) await all((thread) => thread.receive())
      const found = await all((thread) => thread.receive())
      return new Map((found as [PostTrace, ExtractedTrace][][]).flat())
    },
    close() {
      for (const thread of threads) thread.end()
    },
  }
}

/** Traces in as many shares as there are threads, the costly ones first. */
function shareOut(traces: readonly PostTrace[], threads: number): PostTrace[][] {
  const cost = (trace: PostTrace): number => COST[trace] ?? 1
  const shares = Array.from({ length: Math.min(threads, traces.length) }, () => [] as PostTrace[])
  const load = (share: PostTrace[]) => share.reduce((sum, trace) => sum + cost(trace), 0)
  for (const trace of traces.toSorted((x, y) => cost(y) - cost(x)))
    shares.reduce((least, share) => (load(share) < load(least) ? share : least)).push(trace)
  return shares
}
