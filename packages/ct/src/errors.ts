/** Every way in which a log, its address or a state is refused. The list is closed: switch over it. */
export type CtErrorCode =
  | 'bad-address'
  | 'private-address'
  | 'network'
  | 'http-status'
  | 'too-large'
  | 'no-log'
  | 'malformed-reply'
  | 'malformed-head'
  | 'malformed-key'
  | 'malformed-state'
  | 'bad-signature'
  | 'other-log'
  | 'went-back'
  | 'gap'
  | 'fork'
  | 'wrong-leaf'
  | 'wrong-root'

type Extra = {
  readonly cause?: unknown
  readonly index?: number
  readonly status?: number
  readonly retryAfter?: number
}

/** The one error this package throws: a code to branch on, a sentence to show. */
export class CtError extends Error {
  readonly code: CtErrorCode
  /** The leaf, counted from 0, at which it was found; undefined where it is of none. */
  readonly index: number | undefined
  /** The HTTP status; undefined where no answer stands behind it. */
  readonly status: number | undefined
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | undefined

  constructor(code: CtErrorCode, message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'CtError'
    this.code = code
    this.index = extra.index
    this.status = extra.status
    this.retryAfter = extra.retryAfter
  }
}
