import type { Context } from '../context.ts'
import type { Reader } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideAudit } from '../policy/auditing.ts'
import { recordRefusals } from '../refusals/record.ts'

/** A person whom the rules let look into the record of all members, and how the database is to know them. */
export type Auditor = { viewer: Viewer & { personId: string }; reader: Reader }

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
