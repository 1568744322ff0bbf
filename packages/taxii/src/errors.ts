import type { ErrorMessage } from './resources.ts'

/** Every way in which TAXII can fail here, with its HTTP status and title. The one table both ends read. */
const CODES = {
  'bad-request': [400, 'Bad request'],
  'bad-filter': [400, 'Bad filter'],
  'bad-cursor': [400, 'Bad page cursor'],
  'bad-json': [400, 'Body is not JSON'],
  unauthorized: [401, 'Authentication needed'],
  forbidden: [403, 'Not permitted'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'not-acceptable': [406, 'Not acceptable'],
  'too-large': [413, 'Body too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  unprocessable: [422, 'Unprocessable content'],
  'too-many-requests': [429, 'Too many requests'],
  internal: [500, 'Internal error'],
  unavailable: [503, 'Not available now'],
  /** Client side: no usable answer came. */
  network: [0, 'No answer'],
  'http-error': [0, 'Server refused'],
  'bad-response': [0, 'Answer is not TAXII'],
  aborted: [0, 'Aborted'],
} as const

export type TaxiiErrorCode = keyof typeof CODES

type Extra = { cause?: unknown; status?: number; retryAfter?: number; body?: ErrorMessage }

/** A TAXII failure. `status` is the HTTP status; 0 where no response stands behind it. */
export class TaxiiError extends Error {
  readonly code: TaxiiErrorCode
  readonly status: number
  /** Milliseconds the server asked to wait, where it did. */
  readonly retryAfter: number | undefined
  /** The error resource the server sent, where it did. */
  readonly body: ErrorMessage | undefined

  constructor(code: TaxiiErrorCode, message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'TaxiiError'
    this.code = code
    this.status = extra.status ?? CODES[code][0]
    this.retryAfter = extra.retryAfter
    this.body = extra.body
  }
}

/** The error resource (section 3.6.1) for a failure. */
export function toErrorMessage(error: TaxiiError): ErrorMessage {
  return {
    title: CODES[error.code][1],
    description: error.message,
    error_code: error.code,
    http_status: String(error.status),
  }
}
