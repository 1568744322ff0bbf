/** Which of the things composed the member has here already: from whom and under what. Read as the member. */
import {
  composedKey,
  type checkComposed,
  type ComposedItem,
  type MemberKind,
  type ReplyOf,
  type Tlp,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectRelease } from '../sharing/select.ts'
import { decideReading } from '../sharing/verdict.ts'
import { idsOf } from './to-stix.ts'
import { ABSENT, findWarnings } from './warnings.ts'

/** More lines than this nobody reads one by one. */
const MAX_KNOWN = 200

type Checked = ReplyOf<typeof checkComposed>
type KnownRow = {
  stix_id: string
  release_id: string
  title: string
  tlp: Tlp
  released_at: Date
  from_id: string
  from_name: string
  from_kind: MemberKind
}

/** What is here already, as far as the member may read it, and what stands on warning lists. */
export async function checkItems(
  ctx: Context,
  viewer: Viewer,
  items: readonly ComposedItem[],
): Promise<Checked> {
  const byId = new Map(items.flatMap((item) => idsOf(item).map((id) => [id, item] as const)))
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const rows = await selectKnown(tx, [...byId.keys()])
    const readable = await readableOf(ctx, tx, viewer, rows)
    // A file that is known by two ids is one thing of a release that holds both.
    const seen = new Set<string>()
    const shown = rows.filter(({ release_id: id, stix_id: stixId }) => {
      const key = `${composedKey(byId.get(stixId)!)} ${id}`
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst && readable.has(id)
    })
    return {
      warnings: findWarnings(items, await selectMailDomains(tx, viewer.memberId)),
      absent: ABSENT,
      known: shown.slice(0, MAX_KNOWN).map((row) => ({
        key: composedKey(byId.get(row.stix_id)!),
        value: byId.get(row.stix_id)!.value,
        releaseId: row.release_id,
        title: row.title,
        from: { id: row.from_id, name: row.from_name, kind: row.from_kind },
        tlp: row.tlp,
        releasedAt: row.released_at.toISOString(),
      })),
      knownIsCapped: rows.length > MAX_KNOWN,
    }
  })
}

/** Of each sender the latest release that holds the object. */
async function selectKnown(tx: Tx, ids: readonly string[]): Promise<KnownRow[]> {
  if (ids.length === 0) return []
  const found = await sql<KnownRow>`
    select distinct on (o.stix_id, r.from_member) o.stix_id, r.id as release_id, r.title, r.tlp, r.released_at,
      m.id as from_id, m.name as from_name, m.kind as from_kind
    from objects o
      join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
      join releases r on r.id = ro.release_id and r.recalled_at is null
      join members m on m.id = r.from_member
    where o.stix_id = any(${[...ids]}::text[])
    order by o.stix_id, r.from_member, r.position desc
    limit ${MAX_KNOWN + 1}`.execute(tx)
  return found.rows
}

/** The rules decide of each release whether the member may read it now. */
async function readableOf(
  ctx: Context,
  tx: Tx,
  viewer: Viewer,
  rows: readonly KnownRow[],
): Promise<Set<string>> {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  const readable = new Set<string>()
  for (const id of new Set(rows.map((row) => row.release_id))) {
    const release = await selectRelease(tx, viewer.memberId, id)
    if (release && decideReading(release, viewer, moment, ctx.policies).allow) readable.add(id)
  }
  return readable
}

/** Mail domains of the own people, and of the offices whose contacts the member may see. */
async function selectMailDomains(tx: Tx, memberId: string): Promise<Map<string, string>> {
  const domain = sql<string>`lower(split_part(email, '@', 2))`
  const people = await tx
    .selectFrom('people')
    .select(domain.as('domain'))
    .distinct()
    .where('member_id', '=', memberId)
    .execute()
  const offices = await tx
    .selectFrom('contacts')
    .select([domain.as('domain'), sql<number>`count(distinct jurisdiction)::int`.as('offices')])
    .groupBy(domain)
    .execute()
  return new Map([
    ...offices.map(
      ({ domain: name, offices: n }) =>
        [
          name,
          `Mail domain of ${n} ${n === 1 ? 'office' : 'offices'} that this exchange writes to`,
        ] as const,
    ),
    ...people.map(({ domain: name }) => [name, 'Mail domain of your own organisation'] as const),
  ])
}
