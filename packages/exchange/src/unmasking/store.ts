/** Asks for masked persons in SQL; all but `selectAsks` runs as owner, under the commit order lock where it writes. */
import type { ActKind, MemberKind } from '@tocsin/api'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Actor, Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

export type UnmaskingRow = Selectable<Tables['unmaskings']>

/** A person, for what only a person does. */
export type Person = Actor & { personId: string }

/** All that the rules look at of a message, a pseudonym in it, and a member that would be told whom it stands for. */
export type Facts = {
  title: string
  sender: string
  author: string | null
  recalled: boolean
  ends_at: Date | null
  asker_kind: MemberKind
  asker_active: boolean
  received: boolean
  belongs: boolean
  /** Whom the pseudonym stands for is kept. */
  kept: boolean
  others: number
  waits: boolean
  asked: number
  decided: boolean
}

type About = { releaseId: string; token: string; asker: string }

/** Nothing where there is no such release or member. */
export async function selectFacts(
  tx: Tx,
  { releaseId, token, asker }: About,
): Promise<Facts | undefined> {
  const { rows } = await sql<Facts>`
    select r.title, r.from_member as sender, coalesce(m.author, r.person_id) as author, r.recalled_at is not null as recalled,
      coalesce(rr.expires_at, r.expires_at) as ends_at, a.kind as asker_kind, a.active as asker_active,
      rr.member_id is not null as received,
      exists (select 1 from group_members g where g.group_id = r.group_id and g.member_id = a.id) as belongs,
      exists (select 1 from masked_persons p where p.release_id = r.id and p.token = ${token}) as kept,
      (select count(*)::int from masked_persons p where p.release_id = r.id and p.token <> ${token} and not exists (
        select 1 from unmaskings u where u.release_id = r.id and u.asker = a.id and u.token = p.token
          and u.state = 'approved')) as others,
      exists (select 1 from unmaskings u where u.release_id = r.id and u.asker = a.id and u.state = 'asked') as waits,
      (select count(*)::int from unmaskings u where u.release_id = r.id and u.asker = a.id) as asked,
      exists (select 1 from unmaskings u where u.release_id = r.id and u.asker = a.id and u.token = ${token}
        and u.state in ('approved', 'declined')) as decided
    from releases r join members a on a.id = ${asker}::uuid
    left join release_recipients rr on rr.release_id = r.id and rr.member_id = a.id
    left join messages m on m.release_id = r.id
    where r.id = ${releaseId}::uuid`.execute(tx)
  return rows[0]
}

/** Facts as the rules take them. */
export function toAbout(facts: Facts) {
  return {
    asker: { kind: facts.asker_kind, active: facts.asker_active },
    recalled: facts.recalled,
    expiresAt: facts.ends_at ?? undefined,
    belongs: facts.belongs,
    othersMasked: facts.others,
  }
}

/** With the names that are shown, and whom the pseudonym stands for where row-level security lets the reader know. */
export function selectAsks(tx: Tx) {
  return tx
    .selectFrom('unmaskings as u')
    .innerJoin('members as a', 'a.id', 'u.asker')
    .innerJoin('members as s', 's.id', 'u.sender')
    .leftJoin('people as pa', 'pa.id', 'u.asked_by')
    .leftJoin('people as pd', 'pd.id', 'u.decided_by')
    .leftJoin('masked_persons as p', (join) =>
      join.onRef('p.release_id', '=', 'u.release_id').onRef('p.token', '=', 'u.token'),
    )
    .selectAll('u')
    .select(['a.name as asker_name', 'a.kind as asker_kind', 's.name as sender_name'])
    .select(['s.kind as sender_kind', 'pa.name as asked_by_name', 'pd.name as decided_by_name'])
    .select(['p.original', 'p.kind as person_kind'])
}

export type AskRow = Awaited<ReturnType<ReturnType<typeof selectAsks>['execute']>>[number]

/** Whether each of these people is active and holds a role. */
export async function selectActive(
  tx: Tx,
  asked: readonly { id: string; role: string }[],
): Promise<boolean[]> {
  const ids = asked.map(({ id }) => id)
  const people = await tx
    .selectFrom('people')
    .select(['id', 'roles'])
    .where('id', 'in', ids)
    .where('active', '=', true)
    .execute()
  return asked.map(({ id, role }) =>
    people.some((one) => one.id === id && one.roles.includes(role)),
  )
}

/** An ask about a message of this member. Throws `not-found`. */
export async function selectOfSender(tx: Tx, sender: string, id: string): Promise<UnmaskingRow> {
  const row = await tx
    .selectFrom('unmaskings')
    .selectAll()
    .where('id', '=', id)
    .where('sender', '=', sender)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'nobody asked for this')
  return row
}

export type Step = {
  kind: ActKind
  at: Date
  by: Doer
  row: Pick<UnmaskingRow, 'id' | 'release_id' | 'token' | 'asker' | 'sender'>
  statement: string
  details?: object
}

/** Writes the log entry of a step for its two sides, and the word to their screens; never whom the pseudonym stands for. Call it last. */
export async function recordStep(tx: Tx, step: Step): Promise<void> {
  const { kind, at, by, row, statement, details } = step
  const members = [row.asker, row.sender]
  await appendLog(tx, [
    {
      kind,
      at,
      subject: `release:${row.release_id}`,
      payload: {
        statement,
        unmasking: row.id,
        release: row.release_id,
        pseudonym: row.token,
        from: row.asker,
        to: row.sender,
        ...details,
      },
      by,
      members,
    },
  ])
  await announce(tx, { kind: 'unmasking.changed', subject: row.id, at, members })
}
