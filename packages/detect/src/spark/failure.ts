/** What an engine answers when it cannot: which failures pass by themselves, and each as a coded error. */
import { DetectError, type DetectErrorCode } from '../errors.ts'
import type { ServiceError } from './grpc.ts'

/** Status codes of gRPC (grpc.io, "Status codes and their use in gRPC"). */
const STATUS = { cancelled: 1, unknown: 2, deadline: 4, denied: 7, aborted: 10, internal: 13 }
const UNAVAILABLE = 14
const UNAUTHENTICATED = 16

/** The answers ended before the engine said that they were whole. */
export class CutShort extends Error {
  override readonly name = 'CutShort'
}

/** Of a worker that died, of a connection that was cut, or of a session that a restarted engine no longer knows. */
const PASSING =
  /RST_STREAM|ECONNRESET|socket hang up|GOAWAY|SESSION_(NOT_FOUND|CLOSED|CHANGED)|OPERATION_NOT_FOUND|ExecutorLost|FetchFailed|Job aborted|TABLE_OR_VIEW_NOT_FOUND.*tocsin_/i

/** Whether the same may be asked again: nothing was changed by asking. */
export function isPassing(cause: unknown): boolean {
  if (cause instanceof CutShort) return true
  if (!isServiceError(cause)) return false
  if ([STATUS.cancelled, STATUS.deadline, STATUS.aborted, UNAVAILABLE].includes(cause.code))
    return true
  return [STATUS.internal, STATUS.unknown].includes(cause.code) && PASSING.test(cause.details)
}

/** The failure with what was being done and where. */
export function toEngineError(cause: unknown, address: string, doing: string): unknown {
  const where = `the engine at ${address}, while ${doing}`
  if (cause instanceof CutShort)
    return new DetectError(
      'ENGINE_INCOMPLETE',
      `${where}: ${cause.message}, so nothing was taken from it`,
      {},
      { cause },
    )
  if (!isServiceError(cause)) return cause
  const said = cause.details.trim().split('\n')[0]!.slice(0, 400)
  return new DetectError(
    codeOf(cause.code),
    `${where}: ${said || 'no reason was given'}`,
    {},
    { cause },
  )
}

function codeOf(status: number): DetectErrorCode {
  if (status === UNAUTHENTICATED || status === STATUS.denied) return 'ENGINE_DENIED'
  const isGone = [UNAVAILABLE, STATUS.deadline, STATUS.cancelled].includes(status)
  return isGone ? 'ENGINE_UNREACHABLE' : 'ENGINE_FAILED'
}

function isServiceError(cause: unknown): cause is ServiceError {
  return cause instanceof Error && 'details' in cause && 'code' in cause
}
