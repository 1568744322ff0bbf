import { getInbox, markAllSeen, markSeen } from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { readInbox } from './inbox.ts'
import { keepAllSeen, keepSeen } from './mark.ts'

/** What is new to a person. */
export function inboxRoutes(ctx: Context, http: Http): void {
  http.route(getInbox, ({ viewer }) => readInbox(ctx, viewer))
  http.route(markSeen, async ({ viewer, body }) => {
    await keepSeen(ctx, viewer, body)
    return afterAct(() => readInbox(ctx, viewer))
  })
  http.route(markAllSeen, async ({ viewer, body }) => {
    await keepAllSeen(ctx, viewer, body)
    return afterAct(() => readInbox(ctx, viewer))
  })
}
