import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { record, settle } from './plan.ts'
import { sendTest } from './send.ts'
import { queueUnsent } from '../unsent/mails.ts'
import { PLANS, type PlanRow } from './store.ts'

const BATCH = 10

type Due = PlanRow & {
  member_name: string
  member_kind: MemberKind
  jurisdiction: string | null
  active: boolean
}

/**
 * Sends the tests that are due, on behalf of the members that planned them. One that finds nobody to ask, that the rules
 * refuse or whose election is over is settled with the reason, on record. Tells whether it did anything.
 */
export async function sendDueTests(ctx: Context): Promise<boolean> {
  const due = await selectDue(ctx)
  await inTurn(due, (plan) => sendPlanned(ctx, plan))
  return due.length > 0
}

async function sendPlanned(ctx: Context, plan: Due): Promise<void> {
  const at = ctx.clock.now()
  try {
    const id = await sendTest(ctx, {
      viewer: toViewer(plan),
      election: plan.election_id,
      terms: {
        whoToCall: plan.who_to_call,
        answerWithin: plan.answer_within,
        unansweredOnly: plan.unanswered_only,
      },
      active: plan.active,
      along: async (tx) => {
        if (!(await settle(tx, plan.id, 'sent', at))) throw new SentElsewhere()
      },
    })
    if (id === undefined) await giveUp(ctx, plan, 'every office has answered')
  } catch (error) {
    if (error instanceof SentElsewhere) return
    const settles =
      error instanceof ExchangeError &&
      (error.code === 'refused-by-policy' || error.code === 'conflict')
    if (!settles) throw error
    await giveUp(ctx, plan, error.message)
  }
}

/** Another process was first, or the plan was taken back in this moment. */
class SentElsewhere extends Error {}

async function giveUp(ctx: Context, plan: Due, why: string): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    if (!(await settle(tx, plan.id, why, at))) return
    const about = { id: plan.id, election: plan.election_id, fromMember: plan.from_member }
    const { from_member: memberId, person_id: personId } = plan
    await queueUnsent(tx, ctx, { kind: 'test', id: plan.id }, { memberId, personId, at })
    await record(tx, 'reachability.unsent', about, { at, by: 'clock', why })
  })
}

function toViewer(plan: Due): Viewer {
  return {
    memberId: plan.from_member,
    memberName: plan.member_name,
    memberKind: plan.member_kind,
    jurisdiction: plan.jurisdiction ?? undefined,
    personId: plan.person_id ?? undefined,
    roles: ['analyst'],
    via: 'session',
    canWrite: true,
  }
}

async function selectDue(ctx: Context): Promise<Due[]> {
  const found = await sql<Due>`
    select open.*, m.name as member_name, m.kind as member_kind, m.jurisdiction, m.active
    from (${PLANS}) open join members m on m.id = open.from_member
    where open.due_at <= ${ctx.clock.now()} order by open.due_at, open.id limit ${BATCH}`.execute(
    ctx.database.db,
  )
  return found.rows
}
