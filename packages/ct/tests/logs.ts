/** Logs of both kinds on loopback, closed after each test, and a reader that follows them to their end. */
import { makeCertificate, MemoryLog, serveLog, type ServeOptions } from '@tocsin/testkit/ct'
import { afterEach } from 'vitest'
import {
  followLog,
  openLog,
  openOutbound,
  readNames,
  toLogKey,
  type FollowOptions,
  type LogState,
  type Word,
} from '../src/index.ts'

export const KINDS = ['static-ct', 'rfc6962'] as const
export type Kind = (typeof KINDS)[number]
export const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

export function grow(log: MemoryLog, count: number): void {
  for (let k = 0; k < count; k++) {
    const serial = log.entries.length
    const isTbs = serial % 3 === 0
    const names = [`n${serial}.example`, `www.n${serial}.example`]
    log.add({
      der: makeCertificate({ names, serial, isTbs }),
      isTbs,
      timestamp: 1_790_000_000_000 + serial,
    })
  }
}

export function makeLog(count: number): MemoryLog {
  const log = new MemoryLog()
  grow(log, count)
  return log
}

export async function open(
  log: MemoryLog,
  kind: Kind,
  options: ServeOptions = {},
  key: string | null = log.key,
) {
  const served = await serveLog(log, options)
  const outbound = openOutbound({ allowPrivate: true, timeoutMs: 2000, againMs: 1 })
  closing.push(() => outbound.close(), served.close)
  const url = kind === 'static-ct' ? served.staticUrl : served.entriesUrl
  const source = await openLog(url, outbound, key === null ? null : toLogKey(key))
  return { source, served }
}

type Read = { first: string[]; state: LogState; words: Word[]; steps: number }

/** Follows to the end of the tree and keeps the first name of each certificate. */
export async function readAll(
  source: Parameters<typeof followLog>[0],
  options: Partial<FollowOptions> = {},
): Promise<Read> {
  const first: string[] = []
  const words: Word[] = []
  let steps = 0
  const state = await followLog(source, {
    from: 'start',
    once: true,
    stepLeaves: 200,
    patience: { baseMs: 1, maxMs: 5 },
    onWord: (word) => words.push(word),
    ...options,
    onStep: async (step) => {
      steps++
      for (const { bytes, certStart, certEnd, isTbs } of step.leaves) {
        const names: string[] = []
        readNames(bytes, certStart, certEnd, isTbs, names)
        first.push(names[0]!)
      }
      await options.onStep?.(step)
    },
  })
  return { first, state, words, steps }
}

export const named = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => `n${from + k}.example`)

/** The same answer with its first entries alone. */
export function firstEntries(body: Buffer, count: number): Buffer {
  const { entries } = JSON.parse(body.toString()) as { entries: unknown[] }
  return Buffer.from(JSON.stringify({ entries: entries.slice(0, count) }))
}
