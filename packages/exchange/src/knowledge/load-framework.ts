/** Loading a framework, all of it or nothing; a newer version takes the place of the one before, and nothing of that is lost. */
import {
  addCounts,
  type BodyOf,
  type importFramework as importRoute,
  type ReplyOf,
} from '@tocsin/api'
import { compareTimestamps } from '@tocsin/stix'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import type { Tx } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import { type Actor, toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { readFramework, type ReadFramework } from './read-framework.ts'
import { selectFrameworks } from './store.ts'
import { toFramework } from './shape.ts'

type Sent = BodyOf<typeof importRoute>
type Said = ReplyOf<typeof importRoute>

/** Faults named in one answer; the rest are counted. */
const FAULTS_NAMED = 200

/**
 * Loads a framework with one log entry. A file with a fault writes nothing and is answered with the faults by object. Throws
 * `conflict` where a newer version is on file.
 */
export async function importFramework(
  tx: Tx,
  sent: Sent,
  at: Date,
  by: Actor | 'server',
): Promise<Said> {
  const { framework, faults } = readFramework(sent.objects)
  if (framework === undefined) return refuse(faults)
  const id = await lockFramework(tx, framework, at)
  const leftOut = addCounts([sent.leftOut, framework.leftOut].flatMap(Object.entries))
  const older = await findOlder(tx, id, framework)
  if (older.length > 0) return refuse(older)
  const counts = await writeTechniques(tx, id, framework.techniques)
  const [logIndex] = await appendLog(tx, [
    {
      kind: 'framework.loaded',
      at,
      subject: `framework:${id}`,
      payload: {
        statement: 'A framework of techniques was loaded',
        framework: framework.stixId,
        name: framework.name,
        version: framework.version,
        modified: framework.modified,
        sha256: sent.sha256,
        techniques: framework.techniques.length,
        ...counts,
        leftOut,
      },
      by: by === 'server' ? by : toActor(by),
      members: by === 'server' ? [] : [by.memberId],
    },
  ])
  await tx
    .updateTable('frameworks')
    .set({
      name: framework.name,
      version: framework.version,
      modified: framework.modified,
      terms: framework.terms,
      tactics: JSON.stringify(framework.tactics),
      left_out: JSON.stringify(leftOut),
      sha256: sent.sha256,
      loaded_at: at,
      log_index: logIndex!,
    })
    .where('id', '=', id)
    .execute()
  const members = await tx.selectFrom('members').select('id').where('active', '=', true).execute()
  await announce(tx, {
    kind: 'knowledge.changed',
    subject: id,
    at,
    members: members.map((one) => one.id),
  })
  const [row] = await selectFrameworks(tx, id)
  return { framework: toFramework(row!), ...counts, faults: [], faulty: 0 }
}

function refuse(faults: Said['faults']): Said {
  const named = faults.slice(0, FAULTS_NAMED)
  return { added: 0, changed: 0, gone: 0, faults: named, faulty: faults.length }
}

/** Its row, written where there is none; held, so that two who load it at once come one after the other. */
async function lockFramework(tx: Tx, framework: ReadFramework, at: Date): Promise<string> {
  const { stixId, name, modified } = framework
  const { rows } = await sql<{ id: string; modified: string }>`
    insert into frameworks (id, stix_id, name, modified, terms, tactics, left_out, sha256, loaded_at, log_index)
    values (${randomUUID()}::uuid, ${stixId}, ${name}, ${modified}, '{}', '[]', '{}', '', ${at}, 0)
    on conflict (stix_id) do update set stix_id = excluded.stix_id returning id, modified`.execute(
    tx,
  )
  const { id, modified: onFile } = rows[0]!
  if (compareTimestamps(modified, onFile) < 0)
    throw new ExchangeError(
      'conflict',
      `a newer version of ${name} is loaded already: of ${onFile}, and this one is of ${modified}`,
    )
  return id
}

/** Techniques that are older in the file than on file. */
async function findOlder(
  tx: Tx,
  id: string,
  { techniques }: ReadFramework,
): Promise<Said['faults']> {
  const rows = await tx
    .selectFrom('techniques')
    .select(['stix_id', 'modified'])
    .where('framework_id', '=', id)
    .execute()
  const onFile = new Map(rows.map((row) => [row.stix_id, row.modified]))
  return techniques.flatMap(({ stixId, modified }) => {
    const kept = onFile.get(stixId)
    if (kept === undefined || compareTimestamps(modified, kept) >= 0) return []
    return [{ object: stixId, message: `is of ${modified}, and on file is one of ${kept}` }]
  })
}

type Counts = Pick<Said, 'added' | 'changed' | 'gone'>

async function writeTechniques(
  tx: Tx,
  framework: string,
  techniques: ReadFramework['techniques'],
): Promise<Counts> {
  const rows = techniques.map(({ stixId, revokedBy, ...rest }) => ({
    id: randomUUID(),
    stix_id: stixId,
    revoked_by: revokedBy,
    ...rest,
  }))
  const written = await sql<{ added: boolean }>`
    insert into techniques as t (id, framework_id, stix_id, code, name, description, url, source, chain, tactics, parent, revoked_by,
      version, modified, state)
    select id, ${framework}::uuid, stix_id, code, name, description, url, source, chain, tactics, parent, revoked_by,
      version, modified, state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, stix_id text, code text, name text, description text,
      url text, source text, chain text, tactics text[], parent text, revoked_by text, version text, modified text, state text)
    on conflict (framework_id, stix_id) do update set code = excluded.code, name = excluded.name,
      description = excluded.description, url = excluded.url, source = excluded.source,
      chain = excluded.chain, tactics = excluded.tactics, parent = excluded.parent,
      revoked_by = excluded.revoked_by, version = excluded.version, modified = excluded.modified, state = excluded.state
    where (t.code, t.name, t.description, t.url, t.source, t.chain, t.tactics, t.parent, t.revoked_by, t.version, t.modified, t.state)
      is distinct from (excluded.code, excluded.name, excluded.description, excluded.url, excluded.source, excluded.chain, excluded.tactics, excluded.parent,
        excluded.revoked_by, excluded.version, excluded.modified, excluded.state)
    returning xmax = 0 as added`.execute(tx)
  const gone = await tx
    .updateTable('techniques')
    .set({ state: 'absent' })
    .where('framework_id', '=', framework)
    .where('state', '<>', 'absent')
    .where(sql<boolean>`not stix_id = any(${rows.map((row) => row.stix_id)}::text[])`)
    .returning('id')
    .execute()
  const added = written.rows.filter((row) => row.added).length
  return { added, changed: written.rows.length - added, gone: gone.length }
}

/** The same for the exchange in a folder, which must not be running on its embedded database. */
export async function importFrameworkInto(dir: string, sent: Sent): Promise<Said> {
  const config = await readConfig(dir, process.env)
  const database = await openDatabase(config)
  try {
    await migrate(database.db)
    return await database.db
      .transaction()
      .execute((tx) => importFramework(tx, sent, systemClock.now(), 'server'))
  } finally {
    await database.close()
  }
}
