/** Asks the rules on joint disclosures, by what stands in the database now. */
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { type Actor, toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import {
  decideDisclosing,
  type DisclosureAct,
  type PolicyDisclosure,
} from '../policy/disclosing.ts'
import { recordRefusals } from '../refusals/record.ts'
import { isAsked, isAtGate, takesPart } from './rules.ts'
import { type Locked, lockDisclosure, missing } from './store.ts'

const ORDINARY: PolicyDisclosure = {
  purposeNamed: true,
  charterEnded: false,
  campaigns: 0,
  atGate: false,
}

export function ask(
  ctx: Context,
  { memberKind }: Pick<Viewer, 'memberKind'>,
  act: DisclosureAct,
  about: Partial<PolicyDisclosure> = {},
): Decision {
  const asking = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  // Authentication admits active members only.
  const member = { kind: memberKind, active: true }
  return decideDisclosing(member, act, { ...ORDINARY, ...about }, asking, ctx.policies)
}

/** What the rules ask of those who would be asked. */
export function factsOf(parties: readonly { kind: MemberKind }[]) {
  return {
    campaigns: parties.filter(({ kind }) => kind === 'campaign').length,
    atGate: isAtGate(parties.map(({ kind }) => kind)),
  }
}

/** Puts a "no" on record for the member that tried alone, in the transaction that then ends. */
export async function recordNo(
  tx: Tx,
  ctx: Context,
  who: Actor,
  no: { act: string; subject: string; decision: Decision },
): Promise<void> {
  await recordRefusals(tx, ctx.clock.now(), [{ ...no, by: toActor(who) }])
}

export function toRefusal({ rule, reason }: Decision): ExchangeError {
  return new ExchangeError('refused-by-policy', reason, { rule })
}

/**
 * Runs `write` on a disclosure that this member was asked to, locked; what it gives with `allow` is a refusal, which goes on record
 * and is thrown once the transaction has ended. To others there is no such disclosure (`not-found`).
 */
export async function inDisclosure<T>(
  ctx: Context,
  who: Viewer,
  { id, act }: { id: string; act: string },
  write: (tx: Tx, locked: Locked) => Promise<T | Refused>,
): Promise<T> {
  const outcome = await ctx.database.db.transaction().execute(async (tx) => {
    const locked = await lockDisclosure(tx, id, who.memberId)
    const own = locked.own !== undefined && isAsked(locked.own)
    if (!ask(ctx, who, { action: 'see-disclosure', isAsked: own }).allow) throw missing()
    const given = await write(tx, locked)
    if (given instanceof Refused)
      await recordNo(tx, ctx, who, { act, subject: `disclosure:${id}`, decision: given.decision })
    return given
  })
  if (outcome instanceof Refused) throw toRefusal(outcome.decision)
  return outcome
}

/** A "no" of the rules, to be recorded before it is thrown. */
export class Refused {
  readonly decision: Decision
  constructor(decision: Decision) {
    this.decision = decision
  }
}

/** The "no" to a member that takes no part. */
export function findNoPart(
  ctx: Context,
  who: Viewer,
  { own }: Locked,
  action: 'work-on-part' | 'offer-instant',
): Refused | undefined {
  const decision = ask(ctx, who, { action, takesPart: own !== undefined && takesPart(own) })
  return decision.allow ? undefined : new Refused(decision)
}
