import { getInbox, markSeen } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { keepSeen, readInbox } from './inbox.ts'

/** What is new to a person. */
export function inboxRoutes(ctx: Context, http: Http): void {
  http.route(getInbox, ({ viewer }) => readInbox(ctx, viewer))
  http.route(markSeen, async ({ viewer, body }) => {
    await keepSeen(ctx, viewer, body)
    return readInbox(ctx, viewer)
  })
}
