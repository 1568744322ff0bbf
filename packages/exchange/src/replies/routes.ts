import {
  listReplies as listRoute,
  listWrongReplies,
  makeReply,
  markRepliesSeen,
  retractReply,
  settleReply,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { listReplies, listWrong, readReply } from './read.ts'
import { replyTo } from './reply.ts'
import { keepRepliesSeen } from './seen.ts'
import { retract, settle } from './settle.ts'

/** What holders say of releases, to whom they like. No screen is told live: the numbers of its events would count replies. */
export function replyRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ viewer, params }) => listReplies(ctx, viewer, params.id))
  http.route(listWrongReplies, ({ viewer, query }) => listWrong(ctx, viewer, query))
  http.route(makeReply, async ({ viewer, params, body }) => {
    const id = await replyTo(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readReply(ctx, viewer, id))
  })
  http.route(markRepliesSeen, async ({ viewer, body }) => {
    await keepRepliesSeen(ctx, asPerson(viewer), body.replies)
    return {}
  })
  http.route(retractReply, async ({ viewer, params }) => {
    await retract(ctx, asPerson(viewer), params.id)
    return afterAct(() => readReply(ctx, viewer, params.id))
  })
  http.route(settleReply, async ({ viewer, params }) => {
    await settle(ctx, asPerson(viewer), params.id)
    return afterAct(() => readReply(ctx, viewer, params.id))
  })
}
