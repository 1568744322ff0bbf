import {
  changeParty as changeRoute,
  countParties,
  endParty as endRoute,
  listParties,
  proposeParty as proposeRoute,
  settleParty as settleRoute,
  type Party,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { changeParty, proposeParty } from './propose.ts'
import { endParty, settleParty } from './settle.ts'
import { toParty } from './shape.ts'
import { countByKind, countShown, selectParties } from './store.ts'
import { afterAct } from '../http/after-act.ts'

/** Parties that are watched for and told first: proposed, let stand by another person, ended. */
export function defendedRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const one = async (viewer: Viewer, id: string): Promise<Party> => {
    const [row] = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) =>
      selectParties(tx, { id }),
    )
    if (!row) throw new ExchangeError('not-found', 'no such party')
    return toParty(row, viewer.personId)
  }
  http.route(listParties, ({ viewer, query: { id, own, words } }) => {
    const filter = { id, words, member: own && viewer.memberId }
    return asMember(db, toReader(viewer), ctx.clock.now(), async (tx) => ({
      items: (await selectParties(tx, filter)).map((row) => toParty(row, viewer.personId)),
      total: await countShown(tx, filter),
    }))
  })
  http.route(proposeRoute, async ({ viewer, body }) => {
    const id = await proposeParty(ctx, asPerson(viewer), body)
    return afterAct(() => one(viewer, id))
  })
  http.route(changeRoute, async ({ viewer, params, body }) => {
    await changeParty(ctx, asPerson(viewer), params.id, body.statement)
    return afterAct(() => one(viewer, params.id))
  })
  http.route(settleRoute, async ({ viewer, params, body }) => {
    await settleParty(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => one(viewer, params.id))
  })
  http.route(endRoute, async ({ viewer, params }) => {
    await endParty(ctx, asPerson(viewer), params.id)
    return afterAct(() => one(viewer, params.id))
  })
  http.route(countParties, async () => ({ counts: await countByKind(db) }))
}
