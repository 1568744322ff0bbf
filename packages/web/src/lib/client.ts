import { ApiError, createClient } from '@tocsin/api'

/** Calls one route of the exchange that served this page. */
export const call = createClient({ fetch: (input, init) => fetch(input, init) })

/** One sentence for a person about anything that was thrown. */
export function toSentence(error: unknown): string {
  if (error instanceof ApiError) {
    return error.rule ? `${error.message} (rule: ${error.rule})` : error.message
  }
  if (error instanceof TypeError) return 'The exchange cannot be reached. Check the connection.'
  return error instanceof Error ? error.message : String(error)
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not-signed-in'
}

/** A refusal stays a refusal; only an unreachable or failing server is worth asking again. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof ApiError && error.status < 500)
}
