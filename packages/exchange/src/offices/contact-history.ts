/** What stands on file for each office, role and rank, since when, and by whose act. */
import { commitmentOf } from '@tocsin/proof'
import { sql } from 'kysely'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { sha256 } from '../log/append.ts'
import type { Actor } from '../log/actor.ts'

type OnFile = {
  contact_id: string
  jurisdiction: string
  role: string
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
}

/** Changes of one act, and the hex SHA-256 of their commitments in order, which its log entry holds. */
export type Kept = { importId: string; changed: number; digest: string }

/**
 * Keeps what an import changed: those of `keys` that stand otherwise than the newest line of their history says. Their
 * rows must be locked by the caller's transaction.
 */
export async function keepChanges(
  tx: Tx,
  keys: readonly { jurisdiction: string; role: string; rank: number }[],
  { at, by }: { at: Date; by: Actor },
): Promise<Kept> {
  const changed = await selectChanged(tx, keys)
  const importId = randomUUID()
  const rows = changed.map((row) => {
    const salt = randomBytes(32)
    return { ...row, salt, commitment: commitTo(row, salt) }
  })
  await tx
    .insertInto('contact_imports')
    .values({
      id: importId,
      at,
      by_member: by.memberId,
      by_person: by.personId ?? null,
      log_index: null,
    })
    .execute()
  const text = JSON.stringify(
    rows.map(({ salt, commitment, ...row }) => ({
      ...row,
      salt: salt.toString('hex'),
      commitment: Buffer.from(commitment).toString('hex'),
    })),
  )
  await sql`
    insert into contact_changes (import_id, contact_id, jurisdiction, role, rank, at, title, email, phone, language, sms, voice, fax, ways, time_zone, salt, commitment)
    select ${importId}::uuid, contact_id, jurisdiction, role, rank, ${at}, title, email, phone, language, sms, voice, fax, ways, time_zone,
      decode(salt, 'hex'), decode(commitment, 'hex')
    from json_to_recordset(${text}::json) as c(contact_id uuid, jurisdiction text, role text, rank int, title text,
      email text, phone text, language text, sms text, voice text, fax text, ways text, time_zone text, salt text, commitment text)`.execute(
    tx,
  )
  const digest = sha256(Buffer.concat(rows.map(({ commitment }) => commitment)))
  return { importId, changed: rows.length, digest: Buffer.from(digest).toString('hex') }
}

/** What the log commits to of one line: its words under a salt of its own, so that none can be guessed once it is gone. */
export function commitTo(row: OnFile, salt: Uint8Array): Uint8Array {
  const { contact_id, jurisdiction, role, rank, title, email, phone, language, sms, voice } = row
  const { fax, ways, time_zone } = row
  const words = [contact_id, jurisdiction, role, rank, title, email, phone, language]
  // As it was written before there were such numbers, where there is none.
  if (sms || voice) words.push(sms, voice)
  if (fax || ways || time_zone) words.push(fax, ways, time_zone)
  return commitmentOf(salt, sha256(Buffer.from(JSON.stringify(words))), sha256)
}

async function selectChanged(
  tx: Tx,
  keys: readonly { jurisdiction: string; role: string; rank: number }[],
): Promise<OnFile[]> {
  const given = JSON.stringify(
    keys.map(({ jurisdiction, role, rank }) => ({ jurisdiction, role, rank })),
  )
  const found = await sql<OnFile>`
    select c.id as contact_id, c.jurisdiction, c.role, c.rank, c.title, c.email, c.phone, c.language, c.sms, c.voice, c.fax, c.ways, c.time_zone
    from json_to_recordset(${given}::json) as g(jurisdiction text, role text, rank int)
    join contacts c on c.jurisdiction = g.jurisdiction and c.role = g.role and c.rank = g.rank
    left join lateral (select * from contact_changes h
      where h.jurisdiction = c.jurisdiction and h.role = c.role and h.rank = c.rank order by h.id desc limit 1) h on true
    where h.id is null
      or (h.title, h.email, h.phone, h.language, h.sms, h.voice, h.fax, h.ways, h.time_zone)
        is distinct from (c.title, c.email, c.phone, c.language, c.sms, c.voice, c.fax, c.ways, c.time_zone)
    order by c.jurisdiction, c.role, c.rank`.execute(tx)
  return found.rows
}

/** Writes the place in the log of what was kept. */
export async function placeChanges(tx: Tx, importId: string, logIndex: number): Promise<void> {
  await tx
    .updateTable('contact_imports')
    .set({ log_index: logIndex })
    .where('id', '=', importId)
    .execute()
}

export type ChangeRow = {
  id: number
  contact_id: string
  role: string
  rank: number
  at: Date
  title: string | null
  email: string | null
  phone: string | null
  language: string | null
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
  erased_at: Date | null
  commitment: Uint8Array | null
  by_id: string | null
  by_name: string | null
  by_kind: string | null
  by_person: string | null
  person_name: string | null
  log_index: number | null
  found: number
}

/**
 * Changes of a place, newest first and from before change `before`; `found` counts beyond the limit. With `at`, all of the
 * one of each role and rank that stood then, primary first.
 */
export async function selectChanges(
  tx: Tx,
  place: string,
  { at, before, limit }: { at: Date | undefined; before: number | undefined; limit: number },
): Promise<ChangeRow[]> {
  const chosen = at
    ? sql`select distinct on (role, rank) id from contact_changes
        where jurisdiction = ${place} and at <= ${at} order by role, rank, id desc`
    : sql`select id from contact_changes
        where jurisdiction = ${place} and id < ${before ?? Number.MAX_SAFE_INTEGER}`
  const order = at ? sql`c.role, c.rank` : sql`c.id desc`
  const found = await sql<ChangeRow>`
    select c.id, c.contact_id, c.role, c.rank, c.at, c.title, c.email, c.phone, c.language, c.sms, c.voice, c.fax, c.ways, c.time_zone, c.erased_at, c.commitment,
      m.id as by_id, m.name as by_name, m.kind as by_kind, i.by_person, p.name as person_name, i.log_index,
      (count(*) over ())::int as found
    from contact_changes c
    left join contact_imports i on i.id = c.import_id
    left join members m on m.id = i.by_member
    left join people p on p.id = i.by_person
    where c.id in (${chosen}) order by ${order} ${at ? sql`` : sql`limit ${limit}`}`.execute(tx)
  return found.rows
}

/** Since when the history of a place is kept, where something stood there before; undefined where it is whole. */
export async function selectUnknownBefore(tx: Tx, place: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('contact_changes')
    .select((eb) => eb.fn.min('at').as('at'))
    .where('jurisdiction', '=', place)
    .where('import_id', 'is', null)
    .executeTakeFirst()
  return (row?.at as Date | null) ?? undefined
}

/** Whether the reader may know who held the roles of a place: an empty list would say that nobody did. */
export async function mayReadChanges(tx: Tx, place: string): Promise<boolean> {
  const found = await sql<{ may: boolean }>`
    select tocsin_operates()
      or exists (select 1 from jurisdictions j where j.id = ${place} and j.lineage @> array[tocsin_place()])
      or exists (select 1 from members m where m.id = tocsin_viewer() and m.kind = 'agency') as may`.execute(
    tx,
  )
  return found.rows[0]?.may ?? false
}
