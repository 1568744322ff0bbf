/** Private matchings in SQL. Functions named `select…` run in a reader's transaction (`asMember`), the others as owner. */
import type { ActKind, MatchingTerms, MatchKind, MemberKind } from '@tocsin/api'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Actor, Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

/** A person, for what only a person does. */
export type Person = Actor & { personId: string }

export type MatchingRow = Omit<Selectable<Tables['matchings']>, 'terms'> & { terms: MatchingTerms }
export type RoundRow = Selectable<Tables['matching_rounds']>
export type MessageRow = Selectable<Tables['matching_messages']>
export type RefusalRow = Selectable<Tables['matching_refusals']>

/** Matchings with the names that are shown. */
export function selectMatchings(tx: Tx) {
  return tx
    .selectFrom('matchings as x')
    .innerJoin('members as a', 'a.id', 'x.asker')
    .innerJoin('members as h', 'h.id', 'x.holder')
    .leftJoin('people as p', 'p.id', 'x.proposed_by')
    .leftJoin('people as c', 'c.id', 'x.accepted_by')
    .selectAll('x')
    .select(['a.name as asker_name', 'a.kind as asker_kind', 'h.name as holder_name'])
    .select(['h.kind as holder_kind', 'p.name as proposed_name', 'c.name as accepted_name'])
}

export type ShownRow = Awaited<ReturnType<ReturnType<typeof selectMatchings>['execute']>>[number]

/** Rounds and questions of each matching, epoch and kind. */
export async function selectUses(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{
    matching_id: string
    epoch: number
    kind: MatchKind
    asked: number
    rounds: number
  }>`
    select matching_id, epoch, kind, sum(size)::float8 as asked, count(*)::int as rounds from matching_rounds
    where matching_id = any(${[...ids]}::uuid[]) group by 1, 2, 3`.execute(tx)
  return rows
}

/** A matching of this member, locked: what happens in it happens one after another. Throws `not-found`. */
export async function lockMatching(tx: Tx, memberId: string, id: string): Promise<MatchingRow> {
  const row = await tx
    .selectFrom('matchings')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('asker', '=', memberId), eb('holder', '=', memberId)]))
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such matching')
  return row
}

/** A round of this member, and its matching, locked. Throws `not-found`. */
export async function lockRound(
  tx: Tx,
  memberId: string,
  id: string,
): Promise<{ matching: MatchingRow; round: RoundRow }> {
  const found = await tx
    .selectFrom('matching_rounds')
    .select('matching_id')
    .where('id', '=', id)
    .where((eb) => eb.or([eb('asker', '=', memberId), eb('holder', '=', memberId)]))
    .executeTakeFirst()
  if (!found) throw new ExchangeError('not-found', 'no such round')
  const matching = await lockMatching(tx, memberId, found.matching_id)
  const round = await tx
    .selectFrom('matching_rounds')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { matching, round }
}

/** How two members stand to each other: of which kind, active, and whether they are in a group together. Fewer where one is unknown. */
export async function findPair(tx: Tx, asker: string, holder: string, now: Date) {
  const { rows } = await sql<{ id: string; name: string; kind: MemberKind; active: boolean }>`
    select id, name, kind, active from members where id in (${asker}::uuid, ${holder}::uuid)`.execute(
    tx,
  )
  const groups = await sql`
    select from group_members a join group_members h on h.group_id = a.group_id
    join groups g on g.id = a.group_id and g.expires_at > ${now.toISOString()}::timestamptz
    where a.member_id = ${asker}::uuid and h.member_id = ${holder}::uuid limit 1`.execute(tx)
  return {
    asker: rows.find(({ id }) => id === asker),
    holder: rows.find(({ id }) => id === holder),
    inGroup: groups.rows.length > 0,
  }
}

/** Forgets the bytes of messages, and that they can be read. */
export async function dropMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('matching_parts')
    .where('message_id', 'in', [...ids])
    .execute()
  await tx
    .updateTable('matching_messages')
    .set({ state: 'gone' })
    .where('id', 'in', [...ids])
    .execute()
}

/** Ids of messages of a round, or of all of a matching, whose bytes are kept. */
export async function findKept(
  tx: Tx,
  of: { roundId: string } | { matchingId: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('matching_messages')
    .select('id')
    .where((eb) =>
      'roundId' in of ? eb('round_id', '=', of.roundId) : eb('matching_id', '=', of.matchingId),
    )
    .where('state', '<>', 'gone')
    .execute()
  return rows.map(({ id }) => id)
}

export type Recorded = {
  kind: ActKind
  at: Date
  by: Doer
  matching: Pick<MatchingRow, 'id' | 'asker' | 'holder'>
  statement: string
  details?: object
}

/** Writes the receipt of a step for both sides, and the word to their screens. Call it last. */
export async function recordMatching(tx: Tx, step: Recorded): Promise<void> {
  const { kind, at, by, matching, statement, details } = step
  const { id, asker, holder } = matching
  const payload = { statement, matching: id, asker, holder, ...details }
  const subject = `matching:${id}`
  await appendLog(tx, [{ kind, at, subject, payload, by, members: [asker, holder] }])
  await announce(tx, { kind: 'matching.changed', subject: id, at, members: [asker, holder] })
}
