import { getFront } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { readFront } from './read.ts'

/** What anybody learns of this exchange before they have an account. */
export function frontRoutes(ctx: Context, http: Http): void {
  http.route(getFront, () => readFront(ctx))
}
