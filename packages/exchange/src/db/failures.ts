/** What a failed statement says of the database, by its SQLSTATE (PostgreSQL, appendix A) or the system's code. */
import { ExchangeError } from '../errors.ts'

/** The two that say nothing but "again": a deadlock was broken, a snapshot was overtaken. */
const CONFLICTS = new Set(['40P01', '40001'])
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
])
/** Classes: connection, resources (disk full, too many connections), shutting down, system; and a standby that takes no writes. */
const AWAY = /^(08...|53...|57P0.|58...|25006)$/
/** The driver says these in words alone. */
const CUT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Query read timeout)/
/** Values that cannot be kept: out of range, no such time, text that is no text. */
const DATA = /^22...$/

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Whether the same transaction may go through when it is run again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error))
}

/** Whether the database cannot be reached or cannot write: nobody's request is at fault, and it may come back. */
function isAway(error: unknown): boolean {
  const code = codeOf(error)
  return NETWORK.has(code) || AWAY.test(code) || (error instanceof Error && CUT.test(error.message))
}

/** Whether the database was given a value that it cannot hold. */
function isUnstorable(error: unknown): boolean {
  return DATA.test(codeOf(error)) && error instanceof Error && 'severity' in error
}

/** A failure of a statement as its caller is told, where the database and not the program is what it tells of. */
export function toCodedFailure(error: unknown): ExchangeError | undefined {
  if (isAway(error)) {
    const message = 'the database cannot be reached or written to; ask again later'
    return new ExchangeError('unavailable', message, { cause: error })
  }
  if (!isUnstorable(error)) return undefined
  return new ExchangeError('bad-request', 'a value here is more than the database can hold', {
    cause: error,
  })
}
