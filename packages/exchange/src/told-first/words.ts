/** Words that one member writes and another reads, asked about where they are written: a name that waits for its party waits there too. */
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type Actor, toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { decideWriting } from '../policy/writing.ts'
import { recordRefusals } from '../refusals/record.ts'
import { awaitedAt, namesAwaited } from './awaited.ts'

/**
 * The refusal (`party-first`) where words of `memberId` name what it found to imitate a party that is to be told first; nothing where they
 * may be read. Words are read as a release is: dots that do not work, escapes and unseen signs count. `besides`: a name
 * that its readers know already, as they found it themselves.
 */
export async function findWaitingName(
  db: Db,
  ctx: Context,
  memberId: string,
  words: readonly (string | undefined)[],
  besides?: string,
): Promise<Decision | undefined> {
  const now = ctx.clock.now()
  const rows = await db
    .selectFrom('party_alerts as a')
    .innerJoin('members as m', 'm.id', 'a.finder')
    .select(['a.name', 'a.others_from as from', 'm.kind', 'm.active'])
    .where('a.finder', '=', memberId)
    .where('a.may_share', '=', false)
    .$if(besides !== undefined, (query) => query.where('a.name', '<>', besides!))
    .execute()
  const [writer] = rows
  if (!writer) return undefined
  const text = words.filter((one) => one !== undefined).join('\n')
  const decision = decideWriting(
    {
      writer: { kind: writer.kind as MemberKind, active: writer.active },
      partyFirst: namesAwaited(text, [], awaitedAt(rows, now)),
      context: { now, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  return decision.allow ? undefined : decision
}

/** Words on their way to others: the act that carries them, and what it is about. */
export type Words = {
  act: string
  subject: string
  words: readonly (string | undefined)[]
  besides?: string
}

/** Lets words pass that may be read. Throws `refused-by-policy`, put on record first, for those that name what waits. */
export async function admitWords(
  ctx: Context,
  by: Actor,
  { act, subject, words, besides }: Words,
): Promise<void> {
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const decision = await findWaitingName(tx, ctx, by.memberId, words, besides)
    if (decision)
      await recordRefusals(tx, ctx.clock.now(), [{ act, subject, by: toActor(by), decision }])
    return decision
  })
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}
