/**
 * Releases in SQL. Functions named `select…` and `read…` are meant for a reader's transaction (`asMember`),
 * where row-level security already hides what the reader may not see; the others run as owner.
 */
import type { MemberKind, Purpose, Tlp, Verdict } from '@tocsin/api'
import { sql, type Insertable } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import type { ReleaseTable } from '../db/tables.ts'
import type { Candidate, Judged, Standing } from './audience.ts'

/**
 * What the verdicts on a draft rest on, or nothing when the group or the sender does not exist. With `lock`
 * nobody is suspended, admitted or taken out until the transaction ends.
 */
export async function readStanding(
  tx: Tx,
  senderId: string,
  groupId: string,
  statements: readonly string[],
  options: { lock?: boolean } = {},
): Promise<Standing | undefined> {
  const group = await tx
    .selectFrom('groups')
    .select(['id', 'purposes', 'max_tlp', 'expires_at'])
    .where('id', '=', groupId)
    .executeTakeFirst()
  if (!group) return undefined
  const members = await tx
    .selectFrom('members as m')
    .leftJoin('group_members as gm', (join) =>
      join.onRef('gm.member_id', '=', 'm.id').on('gm.group_id', '=', groupId),
    )
    .select(['m.id', 'm.name', 'm.kind', 'm.active', 'gm.group_id'])
    .where((eb) => eb.or([eb('gm.group_id', 'is not', null), eb('m.id', '=', senderId)]))
    .orderBy('m.name')
    .$if(options.lock === true, (query) => query.forShare('m'))
    .execute()
  const own = members.find((member) => member.id === senderId)
  if (!own) return undefined
  return {
    sender: toCandidate(own),
    senderBelongs: own.group_id !== null,
    group: {
      id: group.id,
      purposes: group.purposes as Purpose[],
      maxTlp: group.max_tlp as Tlp,
      expiresAt: group.expires_at,
    },
    candidates: members.filter((member) => member.id !== senderId).map(toCandidate),
    relayed: await selectRelayed(tx, senderId, statements),
  }
}

type MemberRow = { id: string; name: string; kind: string; active: boolean }

function toCandidate({ id, name, kind, active }: MemberRow): Candidate {
  return { id, name, kind: kind as MemberKind, active }
}

/** Markings under which others gave `memberId` any of these objects before it had one of its own by that id. */
async function selectRelayed(tx: Tx, memberId: string, stixIds: readonly string[]): Promise<Tlp[]> {
  if (stixIds.length === 0) return []
  const rows = await sql<{ tlp: Tlp }>`
    select distinct r.tlp from objects o
      join release_objects ro on ro.object_row = o.row
      join releases r on r.id = ro.release_id and r.from_member <> ${memberId}::uuid
      join release_recipients rr on rr.release_id = r.id and rr.member_id = ${memberId}::uuid
    where o.stix_id = any(${[...stixIds]}::text[]) and not exists (
      select 1 from objects own
      where own.owner = ${memberId}::uuid and own.stix_id = o.stix_id and own.row < o.row)`.execute(
    tx,
  )
  return rows.rows.map((row) => row.tlp)
}

/** The next place in the order in which releases became visible; call it under the commit order lock. */
export async function nextPosition(tx: Tx): Promise<number> {
  const drawn = await sql<{
    position: number
  }>`select nextval('release_position') as position`.execute(tx)
  return Number(drawn.rows[0]?.position)
}

/** Writes a release with its objects, in their order, and its frozen recipients. */
export async function insertRelease(
  tx: Tx,
  release: Insertable<ReleaseTable>,
  objectRows: readonly number[],
  recipients: readonly Judged[],
  firstGrant: number,
): Promise<void> {
  await tx.insertInto('releases').values(release).execute()
  await sql`insert into release_objects (release_id, ord, object_row, from_member)
    select ${release.id}::uuid, ord::int, object_row, ${release.from_member}::uuid
    from unnest(${[...objectRows]}::bigint[]) with ordinality as u(object_row, ord)`.execute(tx)
  const expires = release.expires_at ? new Date(release.expires_at).toISOString() : null
  await sql`insert into release_recipients (release_id, member_id, from_member, rule, reason, feed_refusal, expires_at, log_index)
    select ${release.id}::uuid, member_id, ${release.from_member}::uuid, rule, reason, feed_refusal, ${expires}::timestamptz,
      ${firstGrant}::bigint + ord - 1
    from unnest(${recipients.map((to) => to.member.id)}::uuid[], ${recipients.map((to) => to.rule)}::text[],
      ${recipients.map((to) => to.reason)}::text[], ${recipients.map((to) => to.feedRefusal)}::text[])
      with ordinality as u(member_id, rule, reason, feed_refusal, ord)`.execute(tx)
}

/** Keeps refusals; `firstIndex` is the place in the log of the first, the others follow. */
export async function insertRefusals(
  tx: Tx,
  act: { at: Date; act: string; subject: string; byMember: string },
  refusals: readonly Verdict[],
  firstIndex: number,
): Promise<void> {
  if (refusals.length === 0) return
  const rows = refusals.map((refusal, i) => ({
    id: randomUUID(),
    at: act.at,
    act: act.act,
    subject: act.subject,
    by_member: act.byMember,
    to_member: refusal.member.id,
    rule: refusal.rule,
    reason: refusal.reason,
    log_index: firstIndex + i,
  }))
  await tx.insertInto('refusals').values(rows).execute()
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
    .forUpdate()
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
    .forUpdate()
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
 * Marks releases as read by a member, those not yet read and still readable at `at`; returns the ones
 * marked now, in a steady order so that two readers never wait for each other.
 */
export async function writeFirstReads(
  tx: Tx,
  memberId: string,
  releaseIds: readonly string[],
  at: Date,
): Promise<{ releaseId: string; sender: string }[]> {
  const rows = await sql<{ releaseId: string; sender: string }>`
    with mine as (
      select release_id from release_recipients
      where member_id = ${memberId}::uuid and release_id = any(${[...releaseIds]}::uuid[])
        and read_at is null and withdrawn_at is null
        and (expires_at is null or expires_at > ${at.toISOString()}::timestamptz)
      order by release_id for update
    )
    update release_recipients rr set read_at = ${at.toISOString()}::timestamptz from mine
    where rr.release_id = mine.release_id and rr.member_id = ${memberId}::uuid
    returning rr.release_id as "releaseId", rr.from_member as sender`.execute(tx)
  return rows.rows
}
