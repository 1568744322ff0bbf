/** Asks the rules on meetings, by what stands in the database now. */
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer, Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import type { Decision, Exit } from '../policy/decide.ts'
import { decideMeeting, type MeetingAct, type PolicyMeeting } from '../policy/meeting.ts'
import { recordRefusals } from '../refusals/record.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { lockMeeting, type MeetingRow, missing } from './store.ts'

/** Whether what bodies of government say there passes the gate. */
export function isAtGate(kinds: readonly MemberKind[]): boolean {
  return kinds.some(isGovernment) && kinds.some(isBehindGate)
}

const ORDINARY: PolicyMeeting = {
  purposeNamed: true,
  charterEnded: false,
  campaigns: 0,
  atGate: false,
}

export function ask(
  ctx: Context,
  { memberKind }: Pick<Viewer, 'memberKind'>,
  act: MeetingAct,
  meeting: Partial<PolicyMeeting> = {},
  exit: Exit = 'api',
): Decision {
  const asking = { now: ctx.clock.now(), exit, exercise: ctx.config.exercise }
  // Authentication admits active members only.
  const member = { kind: memberKind, active: true }
  return decideMeeting(member, act, { ...ORDINARY, ...meeting }, asking, ctx.policies)
}

export type No = { act: string; subject: string; decision: Decision }

/** Puts a "no" on record, in the transaction that then ends. */
export async function recordNo(tx: Tx, ctx: Context, who: PersonViewer, no: No): Promise<void> {
  await recordRefusals(tx, ctx.clock.now(), [{ ...no, by: toActor(who) }])
}

export function toRefusal({ rule, reason }: Decision): ExchangeError {
  return new ExchangeError('refused-by-policy', reason, { rule })
}

/**
 * Runs `write` on a meeting that this person's member was called to, locked; what it gives is a refusal, which goes on record
 * and is thrown once the transaction has ended. To others there is no such meeting (`not-found`).
 */
export async function inMeeting(
  ctx: Context,
  who: PersonViewer,
  { id, act }: { id: string; act: string },
  write: (tx: Tx, row: MeetingRow) => Promise<Decision | undefined>,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockMeeting(tx, id)
    const isInvited = row.invited.includes(who.memberId)
    if (!ask(ctx, who, { action: 'attend', isInvited, isMachine: false }).allow) throw missing()
    const decision = await write(tx, row)
    if (decision) await recordNo(tx, ctx, who, { act, subject: `meeting:${id}`, decision })
    return decision
  })
  if (refused) throw toRefusal(refused)
}
