import { ApiError, createClient } from '@tocsin/api'

/** Calls one route of the exchange that served this page. */
export const call = createClient({ fetch: (input, init) => fetch(input, init) })

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not-signed-in'
}

/** A refusal stays a refusal; only an unreachable or failing server is worth asking again. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof ApiError && error.status < 500)
}
