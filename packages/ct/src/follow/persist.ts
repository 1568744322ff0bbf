/** Tries again what may pass, with growing waits; what will not pass is thrown at once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { CtError } from '../errors.ts'

export type Patience = {
  /** The first wait in milliseconds; it doubles with each failure in a row. */
  readonly baseMs: number
  readonly maxMs: number
  /** Failures in a row after which it is given up; Infinity for never. */
  readonly attempts: number
}

/** Answers that make no sense come from caches and proxies too: they are asked again, but not without end. */
const MOST_ODD = 4
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504])

type Kind = 'passing' | 'odd' | 'final'

function kindOf(cause: unknown): Kind {
  if (!(cause instanceof CtError)) return 'final'
  switch (cause.code) {
    case 'network':
      return 'passing'
    case 'http-status':
      return PASSING.has(cause.status ?? 0) ? 'passing' : 'odd'
    case 'gap':
      // A tile that is missing may be on its way; a page that is empty too.
      return 'odd'
    case 'malformed-reply':
    case 'malformed-head':
      return 'odd'
    default:
      return 'final'
  }
}

/** Runs `work` until it succeeds. `hasMoved` tells whether something came on since the last failure, and so begins the count anew. */
export async function persist<T>(
  work: () => Promise<T>,
  patience: Patience,
  options: {
    readonly signal?: AbortSignal | undefined
    readonly hasMoved?: () => boolean
    readonly onFailure: (cause: CtError) => void
    readonly random: () => number
  },
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (cause) {
      options.signal?.throwIfAborted()
      if (options.hasMoved?.()) failures = 1
      const kind = kindOf(cause)
      const most = kind === 'odd' ? Math.min(MOST_ODD, patience.attempts) : patience.attempts
      if (kind === 'final' || failures >= most) throw cause
      const failure = cause as CtError
      options.onFailure(failure)
      const ceiling = Math.min(patience.maxMs, patience.baseMs * 2 ** (failures - 1))
      const wait = Math.max(ceiling * (0.5 + options.random() / 2), failure.retryAfter ?? 0)
      await sleep(wait, undefined, { signal: options.signal })
    }
  }
}
