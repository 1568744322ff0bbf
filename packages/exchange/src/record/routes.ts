import {
  getPacket,
  getReceipt,
  getPolicySet,
  listLog as listLogRoute,
  listPolicySets,
  listRefusals as listRefusalsRoute,
  listRules,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Http } from '../http/server.ts'
import { toReader } from '../http/viewer.ts'
import { serveLogFile } from '../log/files.ts'
import { listLog } from '../log/list.ts'
import { makeReceipt, toReceiptFile } from '../log/receipt.ts'
import { listRefusals } from '../refusals/list.ts'
import { admitProof } from './proofs.ts'
import { readPacket } from './packet.ts'
import { listPolicySets as listPolicySetsOf, readPolicySet } from './policies.ts'

const PREFIX = '/log/'

/** What everyone may check: the log's lines and its files, and for a member the receipts and refusals of its own acts. */
export function recordRoutes(ctx: Context, http: Http): void {
  http.route(listLogRoute, async ({ query }) => {
    // Lines of a history that was rewritten are nobody's record.
    await ctx.log.head()
    return listLog(ctx.database.db, query)
  })

  http.route(getReceipt, async ({ viewer, params }) => {
    await admitProof(ctx, viewer, params.index)
    const reader = toReader(viewer)
    const text = await makeReceipt(ctx, params.index, {
      asking: { reader, now: ctx.clock.now() },
    })
    return toReceiptFile(text, params.index)
  })

  http.route(getPacket, ({ viewer, params, query }) => readPacket(ctx, viewer, params.about, query))

  http.route(listRules, async () => {
    const { version, rules } = ctx.policies
    const items = [...rules.values()].map(({ id, effect, reason, since }) => ({
      id,
      effect,
      reason,
      since,
    }))
    return { version, items }
  })

  http.route(listRefusalsRoute, ({ viewer, query }) =>
    asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) => listRefusals(tx, query)),
  )

  http.route(listPolicySets, async () => ({
    items: await listPolicySetsOf(ctx.database.db, ctx.policies),
  }))
  http.route(getPolicySet, ({ params }) =>
    readPolicySet(ctx.database.db, ctx.policies, params.version),
  )

  // The pattern matches `/log` too, which is a page of the web app.
  http.app.get(`${PREFIX}*`, (c, next) =>
    c.req.path.startsWith(PREFIX) ? serveLogFile(ctx, c.req.path.slice(PREFIX.length)) : next(),
  )
}
