import {
  approveUnmasking,
  askUnmasking as askRoute,
  declineUnmasking,
  listUnmaskings as listRoute,
  withdrawUnmasking,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { askUnmasking } from './ask.ts'
import { decideAsked } from './decide.ts'
import { listUnmaskings, readUnmasking } from './read.ts'
import { withdrawAsk } from './withdraw.ts'

/** Whom a pseudonym in a message stands for: asked by a receiver, decided by a second person of the sender. */
export function unmaskingRoutes(ctx: Context, http: Http): void {
  http.route(askRoute, async ({ viewer, params, body }) => {
    const id = await askUnmasking(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readUnmasking(ctx, viewer, id))
  })
  http.route(listRoute, ({ viewer, query }) => listUnmaskings(ctx, viewer, query))
  http.route(approveUnmasking, async ({ viewer, params, body }) => {
    const choice = { action: 'unmask', words: body.basis } as const
    await decideAsked(ctx, asPerson(viewer), params.id, choice)
    return afterAct(() => readUnmasking(ctx, viewer, params.id))
  })
  http.route(withdrawUnmasking, async ({ viewer, params }) => {
    await withdrawAsk(ctx, asPerson(viewer), params.id)
    return afterAct(() => readUnmasking(ctx, viewer, params.id))
  })
  http.route(declineUnmasking, async ({ viewer, params, body }) => {
    const choice = { action: 'decline-unmasking', words: body.reason } as const
    await decideAsked(ctx, asPerson(viewer), params.id, choice)
    return afterAct(() => readUnmasking(ctx, viewer, params.id))
  })
}
