/** Sealed decisions in SQL. Functions named `select…` run in a reader's transaction (`asMember`), those named `find…` as owner. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Actor } from '../log/actor.ts'

/** A person, for what only a person does. */
export type Person = Actor & { personId: string }

/** Keys of the reader's member, newest first. */
export function selectKeys(tx: Tx) {
  return tx
    .selectFrom('decision_keys')
    .select(['id', 'public_key', 'made_at'])
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Decisions of the reader's member about one release, oldest first. */
export function selectDecisions(tx: Tx, releaseId: string) {
  return tx
    .selectFrom('decisions')
    .select(['id', 'made_at', 'key_id', 'envelope', 'commitment', 'answer_id', 'holders'])
    .where('release_id', '=', releaseId)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

/** A member that the charter of a release's group names as a key holder, and its newest key. */
export type KeyHolder = {
  id: string
  name: string
  kind: MemberKind
  active: boolean
  key_id: string | null
  public_key: string | null
}

/** The key holders that the charter in force of a release's group names, in their order; none where it names none. */
export async function findKeyHolders(tx: Tx, releaseId: string): Promise<KeyHolder[]> {
  const { rows } = await sql<KeyHolder>`
    select m.id, m.name, m.kind, m.active, k.id as key_id, k.public_key
    from releases r join groups g on g.id = r.group_id
    join charter_versions v on v.group_id = g.id and v.number = g.charter_number
    cross join lateral jsonb_array_elements_text(coalesce(v.terms -> 'keyHolders', '[]')) with ordinality as h(id, place)
    join members m on m.id = h.id::uuid
    left join lateral (select id, public_key from decision_keys d where d.member_id = m.id
      order by d.made_at desc, d.id desc limit 1) k on true
    where r.id = ${releaseId}::uuid order by h.place`.execute(tx)
  return rows
}

/** How a member stands to a release, and how often it has decided; nothing where there is no such release. */
export async function findStanding(tx: Tx, releaseId: string, memberId: string) {
  const { rows } = await sql<{
    kind: MemberKind
    active: boolean
    received: boolean
    decided: number
    newest_key: string | null
  }>`
    select m.kind, m.active, rr.member_id is not null as received,
      (select count(*)::int from decisions d where d.release_id = r.id and d.member_id = m.id) as decided,
      (select k.id from decision_keys k where k.member_id = m.id order by k.made_at desc, k.id desc limit 1) as newest_key
    from releases r join members m on m.id = ${memberId}::uuid
    left join release_recipients rr on rr.release_id = r.id and rr.member_id = m.id
    where r.id = ${releaseId}::uuid`.execute(tx)
  return rows[0]
}
