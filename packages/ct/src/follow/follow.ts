/**
 * A log followed exactly: each leaf is read once and in order, hashed, and given on only when the log has proven that the tree
 * of it and all before it is a beginning of the tree whose head it published. A log that forks, leaves out, or shows
 * leaves other than those it committed to ends with a coded error that says at which leaf.
 *
 * Cost: a hash and a half a leaf or so, a consistency proof a step; memory that of one step and the pages asked ahead.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogHead } from '../head.ts'
import { hashOf, type Leaf } from '../leaf.ts'
import { CompactRange, type Hash } from '../range.ts'
import type { LogSource } from '../source.ts'
import { persist, type Patience } from './persist.ts'
import { Progress, STALL_MS, type Word } from './progress.ts'
import { fromState, toState, type LogState } from './state.ts'
import { verifyGrowth, verifyStep } from './verify.ts'

/** Leaves that were proven to be the log's, the first of them at `start`, and the state that goes on after them. */
export type LogStep = {
  readonly start: number
  readonly leaves: readonly Leaf[]
  readonly head: LogHead
  readonly state: LogState
}

export type FollowOptions = {
  /** Where to begin without a state: the newest leaf there is (from now on), the first, or a given one. */
  readonly from: 'newest' | 'start' | number
  /** What an earlier run kept; it goes before `from`. */
  readonly state?: unknown
  /** Ends at the size that the first head has. */
  readonly once?: boolean
  /** Takes a step; the next is read after it. */
  readonly onStep: (step: LogStep) => Promise<void> | void
  /** Once it is known where it begins. */
  readonly onBegin?: (state: LogState, head: LogHead) => void
  readonly onWord?: (word: Word) => void
  readonly signal?: AbortSignal
  /** Milliseconds between two heads; default 20,000. */
  readonly pollMs?: number
  /** Milliseconds without anything coming on after which that is said; default 45,000. */
  readonly stallMs?: number
  readonly patience?: Partial<Patience>
  /** Leaves a step at most; default 4,096. */
  readonly stepLeaves?: number
  /** The wall clock, for telling heads that are old or of a time to come. */
  readonly now?: () => number
}

const STEP_LEAVES = 4096
const STEP_BYTES = 32 << 20
const DAY = 86_400_000
/** By which clocks may differ. */
const SKEW = 300_000

/** Follows until it ends (`once`), the signal fires, or the log fails for good; throws CtError, or the reason of the signal. */
export async function followLog(source: LogSource, options: FollowOptions): Promise<LogState> {
  const progress = new Progress(options.stallMs ?? STALL_MS, (word) => options.onWord?.(word))
  try {
    return await new Follower(source, options, progress).run()
  } finally {
    progress.end()
  }
}

class Follower {
  private range = new CompactRange()
  private from = 0
  private hasMoved = false
  private grewAt = performance.now()
  private said = ''
  private readonly source: LogSource
  private readonly options: FollowOptions
  private readonly progress: Progress
  private readonly patience: Patience

  constructor(source: LogSource, options: FollowOptions, progress: Progress) {
    this.source = source
    this.options = options
    this.progress = progress
    this.patience = {
      baseMs: 1000,
      maxMs: 60_000,
      attempts: options.once ? 6 : Infinity,
      ...options.patience,
    }
  }

  async run(): Promise<LogState> {
    const { once = false, pollMs = 20_000, signal } = this.options
    let head = await this.insist(() => this.source.head())
    await this.insist(() => this.begin(head))
    this.options.onBegin?.(this.state(), head)
    for (;;) {
      const latest = head
      if (await this.insist(() => this.admit(latest))) {
        await this.insist(() => this.advance(latest))
      }
      if (once) return this.state()
      await sleep(pollMs, undefined, { signal })
      head = await this.insist(() => this.source.head())
    }
  }

  private state(): LogState {
    return toState(this.range, this.from)
  }

  private async insist<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.options
    this.hasMoved = false
    return await persist(work, this.patience, {
      signal,
      random: Math.random,
      hasMoved: () => {
        const moved = this.hasMoved
        this.hasMoved = false
        return moved
      },
      onFailure: ({ message }) => this.progress.note(message),
    })
  }

  /** Takes up the state, or the tree before the leaf to begin at. */
  private async begin(head: LogHead): Promise<void> {
    const { state, from } = this.options
    if (state !== undefined) {
      ;({ range: this.range, from: this.from } = fromState(state))
      return
    }
    const size = from === 'start' ? 0 : from === 'newest' ? head.size : Math.min(from, head.size)
    this.range = new CompactRange(size, await this.source.peaks(size, head))
    this.from = size
  }

  /** Whether there may be leaves to read under `head`; throws `fork`. */
  private async admit(head: LogHead): Promise<boolean> {
    const isProven = await verifyGrowth(this.source, this.range, head)
    const { size } = this.range
    if (head.size < size) {
      const why = `the log answers with a head of ${head.size} leaves, and ${size} were read`
      this.progress.note(why)
      this.sayOnce({ kind: 'went-back', size: head.size, read: size, isProven })
      return false
    }
    this.progress.mark()
    if (head.size > size) this.grewAt = performance.now()
    this.sayOfHead(head)
    return head.size > size
  }

  /** What is odd about a head without being wrong. */
  private sayOfHead({ timestamp, size }: LogHead): void {
    const now = (this.options.now ?? Date.now)()
    const quiet = performance.now() - this.grewAt
    if (timestamp !== null && timestamp > now + SKEW)
      this.sayOnce({ kind: 'head-ahead', timestamp, size })
    else if (timestamp !== null && timestamp < now - DAY)
      this.sayOnce({ kind: 'old-head', timestamp, size })
    else if (quiet > (this.options.stallMs ?? STALL_MS))
      this.sayOnce({ kind: 'quiet', seconds: Math.round(quiet / 1000), size })
    else this.said = ''
  }

  private sayOnce(word: Word): void {
    if (this.said === word.kind) return
    this.said = word.kind
    this.options.onWord?.(word)
  }

  private async advance(head: LogHead): Promise<void> {
    const { stepLeaves = STEP_LEAVES, signal } = this.options
    let leaves: Leaf[] = []
    let hashes: Hash[] = []
    let bytes = 0
    let after = this.range.copy()
    for await (const page of this.source.pages(this.range.size, head.size, head)) {
      signal?.throwIfAborted()
      for (const leaf of page.leaves) {
        const hash = hashOf(leaf)
        after.append(hash)
        hashes.push(hash)
        leaves.push(leaf)
      }
      bytes += page.bytes
      if (after.size < head.size && leaves.length < stepLeaves && bytes < STEP_BYTES) continue
      await this.take(leaves, hashes, after, head)
      after = after.copy()
      ;[leaves, hashes, bytes] = [[], [], 0]
    }
  }

  private async take(
    leaves: readonly Leaf[],
    hashes: readonly Hash[],
    after: CompactRange,
    head: LogHead,
  ): Promise<void> {
    await verifyStep(this.source, { before: this.range, hashes, after }, head)
    const start = this.range.size
    await this.options.onStep({ start, leaves, head, state: toState(after, this.from) })
    this.range = after
    this.hasMoved = true
    this.progress.mark()
  }
}
