/** Asks the rules on cases, by what stands in the database now. */
import type { MemberKind } from '@tocsin/api'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer, Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { type CaseAct, decideCase, type PolicyCase } from '../policy/case-work.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { findAsk } from '../sharing/ask.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { findWaitingName } from '../told-first/words.ts'
import { isAtGate, isReading, type Party } from './rules.ts'
import { type Locked, lockCase, missing } from './store.ts'

const ORDINARY: PolicyCase = {
  purposeNamed: true,
  charterEnded: false,
  campaigns: 0,
  atGate: false,
  governmentTitle: false,
  governmentAdvisory: false,
}

export function ask(
  ctx: Context,
  { memberKind }: Pick<Viewer, 'memberKind'>,
  act: CaseAct,
  about: Partial<PolicyCase> = {},
): Decision {
  const asking = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  // Authentication admits active members only.
  const member = { kind: memberKind, active: true }
  return decideCase(member, act, { ...ORDINARY, ...about }, asking, ctx.policies)
}

/** Whether a case lies between government and platforms, as the rules see it. */
export function gateOf(parties: readonly Pick<Party, 'kind'>[]): Pick<PolicyCase, 'atGate'> {
  return { atGate: isAtGate(parties.map(({ kind }) => kind)) }
}

/** Whether a member is shown what one of this kind does in a case. */
export function seesActsOf(
  ctx: Context,
  viewer: Pick<Viewer, 'memberKind'>,
  kind: MemberKind,
): boolean {
  return ask(ctx, viewer, { action: 'see-of-member', ofBehindGate: isBehindGate(kind) }).allow
}

/** Whether a member is shown what one of this kind says to an instant. */
export function seesSaidOf(
  ctx: Context,
  viewer: Pick<Viewer, 'memberKind'>,
  kind: MemberKind,
): boolean {
  const of = { ofBehindGate: isBehindGate(kind), ofGovernment: isGovernment(kind) }
  return ask(ctx, viewer, { action: 'see-said', ...of }).allow
}

/** Who was invited is for row-level security to say; whether anybody reads at all, and that no machine does, for the rules. */
export function mayRead(ctx: Context, viewer: Viewer): boolean {
  const isMachine = viewer.via === 'key'
  return ask(ctx, viewer, { action: 'see-case', isInvited: true, isMachine }).allow
}

type Working = { words?: readonly string[]; readers?: readonly string[]; isAdvisory?: boolean }

/**
 * The "no" to somebody who works in a case without having joined it, or writes what the rules keep out. `readers`: who would read
 * the words.
 */
export function findNotAtWork(
  ctx: Context,
  who: PersonViewer,
  { parties, own }: Locked,
  { words = [], readers = [], isAdvisory = false }: Working = {},
): Decision | undefined {
  const decision = ask(
    ctx,
    who,
    {
      action: 'work-in-case',
      takesPart: own?.state === 'joined',
      toBehindGate: parties.some(({ id, kind }) => readers.includes(id) && isBehindGate(kind)),
      asksForAction: asksForAction(who, words),
      isAdvisory,
    },
    gateOf(parties),
  )
  return decision.allow ? undefined : decision
}

/** Whether words of a body of government ask for anything; those of others may. */
export function asksForAction(
  { memberKind }: Pick<Viewer, 'memberKind'>,
  words: readonly string[],
) {
  return isGovernment(memberKind) && words.some((one) => findAsk(one, []) !== undefined)
}

type No = { act: string; subject: string; decision: Decision }

/**
 * Puts a "no" on record, in the transaction that then ends: of a platform or campaign like whatever it does in a case, for itself
 * alone, since an entry among the refusals would tell that it did something.
 */
export async function recordNo(tx: Tx, ctx: Context, who: PersonViewer, no: No): Promise<void> {
  const at = ctx.clock.now()
  const by = toActor(who)
  if (!isBehindGate(who.memberKind)) return recordRefusals(tx, at, [{ ...no, by }])
  const { act, subject, decision } = no
  const payload = {
    statement: 'A rule refused an act in a case',
    act,
    subject,
    rule: decision.rule,
  }
  await recordAnswer(tx, { at, payload, by, members: [who.memberId] })
}

/** Lets words into a case that name nothing which waits for its party; throws `refused-by-policy`, on record as above. */
export async function admitToCase(
  ctx: Context,
  who: PersonViewer,
  { act, subject, words }: Omit<No, 'decision'> & { words: string },
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const decision = await findWaitingName(tx, ctx, who.memberId, [words])
    if (decision) await recordNo(tx, ctx, who, { act, subject, decision })
    return decision
  })
  if (refused) throw toRefusal(refused)
}

export function toRefusal({ rule, reason }: Decision): ExchangeError {
  return new ExchangeError('refused-by-policy', reason, { rule })
}

/**
 * Runs `write` on a case that this person's member was invited to, locked; what it gives is a refusal, which goes on record
 * and is thrown once the transaction has ended. To others there is no such case (`not-found`).
 */
export async function inCase(
  ctx: Context,
  who: PersonViewer,
  { id, act, change = false }: { id: string; act: string; change?: boolean },
  write: (tx: Tx, locked: Locked) => Promise<Decision | undefined>,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const locked = await lockShown(tx, ctx, who, { id, change })
    const decision = await write(tx, locked)
    if (decision) await recordNo(tx, ctx, who, { act, subject: `case:${id}`, decision })
    return decision
  })
  if (refused) throw toRefusal(refused)
}

/**
 * As `inCase`, on two cases that this person's member was invited to; they are locked in the order of their ids, so that two who
 * merge across each other wait and do not deadlock.
 */
export async function inBoth(
  ctx: Context,
  who: PersonViewer,
  { ids, act }: { ids: readonly [string, string]; act: string },
  write: (tx: Tx, first: Locked, second: Locked) => Promise<Decision | undefined>,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const locked = new Map<string, Locked>()
    for (const id of ids.toSorted())
      locked.set(id, await lockShown(tx, ctx, who, { id, change: true }))
    const decision = await write(tx, locked.get(ids[0])!, locked.get(ids[1])!)
    if (decision) await recordNo(tx, ctx, who, { act, subject: `case:${ids[0]}`, decision })
    return decision
  })
  if (refused) throw toRefusal(refused)
}

async function lockShown(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { id, change }: { id: string; change: boolean },
): Promise<Locked> {
  const locked = await lockCase(tx, id, who.memberId, { change })
  const isInvited = locked.own !== undefined && isReading(locked.own)
  if (!ask(ctx, who, { action: 'see-case', isInvited, isMachine: false }).allow) throw missing()
  return locked
}

/** Throws `conflict` where the case is closed. */
export function refuseClosed({ row }: Pick<Locked, 'row'>): void {
  if (row.state === 'merged')
    throw new ExchangeError('conflict', 'the case was merged into another one: work goes on there')
  if (row.state === 'closed')
    throw new ExchangeError('conflict', 'the case is closed: a member that leads it opens it again')
}
