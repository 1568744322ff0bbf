import type { ErrorCode } from '@tocsin/api'

/** A failure with a code the API knows; `message` is shown to the caller, `cause` only logged. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly code: ErrorCode
  readonly path: string | undefined
  readonly rule: string | undefined
  /** Seconds after which the same may be tried again; told in `Retry-After` (RFC 9110, 10.2.3). */
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { path?: string; rule?: string; cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.path = options.path
    this.rule = options.rule
    this.retryAfter = options.retryAfter
  }
}

/** What whoever made out what was to leave later can mend by looking again; undefined for a failure of the exchange itself. */
export function whyUnsent(cause: unknown): string | undefined {
  if (!(cause instanceof ExchangeError)) return undefined
  return ['internal', 'unavailable', 'too-many-requests'].includes(cause.code)
    ? undefined
    : cause.message
}

/** The one table from error codes to HTTP statuses. */
export const STATUS_OF = {
  'bad-request': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'preview-outdated': 409,
  expired: 410,
  'done-unread': 409,
  'too-large': 413,
  'unsupported-type': 415,
  'refused-by-policy': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>
