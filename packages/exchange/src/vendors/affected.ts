import type { findAffected as route, OfficeRole, ReplyOf } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { recordOnce } from '../log/once.ts'
import { decideAffected } from '../policy/affected.ts'
import { recordRefusals } from '../refusals/record.ts'

/** A vendor, or one of its systems. */
export type Affected = { vendor: string; system?: string | undefined }

type OfficeRow = {
  jurisdiction: string
  role: OfficeRole | null
  place: string
  kind: string
  places: number
}

/**
 * The offices that answer for the places which run a vendor's system on `day`, and the vendor itself: for a place with no
 * office of its own the nearest above that has one. One statement, read as owner: the caller has asked the rules.
 */
async function selectAffected(
  db: Db,
  { vendor, system }: Affected,
  day: string,
): Promise<OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`
    with running as (
      select distinct r.place from system_runs r join vendor_systems s on s.id = r.system_id
      where s.vendor_id = ${vendor}::uuid and (${system ?? null}::uuid is null or s.id = ${system ?? null}::uuid)
        and r.since <= ${day}::date and (r.until is null or r.until > ${day}::date)),
    answering as (
      select running.place, (select a.id from jurisdictions a
        where a.id = any(j.lineage) and a.accountable is not null order by cardinality(a.lineage) desc limit 1) as office
      from running join jurisdictions j on j.id = running.place)
    select coalesce(o.id, '') as jurisdiction, o.accountable as role, coalesce(o.full_name, '') as place,
      coalesce(o.kind, 'none') as kind, count(*)::int as places
    from answering left join jurisdictions o on o.id = answering.office
    group by o.id, o.accountable, o.full_name, o.kind
    union all
    select j.id, j.accountable, j.full_name, j.kind, 0 from vendors v join jurisdictions j on j.id = v.jurisdiction
    where v.id = ${vendor}::uuid
    order by 3`.execute(db)
  return rows
}

/** Whom a breach at a vendor concerns, for who may tell them all; the look goes on record once an hour. */
export async function findAffected(
  ctx: Context,
  viewer: Viewer,
  about: Affected,
): Promise<ReplyOf<typeof route>> {
  const { db } = ctx.database
  await requireVendor(db, about)
  const at = ctx.clock.now()
  await admit(ctx, viewer, about, at)
  const rows = await selectAffected(db, about, toDay(at))
  const since = new Date(at.getTime() - (at.getTime() % 3_600_000))
  const subject = `vendor:${about.vendor}`
  const who = viewer.personId ?? viewer.keyId ?? viewer.memberId
  await recordOnce(db, { subject, what: 'affected', who, since }, (tx) =>
    appendLog(tx, [
      {
        kind: 'vendors.looked-up',
        at,
        subject,
        payload: { kind: 'vendors.looked-up', at: at.toISOString(), ...about },
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ]),
  )
  const answering = rows.filter(({ role }) => role !== null)
  const sum = (some: readonly OfficeRow[]) => some.reduce((n, { places }) => n + places, 0)
  return {
    at: at.toISOString(),
    places: sum(rows),
    nobodyAnswers: sum(rows.filter(({ role }) => role === null)),
    offices: answering.map(({ role, ...one }) => ({ ...one, role: role! })),
  }
}

/** The day of an instant, UTC. */
function toDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Throws `bad-request` for a vendor that is not on file, or a system that is not its own. */
async function requireVendor(db: Db, { vendor, system }: Affected): Promise<void> {
  const found = await db
    .selectFrom('vendors')
    .leftJoin('vendor_systems as s', (join) =>
      join.onRef('s.vendor_id', '=', 'vendors.id').on('s.id', '=', system ?? vendor),
    )
    .select(['vendors.id', 's.id as system'])
    .where('vendors.id', '=', vendor)
    .executeTakeFirst()
  if (!found || (system !== undefined && found.system === null))
    throw new ExchangeError('not-found', 'no such vendor or system')
}

async function admit(ctx: Context, viewer: Viewer, about: Affected, now: Date): Promise<void> {
  const { exercise } = ctx.config
  const decision = decideAffected(
    {
      member: { kind: viewer.memberKind, active: true },
      operates: viewer.roles.includes('operator'),
      context: { now, exit: 'api', exercise },
    },
    ctx.policies,
  )
  if (decision.allow) return
  const refused = {
    act: 'vendors.affected',
    subject: `vendor:${about.vendor}`,
    by: viewer,
    decision,
  }
  await ctx.database.db.transaction().execute((tx) => recordRefusals(tx, now, [refused]))
  throw new ExchangeError('refused-by-policy', decision.reason, { rule: decision.rule })
}
