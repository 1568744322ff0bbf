/** Asks the rules on who proposes and who adopts, by what stands in the database now. */
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideCharter } from '../policy/adopting.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { refuseMissing, type Standing, standingsOf, type VersionRow } from './store.ts'

/** Whether the two are of both sides; see `adopting.cedar`. */
function areBothSides(a: Standing, b: Standing, members: readonly string[]): boolean {
  const isPair = (one: Standing, other: Standing) => one.operates && other.reviews
  if (a.memberId !== b.memberId && (isPair(a, b) || isPair(b, a))) return true
  const others = members.filter((id) => id !== a.memberId && id !== b.memberId)
  return a.operates && b.operates && others.length === 0
}

/** May this person propose, or settle what `version` proposes? */
export async function askCharter(
  tx: Tx,
  ctx: Context,
  action: 'propose' | 'adopt',
  who: PersonViewer,
  groupId: string,
  version?: VersionRow,
): Promise<Decision> {
  const proposer = version?.proposed_by ?? who.personId
  const at = ctx.clock.now()
  const { found, members } = await standingsOf(tx, groupId, [who.personId, proposer], at)
  const mine = found.get(who.personId)
  const theirs = found.get(proposer)
  return decideCharter(
    action,
    {
      member: { kind: (mine?.kind ?? who.memberKind) as MemberKind, active: mine !== undefined },
      operates: mine?.operates ?? false,
      reviewsForMember: mine?.reviews ?? false,
      isProposer: version !== undefined && proposer === who.personId,
      proposerTakesPart: theirs !== undefined && (theirs.operates || theirs.reviews),
      bothSides: mine !== undefined && theirs !== undefined && areBothSides(mine, theirs, members),
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
}

/**
 * The refusal, put on record, of whoever takes no part in the charter of a group; asked before anything is told of it. Throws
 * `not-found` where there is no such group.
 */
export async function refusePart(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { act, groupId }: { act: string; groupId: string },
): Promise<Decision | undefined> {
  await refuseMissing(tx, groupId)
  const decision = await askCharter(tx, ctx, 'propose', who, groupId)
  if (decision.allow) return undefined
  await recordNo(tx, ctx, who, { act, groupId, decision })
  return decision
}

/** Puts a "no" on record, in the transaction that then ends. */
export async function recordNo(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  no: { act: string; groupId: string; decision: Decision },
): Promise<void> {
  const { act, groupId, decision } = no
  await recordRefusals(tx, ctx.clock.now(), [
    { act, subject: `group:${groupId}`, by: toActor(who), decision },
  ])
}
