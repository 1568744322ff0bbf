import type { Context } from '../context.ts'
import type { Reader } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideAudit } from '../policy/auditing.ts'
import { recordRefusals } from '../refusals/record.ts'

/** A person whom the rules let look into the record of all members, and how the database is to know them. */
export type Auditor = { viewer: Viewer & { personId: string }; reader: Reader }

/**
 * Does what an auditor asked for and hands it out only to whoever may look still: their time may have ended, or been moved, while it
 * was gathered. Throws as `admitAuditor` does, and `not-signed-in` for whoever was suspended meanwhile.
 */
export async function whileAdmitted<T>(
  ctx: Context,
  viewer: Viewer,
  look: (auditor: Auditor) => Promise<T>,
): Promise<T> {
  const auditor = await admitAuditor(ctx, viewer)
  const found = await look(auditor)
  const now = await ctx.database.db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.roles', 'p.ends_at'])
    .where('p.id', '=', auditor.viewer.personId)
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .executeTakeFirst()
  if (!now) throw new ExchangeError('not-signed-in', 'you are let in no longer')
  await admitAuditor(ctx, {
    ...viewer,
    roles: now.roles as Viewer['roles'],
    endsAt: now.ends_at ?? undefined,
  })
  return found
}

/** Asks the rules at the exit `search`. Throws `refused-by-policy`, on record, for whoever may not look. */
export async function admitAuditor(ctx: Context, viewer: Viewer): Promise<Auditor> {
  const { personId, roles } = viewer
  const now = ctx.clock.now()
  const decision = decideAudit(
    {
      // Authentication admits active members only.
      auditor: { kind: viewer.memberKind, active: true },
      isAuditor: roles.includes('auditor'),
      standsAlone: roles.length === 1,
      isMachine: viewer.via === 'key' || personId === undefined,
      endsAt: viewer.endsAt,
      context: { now, exit: 'search', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (decision.allow && personId !== undefined)
    return { viewer: { ...viewer, personId }, reader: { ...toReader(viewer), audits: true } }
  const by = toActor(viewer)
  const refused = { act: 'audit', subject: 'record', by, decision }
  await ctx.database.db.transaction().execute((tx) => recordRefusals(tx, now, [refused]))
  throw new ExchangeError('refused-by-policy', decision.reason, { rule: decision.rule })
}
