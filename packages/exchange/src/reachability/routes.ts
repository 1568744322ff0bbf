import {
  getReachability,
  listDueTests,
  listReachedOffices,
  planReachability,
  testReachability,
  withdrawReachability,
  type Reachability,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db } from '../db/database.ts'
import { PAGE_SIZE, readKey, toPage } from '../db/keyset.ts'
import { whyBlocked, whyTextsBlocked } from '../delivery/health.ts'
import { selectElections } from '../elections/store.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { drillsOf, findDueTests } from './drills.ts'
import { planTest, withdrawPlan } from './plan.ts'
import { sendTest } from './send.ts'
import { toReachability, toReachedOffice } from './shape.ts'
import {
  countChannels,
  countOffices,
  roundOf,
  selectChecks,
  selectOffices,
  selectPlans,
} from './store.ts'

/** Tests of whether the offices of an election can be reached; every member sees its own, and the rules say whose may ask. */
export function reachabilityRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(getReachability, ({ viewer, params }) => read(ctx, viewer, params.id))
  http.route(listReachedOffices, ({ viewer, params, query }) => {
    const { limit = PAGE_SIZE, reached } = query
    const [after] = readKey(query.after, '[A-Za-z0-9._-]{1,64}') ?? []
    return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
      const round = await readRound(tx, viewer, params.id)
      const rows = await selectOffices(tx, round, {
        member: viewer.memberId,
        after,
        reached,
        limit: limit + 1,
      })
      return toPage(rows, limit, {
        key: (row) => [row.id],
        shape: (row) => toReachedOffice(row, ctx.clock.now()),
      })
    })
  })
  http.route(listDueTests, async ({ viewer }) => ({
    ...drillsOf(ctx),
    items: await findDueTests(ctx, viewer.memberId),
  }))
  http.route(testReachability, async ({ viewer, params, body }) => {
    await limits.count('noticesPerHour', viewer.memberId)
    const sent = await sendTest(ctx, { viewer, election: params.id, terms: body })
    if (sent === undefined)
      throw new ExchangeError('conflict', 'every office has answered, so nobody is reminded')
    return afterAct(() => read(ctx, viewer, params.id))
  })
  http.route(planReachability, async ({ viewer, params, body }) => {
    await planTest(ctx, viewer, params.id, body)
    return afterAct(() => read(ctx, viewer, params.id))
  })
  http.route(withdrawReachability, async ({ viewer, params }) => {
    await withdrawPlan(ctx, viewer, { election: params.id, plan: params.plan })
    return afterAct(() => read(ctx, viewer, params.id))
  })
}

async function readRound(tx: Db, viewer: Viewer, id: string) {
  const [election] = await selectElections(tx, id)
  if (!election) throw new ExchangeError('not-found', 'no such election')
  const checks = await selectChecks(tx, id, viewer.memberId)
  return { election, checks, places: election.places, round: roundOf(checks)?.ids ?? [] }
}

async function read(ctx: Context, viewer: Viewer, id: string): Promise<Reachability> {
  const blocked = await whyBlocked(ctx)
  const textsBlocked = await whyTextsBlocked(ctx)
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const round = await readRound(tx, viewer, id)
    return toReachability(round.election, {
      checks: round.checks,
      plans: await selectPlans(tx, id, viewer.memberId),
      counts: await countOffices(tx, round),
      channels: await countChannels(tx, round),
      blocked,
      textsBlocked,
    })
  })
}
