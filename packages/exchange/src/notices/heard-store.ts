import type { StrayKind, TextChannel } from '@tocsin/api'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Closes what a gateway said; number and words are gone. False where somebody else closed it first. */
export async function closeHeard(
  tx: Tx,
  id: number,
  { at, outcome }: { at: Date; outcome: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update gateway_inbox set settled_at = ${at}, outcome = ${outcome}, number = null, words = null
    where id = ${id} and settled_at is null`.execute(tx)
  return Number(numAffectedRows) === 1
}

/** The office that the newest message to a number was for. */
export async function selectLatest(
  tx: Tx,
  channel: TextChannel,
  number: string,
): Promise<{ targetId: string; language: string } | undefined> {
  const { rows } = await sql<{ targetId: string; language: string }>`
    select d.target_id as "targetId", c.language from deliveries d
    join notice_contacts c on c.target_id = d.target_id and c.rank = d.rank
    join notices n on n.id = d.notice_id
    where d.channel = ${channel} and d.address = ${number} and d.target_id is not null and d.state in ('sent', 'unknown', 'failed')
    order by d.settled_at desc nulls last, n.log_index desc limit 1`.execute(tx)
  return rows[0]
}

export type CodeRow = {
  targetId: string
  rank: number
  contactId: string
  title: string
  language: string
  jurisdiction: string
  role: string
  noticeId: string
  fromMember: string
  closedAt: Date | null
  step: 'told'
  words: string
}

/** What a code from a number stands for. */
export async function selectByReplyCode(
  tx: Tx,
  channel: TextChannel,
  number: string,
  code: string,
): Promise<CodeRow | undefined> {
  const { rows } = await sql<CodeRow>`
    select d.target_id as "targetId", d.rank, c.contact_id as "contactId", c.title, c.language, t.jurisdiction, t.role,
      n.id as "noticeId", n.from_member as "fromMember", n.closed_at as "closedAt", r.step, r.words
    from reply_codes r join deliveries d on d.id = r.delivery_id
    join notice_contacts c on c.target_id = d.target_id and c.rank = d.rank
    join notice_targets t on t.id = d.target_id join notices n on n.id = t.notice_id
    where r.channel = ${channel} and r.number = ${number} and r.code = ${code}`.execute(tx)
  return rows[0]
}

type Stray = { channel: TextChannel; kind: StrayKind; number?: string; at: Date }

/** Counts what belongs to nothing here; of a number nothing is kept but how it ends. */
export async function countStray(
  db: Db | Tx,
  { channel, kind, number = '', at }: Stray,
): Promise<void> {
  await sql`insert into gateway_strays as s values (${channel}, ${kind}, ${number.slice(-2)}, 1, ${at})
    ${ADDS}`.execute(db)
}

/** The end of a statement whose `gone` are rows with a channel and how a number ends: counts them. */
export function countGone(kind: StrayKind, at: Date): RawBuilder<unknown> {
  return sql`insert into gateway_strays as s
    select channel, ${kind}, ending, count(*), ${at}::timestamptz from gone group by channel, ending ${ADDS}`
}

const ADDS = sql`on conflict (channel, kind, ending) do update
  set count = s.count + excluded.count, last_at = greatest(s.last_at, excluded.last_at)`
