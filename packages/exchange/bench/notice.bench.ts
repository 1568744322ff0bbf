/**
 * A notice to 12,000 offices, a third of them with nobody on file: composing it (preview), sending it, the map and
 * the history, by the API and on both databases. Reference of sending: inserting its rows again, bare, in one
 * transaction. Also how long another member's act waits meanwhile, and what the process holds at most. Then the mails,
 * over SMTP to loopback; reference: the same number of them handed to the mailer alone.
 */
import {
  getCoverage,
  listNoticeEvents,
  listNotices,
  previewNotice,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import { openPglite, type Database } from '@tocsin/exchange'
import { startMailServer, startPostgres } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../src/context.ts'
import { openPostgres } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { appendLog } from '../src/log/append.ts'
import { smtpMailer } from '../src/mail/outgoing.ts'
import { deliverDue } from '../src/delivery/deliver.ts'
import { noticeMails } from '../src/notices/deliver.ts'
import { insertPlaces } from '../src/offices/store.ts'
import { plant } from '../src/offices/tree.ts'
import { openStage, START } from '../tests/members-at-work.ts'

const ROLES = ['chief-official', 'clerk', 'it'] as const
const OFFICES = 12_000
const MAILS = 800
const TABLES = ['notice_targets', 'notice_contacts', 'deliveries', 'notice_events'] as const

await run('PGlite', await openPglite(undefined))
const server = await startPostgres()
await run('PostgreSQL', await openPostgres(server.url))
await server.stop()

async function run(name: string, database: Database): Promise<void> {
  await migrate(database.db)
  const stage = await openStage(database)
  const sender = await stage.admit('Agency', 'agency')
  const body = toDraft(await addOffices(database))
  console.log(`\n${name}: a notice to ${body.targets.length.toLocaleString('en')} offices`)
  await sender.call(previewNotice, { body: { ...body, targets: body.targets.slice(0, 10) } })
  await timed('preview', () => sender.call(previewNotice, { body }))

  const before = performance.now()
  let waited = 0
  const other = appendOther(database).then(() => (waited = performance.now() - before - 500))
  const [sent, seconds] = await timed('send', () => sender.call(sendNotice, { body }))
  await other
  const bare = await insertBare(database)
  console.log(
    `  bare inserts of its rows ${bare.toFixed(0)} ms: sending takes ${(seconds / bare).toFixed(1)} times as long`,
  )
  console.log(
    `  another member's act, begun half a second later, was done after ${waited.toFixed(0)} ms`,
  )

  const params = { id: sent.summary.id }
  await timed('map', () => sender.call(getCoverage, { params, query: {} }))
  const at = new Date(START.getTime() + 1000).toISOString()
  await timed('map at a past instant', () => sender.call(getCoverage, { params, query: { at } }))
  await timed('history', () => sender.call(listNoticeEvents, { params }))
  await timed('list', () => sender.call(listNotices))
  await deliver(stage.exchange.context)
  await stage.close()
  await database.close()
}

/** Hands mails of the notice over, as the background work does, and prints the rate. */
async function deliver(context: Context): Promise<void> {
  const inbox = await startMailServer()
  const mailer = smtpMailer(inbox.url, 'tocsin@exchange.example')
  const mail = { to: 'clerk@county.example', subject: 'A false site', text: 'x'.repeat(1000) }
  await Promise.all(Array.from({ length: 40 }, () => mailer.send(mail)))
  const start = performance.now()
  for (let sent = 0; sent < MAILS; sent += 40)
    await Promise.all(Array.from({ length: 40 }, () => mailer.send(mail)))
  const bare = performance.now() - start
  const before = inbox.mails.length
  const begun = performance.now()
  while (inbox.mails.length < before + MAILS)
    await deliverDue({ ...context, mailer }, [noticeMails])
  const rate = (MAILS / (performance.now() - begun)) * 1000
  const ratio = rate / ((MAILS / bare) * 1000)
  console.log(
    `  mails                  ${rate.toFixed(0)} a second, ${ratio.toFixed(2)} of the mailer alone`,
  )
  mailer.close()
  await inbox.stop()
}

/** Times one call; prints it with the size of the answer and the growth of the heap. */
async function timed<T>(what: string, call: () => Promise<T>): Promise<[T, number]> {
  globalThis.gc?.()
  const heap = process.memoryUsage().rss
  const start = performance.now()
  const result = await call()
  const ms = performance.now() - start
  const grown = Math.max(0, process.memoryUsage().rss - heap) / 2 ** 20
  const size = JSON.stringify(result).length / 1024
  console.log(
    `  ${what.padEnd(22)} ${ms.toFixed(0).padStart(6)} ms, answer ${size.toFixed(0).padStart(5)} KiB, memory +${grown.toFixed(0)} MiB`,
  )
  return [result, ms]
}

async function appendOther({ db }: Database): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500))
  const act = {
    kind: 'clock.leapt' as const,
    at: START,
    subject: 'other',
    payload: {},
    members: [],
  }
  await db.transaction().execute((tx) => appendLog(tx, [{ ...act, by: 'exchange' }]))
}

/** Milliseconds to insert the notice's rows once more, into tables of the same shape and indexes. */
async function insertBare({ db }: Database): Promise<number> {
  for (const table of TABLES)
    await sql`create table ${sql.table(`bare_${table}`)} (like ${sql.table(table)} including all)`.execute(
      db,
    )
  const start = performance.now()
  await db.transaction().execute(async (tx) => {
    for (const table of TABLES)
      await sql`insert into ${sql.table(`bare_${table}`)} overriding system value select * from ${sql.table(table)}`.execute(
        tx,
      )
  })
  return performance.now() - start
}

/** Forty states and 4,000 counties of made-up numbers with three roles each; every third has nobody on file. */
async function addOffices({ db }: Database): Promise<NoticeDraft['targets']> {
  const states = Array.from({ length: 40 }, (_, i) => String(50 + i))
  const place = (id: string, kind: string, parent: string | null) => {
    return { id, kind, name: `Place ${id}`, parent, ocdId: id }
  }
  const counties = states.flatMap((state) =>
    Array.from({ length: 100 }, (_, i) => {
      const id = `${state}${String(i + 1).padStart(3, '0')}`
      return { ...place(id, 'county', state), accountable: 'clerk' as const, toldWith: state }
    }),
  )
  const above = states.map((id) => ({
    ...place(id, 'state', null),
    accountable: 'chief-official' as const,
  }))
  await insertPlaces(db, plant([...above, ...counties]))
  await sql`insert into contacts (id, jurisdiction, role, rank, title, email, language)
    select gen_random_uuid(), j.id, r, k, 'Contact ' || k, k || '@' || j.id || '.example', 'en'
    from jurisdictions j, unnest(${[...ROLES]}::text[]) r, generate_series(0, 1) k
    where right(j.id, 3)::int % 3 <> 0`.execute(db)
  const rows = await sql<{ jurisdiction: string; role: (typeof ROLES)[number] }>`
    select id as jurisdiction, role from jurisdictions, unnest(${[...ROLES]}::text[]) role
    where kind = 'county' or role = 'chief-official' order by kind desc, id limit ${OFFICES}`.execute(
    db,
  )
  return rows.rows
}

function toDraft(targets: NoticeDraft['targets']): NoticeDraft {
  return {
    kind: 'advisory',
    tlp: 'green',
    texts: {
      en: {
        subject: 'A false site copies your page',
        what: 'A site with a name like yours shows wrong polling places.',
        howSure: 'We saw the site ourselves.',
        actions: ['Tell your staff', 'Post your true address'],
        whoToCall: `Duty desk ${randomUUID()}`,
      },
    },
    targets,
    answerWithin: 60,
  }
}
