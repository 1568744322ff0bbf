/**
 * One login that owns the database and migrates it, one that runs the exchange and owns nothing, one that members are read
 * through and that may only do that: whoever gets hold of the running server cannot rewrite the log, and who gets a statement
 * of their own into a read cannot step out of it. Given by the configuration; without them one login does all.
 */
import { sql } from 'kysely'
import pg from 'pg'
import type { Config } from '../config.ts'
import { ExchangeError } from '../errors.ts'
import { openPostgres, runScript, type Database, type Db } from './database.ts'
import { migrate } from './migrate.ts'

type Logins = Pick<Config, 'databaseUrl' | 'ownerDatabaseUrl' | 'readerDatabaseUrl'>

/** Brings the database to this program's schema, by its owner where that is another login than the one that runs. */
export async function prepareDatabase({ db }: Pick<Database, 'db'>, config: Logins): Promise<void> {
  const { databaseUrl, ownerDatabaseUrl, readerDatabaseUrl } = config
  if (!ownerDatabaseUrl) {
    if (readerDatabaseUrl)
      throw new ExchangeError('bad-request', 'readerDatabaseUrl needs ownerDatabaseUrl beside it')
    await migrate(db)
    return
  }
  if (!databaseUrl) throw new ExchangeError('bad-request', 'ownerDatabaseUrl needs databaseUrl')
  const owner = await openPostgres(ownerDatabaseUrl, { poolSize: 2 })
  try {
    await migrate(owner.db)
    await admitLogins(
      owner.db,
      loginOf(databaseUrl),
      readerDatabaseUrl && loginOf(readerDatabaseUrl),
    )
  } finally {
    await owner.close()
  }
}

function loginOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

async function admitLogins(db: Db, runner: string, reader: string | undefined): Promise<void> {
  const { rows } = await sql<{ role: string; owns: boolean }>`
    select tocsin_member_role() as role, pg_has_role(${runner}, datdba, 'member') as owns
    from pg_database where datname = current_database()`.execute(db)
  const { role, owns } = rows[0]!
  if (owns)
    throw new ExchangeError(
      'conflict',
      `${runner} of databaseUrl owns the database; give another login`,
    )
  await runScript(
    db,
    RUNNER.replaceAll('THE_LOGIN', pg.escapeIdentifier(runner)).replaceAll('THE_ROLE', role),
  )
  if (reader === undefined) return
  await runScript(
    db,
    READER.replaceAll('THE_LOGIN', pg.escapeIdentifier(reader)).replaceAll('THE_ROLE', role),
  )
}

const READER = `
do $$ begin execute format('grant connect on database %I to THE_LOGIN', current_database()); end $$;
grant THE_ROLE to THE_LOGIN;`

/** All rows, but the schema is not its own: it appends to the log, and neither it nor the key of readers is changed or read. */
const RUNNER = `
do $$ declare
  secured record;
begin
  execute format('grant connect on database %I to THE_LOGIN', current_database());
  execute format('grant usage on schema %I to THE_LOGIN', current_schema());
  execute format('grant select, insert, update, delete on all tables in schema %I to THE_LOGIN', current_schema());
  execute format('grant usage on all sequences in schema %I to THE_LOGIN', current_schema());
  revoke update, delete on log_entries from THE_LOGIN;
  revoke insert, update, delete on schema_version from THE_LOGIN;
  revoke all on reader_key from THE_LOGIN;
  grant execute on function tocsin_sign to THE_LOGIN;
  grant execute on function tocsin_enter to THE_LOGIN;
  grant execute on function tocsin_taxii_page to THE_LOGIN;
  for secured in select oid::regclass as name from pg_class
    where relnamespace = current_schema()::regnamespace and relrowsecurity
  loop
    execute format('drop policy if exists runs on %s', secured.name);
    execute format('create policy runs on %s to THE_LOGIN using (true) with check (true)', secured.name);
  end loop;
end $$;
grant THE_ROLE to THE_LOGIN;`
