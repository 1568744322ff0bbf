import { ExchangeError } from '../errors.ts'
import type { ProcessLimits } from './process-limits.ts'

/** How a process ended that did not say what it found. */
export type End = {
  code: number | null
  signal: NodeJS.Signals | null
  /** The last it wrote to its error output. */
  said: string
  /** Whether we ended it because its time was over. */
  late: boolean
}

const NO_MEMORY = /out of memory|bad_alloc|allocation failed|ENOMEM|ERR_WORKER_OUT_OF_MEMORY/i

/** What a person is told of a reading that broke off, and what they can do; the rest goes to the log of the server. */
export function toFailure(end: End, limits: ProcessLimits): ExchangeError {
  if (end.late) {
    const minutes = Math.round(limits.time / 60_000)
    return new ExchangeError(
      'too-large',
      `reading this file took longer than the ${minutes} minutes it may; split it, or use \`tocsin detect\` on your own machine`,
    )
  }
  if (NO_MEMORY.test(end.said)) return outOfMemory(limits)
  const how = end.signal ? `was ended by ${end.signal}` : `ended with status ${end.code}`
  const cause = new Error(`${how}: ${end.said}`)
  return new ExchangeError('internal', `the detector ${how}; the operator can see why`, { cause })
}

/** A file that needs more memory than one file may take here. */
export function outOfMemory({ memory }: ProcessLimits): ExchangeError {
  return new ExchangeError(
    'too-large',
    `reading this file takes more than the ${memory} MiB of memory it may; split it, or use \`tocsin detect\` on your own machine`,
  )
}
