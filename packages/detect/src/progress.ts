/** Progress of a run in phases of known share, with the time that is likely left; and its end when the caller gives up. */
import { DetectError } from './errors.ts'

export type Phase = 'checking' | 'reading' | 'counting' | 'done'

export interface Progress {
  readonly phase: Phase
  /** Of the whole run, 0 to 1, never falling. */
  readonly fraction: number
  /** Seconds; null while too little is known. */
  readonly secondsLeft: number | null
}

export type OnProgress = (progress: Progress) => void

export interface ProgressMeter {
  /** `within` is the fraction of the phase. */
  report(phase: Phase, within: number): void
}

/** Where each phase begins and ends on the whole. */
const SPANS: Readonly<Record<Phase, readonly [number, number]>> = {
  checking: [0, 0.1],
  reading: [0.1, 0.75],
  counting: [0.75, 1],
  done: [1, 1],
}

export function startProgress(
  onProgress?: OnProgress,
  now = () => performance.now(),
): ProgressMeter {
  const started = now()
  let reached = 0
  return {
    report(phase, within) {
      const [from, to] = SPANS[phase]
      reached = Math.max(reached, from + (to - from) * Math.min(1, Math.max(0, within)))
      const spent = (now() - started) / 1000
      const secondsLeft = reached < 0.02 ? null : (spent / reached) * (1 - reached)
      onProgress?.({ phase, fraction: reached, secondsLeft })
    },
  }
}

/** Throws CANCELLED when the caller has given up. */
export function verifyGoing(signal?: AbortSignal): void {
  if (signal?.aborted) throw new DetectError('CANCELLED', 'cancelled', {}, { cause: signal.reason })
}
