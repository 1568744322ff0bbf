import { canonicalize } from '@tocsin/stix'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Incoming } from './incoming.ts'

/** Where an object was kept; `isNew` is false when this very version was there before. */
export type Kept = { row: number; isNew: boolean }

/** An id and version that the owner brought before with other content. */
export type Clash = { stixId: string; version: string }

/** `body` is what was kept before, where that differs byte for byte. */
type Found = {
  ord: number
  row: number | null
  fresh: boolean
  version: string
  body: string | null
}

/**
 * Keeps a whole envelope for `owner` in one statement; the rows come back in the order given. The same
 * version again changes nothing (the bytes that came first stay); the same id and version with other content
 * is refused: it is not kept and listed in `clashes`. An object without a version of its own is told apart by its content.
 */
export async function insertObjects(
  tx: Tx,
  owner: string,
  at: Date,
  incoming: readonly Incoming[],
): Promise<{ kept: (Kept | undefined)[]; clashes: Clash[] }> {
  if (incoming.length === 0) return { kept: [], clashes: [] }
  // One that another transaction commits meanwhile is skipped by the insert and only seen by asking again.
  let found = await insertOnce(tx, owner, at, incoming)
  if (found.some((line) => line.row === null)) found = await insertOnce(tx, owner, at, incoming)
  const kept: (Kept | undefined)[] = []
  const clashes: Clash[] = []
  for (const { ord, row, fresh, version, body } of found) {
    const given = incoming[ord - 1]!
    if (row !== null && isSameContent(body, given.body)) kept.push({ row, isNew: fresh })
    else {
      kept.push(undefined)
      clashes.push({ stixId: given.stixId, version })
    }
  }
  return { kept, clashes }
}

/** Whether two texts say the same in JSON; the order of keys and white space do not count. */
function isSameContent(before: string | null, now: string): boolean {
  return before === null || canonicalize(JSON.parse(before)) === canonicalize(JSON.parse(now))
}

async function insertOnce(
  tx: Tx,
  owner: string,
  at: Date,
  incoming: readonly Incoming[],
): Promise<Found[]> {
  const column = <T>(pick: (object: Incoming) => T) => incoming.map(pick)
  const result = await sql<Found>`
    with given as (
      select ord::int, stix_id, coalesce(version, ${at.toISOString()}) as version, version is null as unversioned,
        type, spec_version, body, decode(sha256, 'hex') as sha256
      from unnest(
        ${column((o) => o.stixId)}::text[], ${column((o) => o.version)}::text[], ${column((o) => o.type)}::text[],
        ${column((o) => o.specVersion)}::text[], ${column((o) => o.body)}::text[],
        ${column((o) => o.sha256)}::text[]
      ) with ordinality as u(stix_id, version, type, spec_version, body, sha256, ord)
    ), before as (
      select distinct on (g.ord) g.ord, o.row, case when o.sha256 <> g.sha256 then o.body end as body
      from given g join objects o on o.owner = ${owner}::uuid and o.stix_id = g.stix_id
        and case when g.unversioned then o.sha256 = g.sha256 else o.version = g.version end
      order by g.ord, o.row
    ), added as (
      insert into objects (stix_id, version, version_at, type, spec_version, body, sha256, owner, received_at)
      select stix_id, version, tocsin_instant(version), type, spec_version, body, sha256, ${owner}::uuid, ${at.toISOString()}::timestamptz
      from given where ord not in (select ord from before) order by ord
      on conflict (owner, stix_id, version) do nothing
      returning row, stix_id, version
    )
    select g.ord, coalesce(b.row, a.row) as row, b.body, a.row is not null as fresh, g.version
    from given g left join before b on b.ord = g.ord
      left join added a on a.stix_id = g.stix_id and a.version = g.version and b.ord is null
    order by g.ord`.execute(tx)
  return result.rows
}

/** Which of these would clash with what `owner` brought before, if they came at this instant; reads only. */
export async function findClashes(
  tx: Tx,
  owner: string,
  at: Date,
  incoming: readonly Incoming[],
): Promise<Clash[]> {
  if (incoming.length === 0) return []
  const versioned = incoming.map((object) => ({
    ...object,
    version: object.version ?? at.toISOString(),
  }))
  const result = await sql<Clash & { ord: number; body: string }>`
    select g.stix_id as "stixId", g.version, o.body, g.ord::int as ord
    from unnest(
      ${versioned.map((o) => o.stixId)}::text[], ${versioned.map((o) => o.version)}::text[],
      ${versioned.map((o) => o.sha256)}::text[]
    ) with ordinality as g(stix_id, version, sha256, ord)
    join objects o on o.owner = ${owner}::uuid and o.stix_id = g.stix_id and o.version = g.version
    where o.sha256 <> decode(g.sha256, 'hex')`.execute(tx)
  return result.rows
    .filter(({ ord, body }) => !isSameContent(body, versioned[ord - 1]!.body))
    .map(({ stixId, version }) => ({ stixId, version }))
}

/** The texts of all marking definitions that are kept under these ids, whoever brought them. */
export async function selectDefinitions(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('objects')
    .select('body')
    .where('stix_id', 'in', [...ids])
    .where('type', '=', 'marking-definition')
    .execute()
  return rows.map(({ body }) => body)
}
