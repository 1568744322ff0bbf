/** One log, from its address to its end: opened, followed, told. */
import {
  CtError,
  followLog,
  openLog,
  readNames,
  toLogKey,
  type LogSource,
  type LogStep,
  type Outbound,
} from '@tocsin/ct'
import type { Alert } from '@tocsin/detect'
import { setTimeout as sleep } from 'node:timers/promises'
import type { NamedLog } from './log-list.ts'
import type { StateFile } from './state-file.ts'
import type { CertificateAlert, Told } from './told.ts'
import { wordsOf, wordsOfBegin } from './words.ts'

export type FeedOptions = {
  readonly outbound: Outbound
  readonly from: 'newest' | 'start' | number
  readonly once: boolean
  readonly states: StateFile
  readonly told: Told
  readonly signal: AbortSignal
  readonly look: (name: string) => Alert | null
  readonly print: (alerts: readonly CertificateAlert[]) => Promise<void>
  /** One line about one log. */
  readonly say: (log: string, words: string) => void
}

/** What was read of a log, and of what certificates could not be. */
export type FeedCounts = {
  leaves: number
  names: number
  unreadable: number
  leftOut: number
  from: number
  to: number
}

/** Milliseconds between two words on how far a log is that has much to read. */
const FAR_MS = 30_000
const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 60_000

export class Feed {
  readonly log: NamedLog
  readonly counts: FeedCounts = { leaves: 0, names: 0, unreadable: 0, leftOut: 0, from: 0, to: 0 }
  private readonly options: FeedOptions
  private readonly names: string[] = []
  private saidAt = performance.now()

  constructor(log: NamedLog, options: FeedOptions) {
    this.log = log
    this.options = options
  }

  /** True where it ended as it should; false where the log failed, which is said. */
  async run(): Promise<boolean> {
    const { options, log } = this
    const { once, from, signal, states } = options
    try {
      const state = states.of(log.url)
      const source = await this.open()
      await followLog(source, {
        from,
        once,
        signal,
        ...(state !== undefined && { state }),
        onBegin: (begun, head) => {
          this.counts.from = this.counts.to = begun.size
          this.say(wordsOfBegin(source, begun, head, state !== undefined))
        },
        onWord: (word) => this.say(wordsOf(word)),
        onStep: (step) => this.take(step),
      })
      return true
    } catch (error) {
      if (signal.aborted) return true
      if (!(error instanceof CtError)) throw error
      const place = error.index === undefined ? '' : ` at leaf ${error.index.toLocaleString('en')}`
      this.say(`STOPPED${place}: ${error.message} [${error.code}]; read no further`)
      return false
    }
  }

  /** Which kind of log it is, asked until it answers. */
  private async open(): Promise<LogSource> {
    const { outbound, once, signal } = this.options
    const key = this.log.key === null ? null : toLogKey(this.log.key)
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      try {
        return await openLog(this.log.url, outbound, key)
      } catch (error) {
        const isPassing =
          error instanceof CtError && (error.code === 'network' || error.code === 'http-status')
        if (once || !isPassing) throw error
        this.say(`cannot be reached: ${error.message}; tried again in ${wait / 1000} s`)
        await sleep(wait, undefined, { signal })
      }
    }
  }

  private async take({ start, leaves, head, state }: LogStep): Promise<void> {
    const { look, told, print, states } = this.options
    const { counts, names } = this
    const found: CertificateAlert[] = []
    const now = new Date()
    for (const [k, leaf] of leaves.entries()) {
      names.length = 0
      const { bytes, certStart, certEnd, isTbs } = leaf
      const { isWhole, leftOut } = readNames(bytes, certStart, certEnd, isTbs, names)
      if (!isWhole) counts.unreadable++
      counts.leftOut += leftOut
      counts.names += names.length
      for (const name of names) {
        const alert = look(name)
        const one = alert && told.add(alert, leaf, this.log.url, start + k, now)
        if (one) found.push(one)
      }
    }
    await print(found)
    counts.leaves += leaves.length
    counts.to = start + leaves.length
    await states.keep(this.log.url, state)
    this.sayFar(head.size)
  }

  private sayFar(size: number): void {
    if (this.counts.to === size || performance.now() - this.saidAt < FAR_MS) return
    this.saidAt = performance.now()
    this.say(
      `read up to leaf ${this.counts.to.toLocaleString('en')} of ${size.toLocaleString('en')}`,
    )
  }

  private say(words: string): void {
    this.options.say(this.log.url, words)
  }
}
