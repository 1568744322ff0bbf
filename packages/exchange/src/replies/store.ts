/** Replies in SQL. Functions named `select…` run in a reader's transaction (`asMember`), those named `find…` as owner. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'

/** A person, for what only a person does. */
export type Person = Actor & { personId: string }

/** One whom a reply to a release could be addressed to. */
export type Candidate = {
  id: string
  name: string
  kind: MemberKind
  is_sender: boolean
  in_group: boolean
}

/**
 * The sender of a release and the members of its group that are active, without `memberId`; those of the group only where it is in it,
 * and campaigns are not named to a campaign.
 */
export async function findCandidates(
  tx: Tx,
  releaseId: string,
  memberId: string,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.id, m.name, m.kind, m.id = r.from_member as is_sender, gm.member_id is not null and own.member_id is not null as in_group
    from releases r join members me on me.id = ${memberId}::uuid
    left join group_members own on own.group_id = r.group_id and own.member_id = me.id
    join members m on m.id <> me.id and m.active
    left join group_members gm on gm.group_id = r.group_id and gm.member_id = m.id
    where r.id = ${releaseId}::uuid
      and (m.id = r.from_member
        or gm.member_id is not null and own.member_id is not null and (m.kind <> 'campaign' or me.kind <> 'campaign'))
    order by m.id <> r.from_member, m.name, m.id`.execute(tx)
  return rows
}

/** Members by their ids, whether or not they could be addressed now. */
export async function findMembers(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; name: string; kind: MemberKind }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: MemberKind }>`
    select id, name, kind from members where id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** How a member stands to a release: nothing where there is no such release. */
export async function findStanding(tx: Tx, releaseId: string, memberId: string) {
  const { rows } = await sql<{
    title: string
    kind: MemberKind
    active: boolean
    received: boolean
    replied: number
  }>`
    select r.title, m.kind, m.active, rr.member_id is not null as received,
      (select count(*)::int from replies p where p.release_id = r.id and p.member_id = m.id) as replied
    from releases r join members m on m.id = ${memberId}::uuid
    left join release_recipients rr on rr.release_id = r.id and rr.member_id = m.id
    where r.id = ${releaseId}::uuid`.execute(tx)
  return rows[0]
}

/** A reply of this member, locked. Throws `not-found`. */
export async function lockOwn(tx: Tx, memberId: string, id: string) {
  const row = await tx
    .selectFrom('replies')
    .select(['id', 'release_id', 'kind', 'retracted_at'])
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** A reply that says of a release of this member that it is wrong, was addressed to it, and stands. Throws `not-found`. */
export async function lockWrong(tx: Tx, memberId: string, id: string) {
  const { rows } = await sql<{ id: string; release_id: string }>`
    select p.id, p.release_id
    from replies p join releases r on r.id = p.release_id and r.from_member = ${memberId}::uuid
    where p.id = ${id}::uuid and p.kind = 'wrong' and p.retracted_at is null and ${memberId}::uuid = any(p.audience)
    for no key update of p`.execute(tx)
  if (!rows[0]) throw missing()
  return rows[0]
}

/** Whether somebody has dealt with a reply that is locked: what was waited for is seen by a statement of its own alone. */
export async function isSettled(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from settled_replies where reply_id = ${id}::uuid`.execute(tx)
  return rows.length > 0
}

function replies(tx: Tx) {
  return tx
    .selectFrom('replies as p')
    .innerJoin('releases as r', 'r.id', 'p.release_id')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .leftJoin('own_replies as o', 'o.id', 'p.id')
    .leftJoin('settled_replies as s', 's.reply_id', 'p.id')
    .select(['p.id', 'p.release_id', 'p.member_id', 'p.kind', 'p.words', 'p.day'])
    .select(['r.title', 'm.name', 'm.kind as member_kind', 'o.audience', 'o.retracted_at'])
    .select('o.answer_id')
    .select(['o.made_at', 's.settled_at'])
}

export type ReplyRow = Awaited<ReturnType<typeof selectReplies>>[number]

/** Of one release, or one reply by its id, as the reader may see them; own ones in their order, others by day. */
export function selectReplies(tx: Tx, of: { releaseId: string } | { id: string }) {
  return replies(tx)
    .where((eb) => ('id' in of ? eb('p.id', '=', of.id) : eb('p.release_id', '=', of.releaseId)))
    .orderBy('p.day')
    .orderBy('o.made_at')
    .orderBy('p.id')
    .execute()
}

/** What waits to be dealt with of releases of `memberId`, newest day first, after a day and id; at most `limit`. */
export function selectWrong(
  tx: Tx,
  memberId: string,
  { after, limit }: { after: { day: string; id: string } | undefined; limit: number },
) {
  return replies(tx)
    .where('p.kind', '=', 'wrong')
    .where('r.from_member', '=', memberId)
    .where('p.member_id', '<>', memberId)
    .where('s.settled_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('p.day', '<', after!.day),
          eb.and([eb('p.day', '=', after!.day), eb('p.id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('p.day', 'desc')
    .orderBy('p.id')
    .limit(limit)
    .execute()
}

function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such reply')
}
