/** Releases that name an identifier. Read as the exchange, whoever asks: what of it may be told, the rules decide of each. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Identifier } from './identifier.ts'
import { occursIn, partsToLookFor } from './occurs.ts'
import type { Naming } from './rules.ts'

/** Objects that one statement looks through. */
const CHUNK = 20_000

export type FoundRelease = Naming & {
  id: string
  senderKind: MemberKind
}

type NamingObject = { row: number; stixId: string; owner: string; versionAt: Date | null }

/**
 * Every release that holds an object which names it. Cost: the text of all objects is looked through once, and those that could name it
 * are parsed.
 */
export async function findReleases(tx: Tx, identifier: Identifier): Promise<FoundRelease[]> {
  const naming = await findObjects(tx, identifier)
  if (naming.length === 0) return []
  const changed = await findChanged(tx, naming, identifier)
  const rows = await selectReleases(
    tx,
    naming.map(({ row }) => row),
  )
  const held = new Set(rows.map(({ id }) => id))
  const undone = await selectCorrections(tx, [...held])
  return rows.map(({ id, released_at, recalled_at, expires_at, kind, rows: objects }) => ({
    id,
    senderKind: kind,
    releasedAt: released_at,
    recalledAt: recalled_at ?? undefined,
    endsAt: expires_at ?? undefined,
    correctedAt: firstOf([
      lastOf(objects.map((row) => changed.get(Number(row)))),
      ...undone
        .filter((one) => one.corrects === id && !held.has(one.id))
        .map(({ released_at: at }) => at),
    ]),
  }))
}

async function findObjects(tx: Tx, identifier: Identifier): Promise<NamingObject[]> {
  const found: NamingObject[] = []
  const { rows } = await sql<{ last: number | null }>`select max(row) as last from objects`.execute(
    tx,
  )
  const last = rows[0]?.last ?? 0
  for (let from = 0; from < last; from += CHUNK) {
    for (const { body, ...object } of await selectCandidates(tx, identifier, from))
      if (occursIn(JSON.parse(body), identifier)) found.push(object)
  }
  return found
}

/** Objects whose text could name it: it stands there, or letters are written as escapes. */
async function selectCandidates(tx: Tx, identifier: Identifier, from: number) {
  const parts = partsToLookFor(identifier)
  const holds =
    parts === undefined
      ? sql`true`
      : sql`(${sql.join(
          parts.map((part) => sql`position(${part} in lower(o.body)) > 0`),
          sql` or `,
        )} or position('\\u' in o.body) > 0)`
  const { rows } = await sql<NamingObject & { body: string }>`
    select o.row, o.stix_id as "stixId", o.owner, o.version_at as "versionAt", o.body from objects o
    where o.row > ${from} and o.row <= ${from + CHUNK} and ${holds} order by o.row`.execute(tx)
  return rows
}

/** By the row of an object, when a later version of it by the same member came first that is revoked or names it no more. */
async function findChanged(
  tx: Tx,
  naming: readonly NamingObject[],
  identifier: Identifier,
): Promise<Map<number, Date>> {
  const dated = naming.filter(({ versionAt }) => versionAt !== null)
  const changed = new Map<number, Date>()
  for (let at = 0; at < dated.length; at += CHUNK) {
    const part = dated.slice(at, at + CHUNK).map(({ row }) => row)
    const { rows } = await sql<{ row: number; body: string; received_at: Date }>`
      select o.row, later.body, later.received_at
      from objects o join objects later on later.stix_id = o.stix_id and later.owner = o.owner and later.version_at > o.version_at
      where o.row = any(${sql.val(part)}::bigint[])
        and exists (select from release_objects ro where int8range(ro.first_row, ro.last_row, '[]') @> later.row)
      order by later.received_at`.execute(tx)
    for (const { row, body, received_at } of rows) {
      if (changed.has(row)) continue
      const object = JSON.parse(body) as { revoked?: unknown }
      if (object.revoked === true || !occursIn(object, identifier)) changed.set(row, received_at)
    }
  }
  return changed
}

type ReleaseRow = {
  id: string
  released_at: Date
  recalled_at: Date | null
  expires_at: Date | null
  kind: MemberKind
  rows: number[]
}

async function selectReleases(tx: Tx, rows: readonly number[]): Promise<ReleaseRow[]> {
  const found = await sql<ReleaseRow>`
    select r.id, r.released_at, r.recalled_at, r.expires_at, m.kind, array_agg(n.row) as rows
    from unnest(${sql.val([...rows])}::bigint[]) as n(row)
      join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> n.row
      join releases r on r.id = ro.release_id join members m on m.id = r.from_member
    group by r.id, m.kind order by r.released_at, r.id`.execute(tx)
  return found.rows
}

/** Corrections of these releases, and corrections of those. */
async function selectCorrections(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; corrects: string; released_at: Date }>`
    with recursive later as (
      select p.release_id, p.corrects from release_parts p where p.corrects = any(${sql.val([...ids])}::uuid[])
      union select p.release_id, l.corrects from later l join release_parts p on p.corrects = l.release_id)
    select l.release_id as id, l.corrects, r.released_at from later l join releases r on r.id = l.release_id`.execute(
    tx,
  )
  return rows
}

/** When all have come; undefined while one has not. */
function lastOf(times: readonly (Date | undefined)[]): Date | undefined {
  const come = times.filter((time) => time !== undefined)
  if (come.length < times.length || come.length === 0) return undefined
  return come.reduce((last, time) => (time > last ? time : last))
}

function firstOf(times: readonly (Date | undefined)[]): Date | undefined {
  const come = times.filter((time) => time !== undefined)
  return come.length === 0 ? undefined : come.reduce((first, time) => (time < first ? time : first))
}
