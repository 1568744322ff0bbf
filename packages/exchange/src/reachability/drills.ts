import type { DueTest } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { daysUntil } from '../elections/rules.ts'
import { selectElections, type ElectionRow } from '../elections/store.ts'
import { record } from './plan.ts'
import {
  countOffices,
  hasPlanOfClock,
  selectChecks,
  selectLastCall,
  selectOperator,
  selectPlans,
} from './store.ts'

/** Days before an election from which a test is due, and minutes that one which nobody looked at gives, unless it is said. */
const DAYS_BEFORE = 14
const ANSWER_WITHIN = 1440

/** How this exchange sees to it that offices are tested before elections. */
export function drillsOf({ config }: Pick<Context, 'config'>) {
  return { how: config.drills?.how ?? 'ask', daysBefore: config.drills?.daysBefore ?? DAYS_BEFORE }
}

/**
 * Elections so near that a test of their offices is due: the member sent none of all of them within these days, and has none planned.
 * The nearest first; none where the configuration asks for none.
 */
export async function findDueTests(ctx: Context, member: string): Promise<DueTest[]> {
  const { how } = drillsOf(ctx)
  if (how === 'off') return []
  const { db } = ctx.database
  const whoToCall = ctx.config.drills?.whoToCall ?? (await selectLastCall(db, member))
  const due: DueTest[] = []
  for (const election of await selectDue(ctx, member)) {
    const [last] = await selectChecks(db, election.id, member)
    const counts = await countOffices(db, { places: election.places, round: [] })
    due.push({
      election: election.id,
      name: election.name,
      date: election.date,
      daysLeft: daysLeftOf(election, ctx.clock.now()),
      offices: Object.values(counts).reduce((sum, n) => sum + n, 0),
      answerWithin: ANSWER_WITHIN,
      ...(last ? { lastSentAt: last.sent_at.toISOString() } : {}),
      ...(whoToCall ? { whoToCall } : {}),
    })
  }
  return due.sort((a, b) => a.daysLeft - b.daysLeft)
}

async function selectDue(ctx: Context, member: string): Promise<ElectionRow[]> {
  const { db } = ctx.database
  const { daysBefore } = drillsOf(ctx)
  const now = ctx.clock.now()
  const due: ElectionRow[] = []
  for (const election of await selectElections(db)) {
    const left = daysLeftOf(election, now)
    if (left < 0 || left > daysBefore) continue
    const checks = await selectChecks(db, election.id, member)
    const isTested = checks.some(
      ({ follows, sent_at: at }) => follows === null && daysLeftOf(election, at) <= daysBefore,
    )
    const plans = await selectPlans(db, election.id, member)
    if (!isTested && plans.every((plan) => plan.unanswered_only)) due.push(election)
  }
  return due
}

function daysLeftOf({ date, time_zone: timeZone }: ElectionRow, at: Date): number {
  return daysUntil(date, at, timeZone)
}

/**
 * Plans the tests that are due where the exchange is to send them by itself: on behalf of the member of its first operator, once an
 * election. One that comes to nothing is settled with the reason, and stays on the operator's desk. Tells whether it planned any.
 */
export async function planDrills(ctx: Context): Promise<boolean> {
  const { how, daysBefore } = drillsOf(ctx)
  const whoToCall = ctx.config.drills?.whoToCall
  if (how !== 'send' || whoToCall === undefined) return false
  const { db } = ctx.database
  const member = await selectOperator(db)
  if (member === undefined) return false
  const at = ctx.clock.now()
  let planned = false
  for (const election of await selectDue(ctx, member))
    planned =
      (await db.transaction().execute(async (tx) => {
        await takeCommitOrder(tx)
        if (await hasPlanOfClock(tx, election.id, member)) return false
        const plan = { id: randomUUID(), election: election.id, fromMember: member }
        const terms = { days_before: daysBefore, unanswered_only: false, who_to_call: whoToCall }
        await tx
          .insertInto('reachability_plans')
          .values({
            id: plan.id,
            election_id: election.id,
            from_member: member,
            person_id: null,
            answer_within: ANSWER_WITHIN,
            made_at: at,
            ...terms,
          })
          .execute()
        await record(tx, 'reachability.planned', plan, { at, by: 'clock', daysBefore, whoToCall })
        return true
      })) || planned
  return planned
}
