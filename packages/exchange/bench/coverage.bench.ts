/**
 * Coverage over 100,000 recipients: nine notices to 12,000 offices each, every office with a history. How long whoever sent them
 * waits for how far all of them are (the list of notices with its counts), asked by the API under row-level security, on both
 * databases; the bound is 200 ms, by the best of several, since others use the machine. Then the map of one of them, now and at a
 * past instant. Reference: the same count with nothing in its way, asked as the owner of the database.
 */
import { getCoverage, listNotices, sendNotice, type NoticeDraft } from '@tocsin/api'
import { openPglite, type Database } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { sql } from 'kysely'
import { openPostgres } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { openStage, START } from '../tests/members-at-work.ts'
import { addManyOffices } from './many-offices.ts'

const OFFICES = 12_000
const NOTICES = 9
const LIMIT_MS = 200
const TRIES = 7

await run('PGlite', await openPglite(undefined))
const server = await startPostgres()
await run('PostgreSQL', await openPostgres(server.url))
await server.stop()

async function run(name: string, database: Database): Promise<void> {
  await migrate(database.db)
  const stage = await openStage(database)
  const sender = await stage.admit('Agency', 'agency')
  const targets = await addManyOffices(database, OFFICES)
  const text = { subject: 'S', what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' }
  const body: NoticeDraft = { kind: 'notice', tlp: 'green', texts: { en: text }, targets, answerWithin: 60 } // prettier-ignore
  const { summary } = await sender.call(sendNotice, { body })
  await multiply(database, summary.id)
  const recipients = OFFICES * NOTICES
  console.log(`\n${name}: ${recipients.toLocaleString('en')} recipients`)
  const bare = await best(() => countBare(database))
  const list = await best(async () => {
    const { items } = await sender.call(listNotices, { query: {} })
    const told = items.reduce((sum, { counts }) => sum + counts.told, 0)
    if (items.length !== NOTICES || told !== recipients / 2) throw new Error('counted wrongly')
  })
  const verdict = list < LIMIT_MS ? 'kept' : 'NOT KEPT'
  console.log(`  all counts ${list.toFixed(0)} ms, ${(list / bare).toFixed(1)} times a bare count (${bare.toFixed(0)} ms); the bound is ${LIMIT_MS} ms: ${verdict}`) // prettier-ignore
  const params = { id: summary.id }
  const now = await best(() => sender.call(getCoverage, { params, query: {} }))
  const at = new Date(START.getTime() + 30_000).toISOString()
  const then = await best(() => sender.call(getCoverage, { params, query: { at } }))
  console.log(`  the map of one (${OFFICES.toLocaleString('en')} lines): now ${now.toFixed(0)} ms, at a past instant ${then.toFixed(0)} ms`) // prettier-ignore
  await stage.close()
  await database.close()
}

/** The fastest of several, in milliseconds: what is asked costs no less, and others use the machine. */
async function best(ask: () => Promise<unknown>): Promise<number> {
  let least = Infinity
  for (let n = 0; n < TRIES; n += 1) {
    const start = performance.now()
    await ask()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

async function countBare({ db }: Database): Promise<void> {
  await sql`select notice_id, state, count(*) from notice_targets group by 1, 2`.execute(db)
}

/** The notice again and again, as if it had been sent so often; then half of all offices are told a minute later. */
async function multiply({ db }: Database, id: string): Promise<void> {
  await db.transaction().execute((tx) => copyNotice(tx, id))
  await sql`update notice_targets set state = 'told' where id in (
    select id from (select id, row_number() over (partition by notice_id order by id) as n from notice_targets) t where n % 2 = 0)`.execute(db) // prettier-ignore
  const later = new Date(START.getTime() + 60_000)
  await sql`insert into notice_events (notice_id, target_id, at, kind, state, rank, due_at, detail, log_index)
    select notice_id, id, ${later}, 'notice.told', 'told', 0, null, 'The office was told', 0 from notice_targets where state = 'told'`.execute(db) // prettier-ignore
  await sql`analyze`.execute(db)
}

async function copyNotice(db: Database['db'], id: string): Promise<void> {
  for (let n = 1; n < NOTICES; n += 1) {
    await sql`create temp table copy_of as select gen_random_uuid() as id`.execute(db)
    await sql`create temp table n as select * from notices where id = ${id}::uuid`.execute(db)
    await sql`update n set id = (select id from copy_of), log_index = log_index + ${1_000_000 + n}`.execute(db) // prettier-ignore
    await sql`insert into notices select * from n`.execute(db)
    await sql`create temp table t as select t.*, gen_random_uuid() as copy from notice_targets t where notice_id = ${id}::uuid`.execute(db) // prettier-ignore
    for (const [table, key] of [['notice_events', 'target_id'], ['notice_contacts', 'target_id'], ['deliveries', 'target_id']] as const) // prettier-ignore
      await sql`create temp table ${sql.table(`c_${table}`)} as select c.*, t.copy from ${sql.table(table)} c join t on t.id = c.${sql.ref(key)}`.execute(db) // prettier-ignore
    await sql`drop table if exists t2`.execute(db)
    await sql`create temp table t2 as select * from t`.execute(db)
    await sql`update t2 set id = copy, notice_id = (select id from copy_of), call_back_code = 'c' || substr(copy::text, 1, 11)`.execute(db) // prettier-ignore
    await sql`alter table t2 drop column copy`.execute(db)
    await sql`insert into notice_targets select * from t2`.execute(db)
    await sql`insert into notice_events (notice_id, target_id, at, kind, state, rank, due_at, detail, log_index)
      select (select id from copy_of), copy, at, kind, state, rank, due_at, detail, log_index from c_notice_events`.execute(db) // prettier-ignore
    await sql`insert into notice_contacts (target_id, rank, contact_id, title, email, language)
      select copy, rank, contact_id, title, email, language from c_notice_contacts`.execute(db)
    await sql`insert into deliveries (id, notice_id, target_id, rank, channel, address, state, queued_at, sent_at, settled_at)
      select gen_random_uuid(), (select id from copy_of), copy, rank, channel, address, 'sent', queued_at, queued_at, queued_at from c_deliveries`.execute(db) // prettier-ignore
    for (const table of [
      'copy_of',
      'n',
      't',
      't2',
      'c_notice_events',
      'c_notice_contacts',
      'c_deliveries',
    ])
      // prettier-ignore
      await sql`drop table ${sql.table(table)}`.execute(db)
  }
}
