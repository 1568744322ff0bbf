/** When to try again: exponential back-off with full jitter, never sooner than the server asks (RFC 9110, 10.2.3). */

export type RetryOptions = {
  /** Tries in all, the first included. */
  attempts: number
  /** Upper bound of the first wait in milliseconds; it doubles with each try. */
  baseMs: number
  /** No wait is longer, whatever the server asks. */
  maxMs: number
}

export const RETRY_DEFAULTS: RetryOptions = { attempts: 5, baseMs: 500, maxMs: 120_000 }

const PASSING = new Set([429, 502, 503, 504])

/** Whether a status says that the same request may succeed later. */
export function isPassing(status: number): boolean {
  return PASSING.has(status)
}

/** Milliseconds to wait before try `attempt` (2 is the first repetition); `random` is in [0, 1). */
export function delayBefore(
  attempt: number,
  retryAfter: number | undefined,
  { baseMs, maxMs }: RetryOptions,
  random: number,
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 2))
  return Math.min(maxMs, Math.max(ceiling * random, retryAfter ?? 0))
}

/** A Retry-After header in milliseconds from `now`; undefined where it is missing or makes no sense. */
export function toRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
