import {
  agreeToUnsealing,
  askUnsealing as askRoute,
  declineUnsealing,
  listAuditUnsealings,
  listUnsealings as listRoute,
  openUnsealing as openRoute,
  withdrawUnsealing as withdrawRoute,
} from '@tocsin/api'
import { admitAuditor, whileAdmitted } from '../audit/admit.ts'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader } from '../http/viewer.ts'
import { answerUnsealing } from './answer.ts'
import { askUnsealing } from './ask.ts'
import { openUnsealing } from './open.ts'
import { listOwnUnsealings, listUnsealings, readUnsealing } from './read.ts'
import { withdrawUnsealing } from './withdraw.ts'

/** Whom a pseudonym stands for: asked by an auditor, who is told once two key holders agree. */
export function unsealingRoutes(ctx: Context, http: Http): void {
  http.route(askRoute, async ({ viewer, params, body }) => {
    const auditor = await admitAuditor(ctx, viewer)
    const id = await askUnsealing(ctx, auditor, params.id, body)
    return readUnsealing(ctx, auditor.reader, id)
  })
  http.route(listAuditUnsealings, async ({ viewer, query }) =>
    listOwnUnsealings(ctx, await admitAuditor(ctx, viewer), query),
  )
  http.route(withdrawRoute, async ({ viewer, params }) => {
    const auditor = await admitAuditor(ctx, viewer)
    await withdrawUnsealing(ctx, auditor, params.id)
    return readUnsealing(ctx, auditor.reader, params.id)
  })
  http.route(openRoute, ({ viewer, params }) =>
    whileAdmitted(ctx, viewer, (auditor) => openUnsealing(ctx, auditor, params.id)),
  )
  http.route(listRoute, ({ viewer, query }) => listUnsealings(ctx, viewer, query))
  http.route(agreeToUnsealing, async ({ viewer, params }) => {
    await answerUnsealing(ctx, asPerson(viewer), params.id, 'agreed')
    return readUnsealing(ctx, toReader(viewer), params.id)
  })
  http.route(declineUnsealing, async ({ viewer, params }) => {
    await answerUnsealing(ctx, asPerson(viewer), params.id, 'declined')
    return readUnsealing(ctx, toReader(viewer), params.id)
  })
}
