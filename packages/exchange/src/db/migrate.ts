import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { runScript, type Db } from './database.ts'
import { FUNCTIONS } from './functions/index.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { sealDatabase } from './seal.ts'
import { readSetting, writeSetting } from './settings.ts'

/** All that `migrate` brings into a database, as one text. */
export const SCHEMA = [
  ...MIGRATIONS.map(({ name, sql: text }) => `${name}\n${text}`),
  FUNCTIONS,
].join('\n')

/** Held while migrating, so that processes starting together migrate once. */
const MIGRATION_LOCK = 7_063_211

/**
 * Brings the schema to the newest version; forward only, each migration in a transaction of its own.
 * Refuses a database written by a newer program. Returns the names of migrations applied.
 */
export async function migrate(db: Db): Promise<string[]> {
  await runScript(
    db,
    'create table if not exists schema_version (number int primary key, name text not null)',
  )
  const applied: string[] = []
  const before = await readApplied(db)
  for (const migration of MIGRATIONS) {
    // Most starts find everything done; what is done stays done, so only the rest is asked for again under the lock.
    if (before.has(migration.number)) {
      refuseRenamed(migration, before.get(migration.number)!)
      continue
    }
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
      const meanwhile = (await readApplied(tx)).get(migration.number)
      if (meanwhile !== undefined) return refuseRenamed(migration, meanwhile)
      await runScript(tx, migration.sql)
      await sql`insert into schema_version (number, name) values (${migration.number}, ${migration.name})`.execute(
        tx,
      )
      applied.push(migration.name)
    })
  }
  await refuseNewer(db)
  await finish(db)
  return applied
}

/** Names of the migrations that this database has, by number. */
async function readApplied(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{
    number: number
    name: string
  }>`select number, name from schema_version`.execute(db)
  return new Map(rows.map(({ number, name }) => [number, name]))
}

function refuseRenamed(migration: { number: number; name: string }, stands: string): void {
  if (stands === migration.name) return
  throw new ExchangeError(
    'internal',
    `migration ${migration.number} is ${stands} in this database, ${migration.name} in this program`,
  )
}

/** The setting that says which schema stands in the database, and of which database that was said: a copy is another. */
const SEALED_SETTING = 'schema'

/** Brings functions, grants and policies to what this program has, in one transaction or not at all. */
async function finish(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const wanted = createHash('sha256').update(`${SCHEMA}\n${rows[0]!.name}`).digest('hex')
  if ((await readSetting(db, SEALED_SETTING)) === wanted) return
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
    if ((await readSetting(tx, SEALED_SETTING)) === wanted) return
    await runScript(tx, FUNCTIONS)
    await sealDatabase(tx)
    await writeSetting(tx, SEALED_SETTING, wanted)
  })
}

/** Number of the newest migration that this database has. */
export async function schemaNumber(db: Db): Promise<number> {
  const top = await sql<{
    number: number
  }>`select coalesce(max(number), 0)::int as number from schema_version`.execute(db)
  return top.rows[0]?.number ?? 0
}

async function refuseNewer(db: Db): Promise<void> {
  const newest = MIGRATIONS.at(-1)?.number ?? 0
  if ((await schemaNumber(db)) > newest) {
    throw new ExchangeError(
      'internal',
      'this database was written by a newer version of the program; run that version',
    )
  }
}
