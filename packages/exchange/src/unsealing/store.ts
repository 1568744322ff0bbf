/** Asks of auditors for masked persons in SQL; all but `selectUnsealings` and `selectSteps` runs as owner, under the commit order lock. */
import type { ActKind, MemberKind } from '@tocsin/api'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

export type UnsealingRow = Selectable<Tables['unsealings']>

/** What the rules look at of a message and a pseudonym in it. */
export type Facts = { sender: string; recalled: boolean; kept: boolean; waits: boolean }

/** Nothing where the register has no such message. */
export async function findFacts(
  tx: Tx,
  about: { releaseId: string; token: string; asker: string },
): Promise<Facts | undefined> {
  const { rows } = await sql<Facts>`
    select r.from_member as sender, r.recalled_at is not null as recalled,
      exists (select 1 from masked_persons p where p.release_id = r.id and p.token = ${about.token}) as kept,
      exists (select 1 from unsealings u where u.release_id = r.id and u.asker = ${about.asker}::uuid and u.state = 'asked') as waits
    from register_entries e join releases r on r.id = e.id where r.id = ${about.releaseId}::uuid`.execute(
    tx,
  )
  return rows[0]
}

/** What concerns the reader: its own, with `asked_by` of one person; what it is a key holder or the sender of; newest first. */
export function selectUnsealings(
  tx: Tx,
  { askedBy, releaseId, id, before, limit }: UnsealingsQuery,
): Promise<UnsealingRow[]> {
  return tx
    .selectFrom('unsealings as u')
    .selectAll()
    .$if(askedBy !== undefined, (query) => query.where('u.asked_by', '=', askedBy!))
    .$if(releaseId !== undefined, (query) => query.where('u.release_id', '=', releaseId!))
    .$if(id !== undefined, (query) => query.where('u.id', '=', id!))
    .$if(before !== undefined, (query) => query.where('u.position', '<', before!))
    .orderBy('u.position', 'desc')
    .limit(limit)
    .execute()
}

export type UnsealingsQuery = {
  askedBy?: string | undefined
  releaseId?: string | undefined
  id?: string | undefined
  before?: number | undefined
  limit: number
}

/** What key holders answered. */
export function selectSteps(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('unsealing_steps')
    .select(['unsealing_id', 'holder', 'step', 'at'])
    .where('unsealing_id', 'in', [...ids, '00000000-0000-0000-0000-000000000000'])
    .execute()
}

export type StepRow = Awaited<ReturnType<typeof selectSteps>>[number]

/** Names of members and of persons, by id. */
export async function findCalled(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; kind: MemberKind | null }>`
    select id, name, kind from members where id = any(${[...ids]}::uuid[])
    union all select id, name, null from people where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

/** Whether each of these people may look into the record at `now`, as far as their account says. */
export async function findAuditor(tx: Tx, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select p.active and m.active and p.roles = array['auditor'] and p.ends_at > ${now.toISOString()}::timestamptz as stands
    from people p join members m on m.id = p.member_id where p.id = ${personId}::uuid`.execute(tx)
  return rows[0]?.stands ?? false
}

type Step = {
  kind: ActKind
  at: Date
  by: Doer
  row: Pick<UnsealingRow, 'id' | 'release_id' | 'token' | 'asker' | 'sender' | 'holders'>
  statement: string
  details?: object
}

/** Writes the log entry of a step for all sides, and the word to their screens; never whom the pseudonym stands for. Call it last. */
export async function recordStep(tx: Tx, step: Step): Promise<number> {
  const { kind, at, by, row, statement, details } = step
  const members = [...new Set([row.asker, row.sender, ...row.holders])]
  const [index] = await appendLog(tx, [
    {
      kind,
      at,
      subject: `release:${row.release_id}`,
      payload: {
        statement,
        unsealing: row.id,
        release: row.release_id,
        pseudonym: row.token,
        from: row.asker,
        holders: row.holders,
        ...details,
      },
      by,
      members,
    },
  ])
  await announce(tx, { kind: 'unsealing.changed', subject: row.id, at, members })
  return index!
}
