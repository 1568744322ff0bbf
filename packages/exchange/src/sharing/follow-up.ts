/** Whether words that follow a release may reach its holders: what may not be said at first may not be said afterwards. */
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Decision } from '../policy/decide.ts'
import { decideTelling } from '../policy/telling.ts'
import { findAsk } from './ask.ts'
import { createFinder } from '../masking/find.ts'
import { readForDeclared } from '../masking/find-text.ts'
import { toDeclared } from '../masking/names.ts'
import { findNamed } from '../texts/naming.ts'
import { findWaitingName } from '../told-first/words.ts'
import { eachOriginals } from './masked.ts'
import { isBehindGate, isGovernment } from './rules.ts'

/** Nobody looks through these words for persons, so that they name none; those who were masked in the release are not named here either. */
export const NAMES_PERSONS: Decision = {
  allow: false,
  rule: 'persons-not-reviewed',
  reason:
    'this may name persons, and nobody states of each whether they are of the country: put it in other words that name none',
}

/** A refusal of words that were taken for a request, with what in them was: it can be put in other words. */
export function withAsk(refused: Decision, asked: string | undefined): Decision {
  if (refused.rule !== 'government-asks-nothing' || asked === undefined) return refused
  return { ...refused, reason: `${refused.reason}. Taken for a request: “${asked}”` }
}

/** Whether words may name a person; whoever is masked in the release is known to it by any name. */
export async function namesPersons(tx: Tx, releaseId: string, words: string): Promise<boolean> {
  if (createFinder([])(words, undefined).length > 0) return true
  const names = readForDeclared(words)
  for await (const originals of eachOriginals(tx, releaseId))
    if (names(toDeclared(originals))) return true
  return false
}

/**
 * The refusal where a holder's words may not reach the sender of a release: a body of government that answers a platform is
 * bound as when it speaks first. Nothing where they may.
 */
export async function findUnanswerable(
  tx: Tx,
  ctx: Context,
  { releaseId, holderId, note }: { releaseId: string; holderId: string; note: string },
): Promise<Decision | undefined> {
  const parties = await tx
    .selectFrom('releases as r')
    .innerJoin('members as s', 's.id', 'r.from_member')
    .innerJoin('members as h', (join) => join.on('h.id', '=', holderId))
    .select(['s.kind as asked', 'h.kind as answering', 'h.active'])
    .where('r.id', '=', releaseId)
    .executeTakeFirstOrThrow()
  const asked = findAsk(note, [])
  const decision = decideTelling(
    {
      holder: { kind: parties.asked as MemberKind, active: true },
      sender: { kind: parties.answering as MemberKind, active: parties.active },
      asksForAction: asked !== undefined,
      attachesAdvisory: false,
      context: { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' },
    },
    ctx.policies,
  )
  if (!decision.allow) return withAsk(decision, asked)
  const waiting = await findWaitingName(tx, ctx, holderId, [note])
  if (waiting) return waiting
  const isAtGate =
    isGovernment(parties.answering as MemberKind) && isBehindGate(parties.asked as MemberKind)
  return isAtGate && (await namesPersons(tx, releaseId, note)) ? NAMES_PERSONS : undefined
}

/** The refusal of the first kind of holder that may not be told `words`, among all or of `holder` alone; nothing where all may. */
export async function findUntellable(
  tx: Tx,
  ctx: Context,
  releaseId: string,
  words: string,
  holder?: string,
): Promise<Decision | undefined> {
  const [release] = await tx
    .selectFrom('releases as r')
    .innerJoin('members as m', 'm.id', 'r.from_member')
    .select(['m.id', 'm.kind', 'm.active', 'r.message'])
    .where('r.id', '=', releaseId)
    .execute()
  const holders = await tx
    .selectFrom('release_recipients as rr')
    .innerJoin('members as m', 'm.id', 'rr.member_id')
    .select('m.kind')
    .distinct()
    .where('rr.release_id', '=', releaseId)
    .$if(holder !== undefined, (query) => query.where('rr.member_id', '=', holder!))
    .execute()
  const asked = findAsk(words, [])
  const asksForAction = asked !== undefined
  const attachesAdvisory = release?.message?.type === 'advisory' && findNamed(words) !== undefined
  const sender = { kind: release?.kind as MemberKind, active: release?.active ?? false }
  const refused = holders
    .map(({ kind }) =>
      decideTelling(
        {
          // To a suspended holder the words wait on record like to any other.
          holder: { kind: kind as MemberKind, active: true },
          sender,
          asksForAction,
          attachesAdvisory,
          context: { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' },
        },
        ctx.policies,
      ),
    )
    .find(({ allow }) => !allow)
  if (refused) return withAsk(refused, asked)
  const waiting = release && (await findWaitingName(tx, ctx, release.id, [words]))
  if (waiting) return waiting
  const isAtGate =
    isGovernment(sender.kind) && holders.some(({ kind }) => isBehindGate(kind as MemberKind))
  return isAtGate && (await namesPersons(tx, releaseId, words)) ? NAMES_PERSONS : undefined
}
