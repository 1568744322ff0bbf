import { sql } from 'kysely'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'
import type { FirstRunCounts, Statement } from './first-run-rules.ts'

/** What stands in the database, counted; read as owner, for operators. */
export async function selectFirstRun(db: Db, now: Date): Promise<FirstRunCounts> {
  const { rows } = await sql<FirstRunCounts>`select
    (select count(*)::int from jurisdictions where kind <> 'vendor') as places,
    (select count(*)::int from people p join members m on m.id = p.member_id
       where p.active and m.active and 'operator' = any(p.roles) and p.signed_in_at is not null
         and (p.ends_at is null or p.ends_at > ${now})) as operators,
    (select count(*)::int from members where active and kind <> 'hub') as members,
    (select count(*)::int from members m where m.active and m.kind <> 'hub'
       and exists (select from people p where p.member_id = m.id and p.active and p.signed_in_at is not null)) as signed_in,
    (select count(*)::int from groups g where g.expires_at > ${now}
       and (select count(*) from group_members gm where gm.group_id = g.id) >= 2) as groups,
    (select count(*)::int from jurisdictions where accountable is not null and kind <> 'vendor') as offices,
    (select count(*)::int from jurisdictions j where j.accountable is not null and j.kind <> 'vendor'
       and exists (select from contacts c where c.jurisdiction = j.id)) as on_file,
    (select count(*)::int from contacts where reached_at is not null) as reached,
    (select max(reached_at) from contacts) as reached_at,
    (select count(*)::int from elections where held_on >= ${now.toISOString().slice(0, 10)}::date) as elections`.execute(
    db,
  )
  return rows[0]!
}

/** The newest statement of a thing, of whatever it is about now. */
export async function selectStatement(
  db: Db,
  item: string,
  of: string,
): Promise<Statement | undefined> {
  return db
    .selectFrom('first_run_statements as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .select(['p.name as by', 's.at'])
    .where('s.item', '=', item)
    .where('s.of', '=', of)
    .orderBy('s.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** When the database server last archived a piece of its log; nothing where it archives none. */
export async function selectArchived(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select last_archived_time as at from pg_stat_archiver`.execute(db)
  return rows[0]?.at ?? undefined
}

/** The file in the data folder that a backup touches as its last step. */
const BACKUP_FILE = 'backup.done'

/** When a backup last said that it ended well. */
export async function readBackup(dataDir: string): Promise<Date | 'unread' | undefined> {
  try {
    return (await stat(join(dataDir, BACKUP_FILE))).mtime
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unread'
  }
}
