/** Progress of a run in phases of known share, with the time that is likely left; and its end when the caller gives up. */
import { DetectError } from './errors.ts'

type Phase = 'checking' | 'reading' | 'judging' | 'counting' | 'done'

export type Progress = {
  readonly phase: Phase
  /** Of the whole run, 0 to 1, never falling. */
  readonly fraction: number
  /** Seconds; null while too little is known. */
  readonly secondsLeft: number | null
}

export type OnProgress = (progress: Progress) => void

export type ProgressMeter = {
  /** `within` is the fraction of the phase. */
  report(phase: Phase, within: number): void
}

/** Where each phase begins and ends on the whole. */
type Spans = Readonly<Record<Phase, readonly [number, number]>>

/** Of a run that counts pairs and judges nobody. */
const COUNTED: Spans = {
  checking: [0, 0.1],
  reading: [0.1, 0.75],
  judging: [0.75, 0.75],
  counting: [0.75, 1],
  done: [1, 1],
}

/** Of a run that judges accounts, which takes most of its time. */
export const JUDGED: Spans = {
  ...COUNTED,
  reading: [0.1, 0.3],
  judging: [0.3, 0.9],
  counting: [0.9, 1],
}

export function startProgress(
  onProgress?: OnProgress,
  spans: Spans = COUNTED,
  now = () => performance.now(),
): ProgressMeter {
  const started = now()
  let reached = 0
  return {
    report(phase, within) {
      const [from, to] = spans[phase]
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
