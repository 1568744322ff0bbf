/**
 * Releases in SQL. Functions named `select…` and `read…` are meant for a reader's transaction (`asMember`),
 * where row-level security already hides what the reader may not see; the others run as owner.
 */
import type { MemberKind, Tlp } from '@tocsin/api'
import { joinTlp } from '@tocsin/stix'
import { sql } from 'kysely'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Db, Tx } from '../db/database.ts'
import type { LogRow } from '../log/append.ts'
import { selectDefinitions } from '../objects/store.ts'
import type { GivenBefore, Mentions } from './message.ts'
import {
  foreignRefs,
  joinMeanings,
  type Meanings,
  meaningsOf,
  type StixObject,
} from './meanings.ts'
import { isGovernment } from './rules.ts'
import { type Standing, toStanding } from './standing.ts'

/** A shorter title may stand in any text by chance. */
const TITLE_LENGTH = 12

/**
 * What the verdicts on a draft rest on at `now`, or nothing when the group or the sender does not exist. With `lock`,
 * the commit order lock, nobody is suspended, admitted or taken out until the transaction ends.
 */
export async function readStanding(
  tx: Tx,
  senderId: string,
  groupId: string,
  stixIds: readonly string[],
  options: { now: Date; lock?: boolean },
): Promise<Standing | undefined> {
  if (options.lock) await takeCommitOrder(tx)
  const text = await selectStanding(tx, senderId, groupId)
  if (text === null) return undefined
  const brought = await selectFirstBrought(tx, stixIds)
  const ids = brought.map(({ id }) => id)
  const isForeign = ({ owner, kind }: Brought) => owner !== senderId && isGovernment(kind)
  return toStanding(text, senderId, options.now, {
    relayed: await selectRelayed(tx, senderId, ids),
    governmental: new Set(brought.filter(isForeign).map(({ id }) => id)),
  })
}

/** The group and its members as one text, by which the database tells whether it still stands; see `toStanding`. */
export async function selectStanding(
  db: Db,
  senderId: string,
  groupId: string,
): Promise<string | null> {
  const found = await sql<{ text: string | null }>`
    select tocsin_standing(${groupId}::uuid, ${senderId}::uuid) as text`.execute(db)
  return found.rows[0]?.text ?? null
}

/** Strictest marking under which others gave `memberId` each of these objects before it had one of its own by that id. */
export async function selectRelayed(
  tx: Tx,
  memberId: string,
  stixIds: readonly string[],
): Promise<Map<string, Tlp>> {
  const given = new Map<string, Tlp>()
  if (stixIds.length === 0) return given
  const rows = await sql<{ id: string; tlp: Tlp }>`
    select distinct o.stix_id as id, r.tlp from objects o
      join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
      join releases r on r.id = ro.release_id and r.from_member <> ${memberId}::uuid
      join release_recipients rr on rr.release_id = r.id and rr.member_id = ${memberId}::uuid
    where o.stix_id = any(${[...stixIds]}::text[]) and not exists (
      select 1 from objects own
      where own.owner = ${memberId}::uuid and own.stix_id = o.stix_id and own.row < o.row)`.execute(
    tx,
  )
  for (const { id, tlp } of rows.rows) given.set(id, joinTlp([tlp, given.get(id) ?? null])!)
  return given
}

type Brought = { id: string; owner: string; kind: MemberKind }

/** Those of these objects that are known, and who was the first to bring each. Most of what is released is new. */
async function selectFirstBrought(tx: Tx, stixIds: readonly string[]): Promise<Brought[]> {
  if (stixIds.length === 0) return []
  const { rows } = await sql<Brought>`
    select distinct on (o.stix_id) o.stix_id as id, o.owner, m.kind
    from objects o join members m on m.id = o.owner
    where o.stix_id = any(${[...stixIds]}::text[]) order by o.stix_id, o.row`.execute(tx)
  return rows
}

/** What the markings on these objects mean, by the definitions among them and those that are kept. */
export async function readMeanings(tx: Tx, objects: readonly StixObject[]): Promise<Meanings> {
  const kept = await selectDefinitions(tx, foreignRefs(objects))
  const stored = meaningsOf(kept.map((body) => JSON.parse(body) as StixObject))
  return joinMeanings(meaningsOf(objects), stored)
}

/** Whether a draft is, or speaks of, what was released as an advisory: its release, its objects or its title. */
export async function mentionsAdvisory(
  tx: Tx,
  { stixIds, ids, words }: Mentions,
): Promise<boolean> {
  const found = await sql<{ found: boolean }>`
    select exists (select 1 from releases r where r.message ->> 'type' = 'advisory' and (
      r.id = any(${ids}::uuid[])
      or length(r.title) >= ${TITLE_LENGTH} and strpos(lower(${words}), lower(r.title)) > 0
      or exists (select 1 from release_objects ro
        join objects o on int8range(ro.first_row, ro.last_row, '[]') @> o.row
        where ro.release_id = r.id and o.stix_id = any(${stixIds}::text[])))) as found`.execute(tx)
  return found.rows[0]!.found
}

/** Whether an advisory is, or speaks of, what was released as anything else: the release or its objects. */
export async function mentionsOtherRelease(tx: Tx, { stixIds, ids }: Mentions): Promise<boolean> {
  const found = await sql<{ found: boolean }>`
    select exists (select 1 from releases r
        where r.id = any(${ids}::uuid[]) and r.message ->> 'type' is distinct from 'advisory')
      or exists (select 1 from objects o
        join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
        join releases r on r.id = ro.release_id and r.message ->> 'type' is distinct from 'advisory'
        where o.stix_id = any(${stixIds}::text[])) as found`.execute(tx)
  return found.rows[0]!.found
}

/** Every version of these objects that anybody gave before, and whether `memberId` was the first to bring it. */
export async function selectGivenBefore(
  tx: Tx,
  memberId: string,
  stixIds: readonly string[],
): Promise<GivenBefore[]> {
  if (stixIds.length === 0) return []
  const { rows } = await sql<{ body: string; first: string }>`
    select o.body, first_value(o.owner) over (partition by o.stix_id order by o.row) as first
    from objects o where o.stix_id = any(${[...stixIds]}::text[])`.execute(tx)
  return rows.map(({ body, first }) => ({
    object: JSON.parse(body) as StixObject,
    isOwn: first === memberId,
  }))
}

/** A release of the own member that still stands by this digest. */
export async function findSent(tx: Tx, fromMember: string, digest: string) {
  return tx
    .selectFrom('releases')
    .select('id')
    .where('from_member', '=', fromMember)
    .where('digest', '=', digest)
    .where('recalled_at', 'is', null)
    .executeTakeFirst()
}

/** A release locked against change, with its recipients' ids. */
export async function lockRelease(tx: Tx, id: string) {
  return tx
    .selectFrom('releases')
    .select(['id', 'from_member', 'recalled_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Withdraws a release from all its recipients; returns their ids. */
export async function withdrawRelease(
  tx: Tx,
  id: string,
  at: Date,
  reason: string,
): Promise<string[]> {
  await tx
    .updateTable('releases')
    .set({ recalled_at: at, recall_reason: reason })
    .where('id', '=', id)
    .execute()
  const rows = await tx
    .updateTable('release_recipients')
    .set({ withdrawn_at: at })
    .where('release_id', '=', id)
    .returning('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}

/** A recipient's own line, locked. */
export async function lockRecipient(tx: Tx, releaseId: string, memberId: string) {
  return tx
    .selectFrom('release_recipients')
    .selectAll()
    .where('release_id', '=', releaseId)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function writeAnswer(
  tx: Tx,
  key: { releaseId: string; memberId: string },
  answer: { answer: string; note: string | undefined; at: Date },
): Promise<void> {
  await tx
    .updateTable('release_recipients')
    .set({
      recall_answer: answer.answer,
      recall_note: answer.note ?? null,
      recall_answered_at: answer.at,
    })
    .where('release_id', '=', key.releaseId)
    .where('member_id', '=', key.memberId)
    .execute()
}

/**
 * Records first readings of releases by a member, one act of the log for each release, and tells the senders. False when one
 * of the releases has been recalled or has expired meanwhile. Cost: one statement.
 */
export async function writeFirstReads(
  db: Db,
  memberId: string,
  at: Date,
  acts: readonly (LogRow & { release: string })[],
): Promise<boolean> {
  const result = await sql<{ held: boolean }>`
    select tocsin_mark_read(${memberId}::uuid, ${at.toISOString()}::timestamptz, ${JSON.stringify(acts)}::json) as held`.execute(
    db,
  )
  return result.rows[0]!.held
}
