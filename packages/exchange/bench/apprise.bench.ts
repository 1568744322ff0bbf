/**
 * 10,000 offices apprised: from the instant that the notice is sent to the last mail handed over to a gateway on loopback, a
 * process of its own, and written down, by the background work of a running exchange; then a file of letters. The bound
 * is 60 seconds for the mails, and each office must have a state. References, in the same run: the round trips of bare
 * sockets that do nothing else, the mailer alone, and the bare commits that writing the outcomes down takes.
 */
import { getCoverage, printLetters, sendNotice, type Client, type NoticeDraft } from '@tocsin/api'
import { openPglite, type Database } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { sql } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPostgres } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { smtpMailer } from '../src/mail/outgoing.ts'
import { openStage } from '../tests/members-at-work.ts'
import { addManyOffices } from './many-offices.ts'
import { bareRoundTrips, startGateway, type Gateway } from './mail-gateway.ts'

const OFFICES = Number(process.argv[2] ?? 10_000)
const LIMIT_SECONDS = 60
const CONNECTIONS = 4
const BATCH = 40
/** About what a mail of a notice has. */
const BYTES = 2000
/** Letters of one file, as the exchange makes them. */
const LETTERS = 500
const TEXT = {
  subject: 'A false site copies your page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk',
}

const gateway = await startGateway()
const folder = await mkdtemp(join(tmpdir(), 'tocsin-apprise-'))
await run('PGlite on disk', await openPglite(join(folder, 'db')))
const server = await startPostgres()
await run('PostgreSQL', await openPostgres(server.url))
await server.stop()
await gateway.stop()
await rm(folder, { recursive: true, force: true })

async function run(name: string, database: Database): Promise<void> {
  await migrate(database.db)
  const stage = await openStage(database, { logins: { smtpUrl: gateway.url } })
  const sender = await stage.admit('Agency', 'agency')
  const targets = await addManyOffices(database, OFFICES)
  const body: NoticeDraft = {
    kind: 'notice',
    tlp: 'green',
    texts: { en: TEXT },
    targets,
    answerWithin: 60,
  }
  const bare = await bareRoundTrips(gateway.url, { mails: OFFICES, connections: CONNECTIONS, bytes: BYTES }) // prettier-ignore
  const alone = await mailerAlone(gateway)
  const commits = await bareCommits(database, Math.ceil(OFFICES / BATCH))
  await gateway.report()
  stage.exchange.startJobs()
  const start = performance.now()
  const { summary } = await sender.call(sendNotice, { body })
  const sent = performance.now() - start
  await untilDone(database, summary.id)
  const all = performance.now() - start
  console.log(`\n${name}: ${OFFICES.toLocaleString('en')} offices, a mail each`)
  console.log(
    `  sent in ${seconds(sent)}, the last mail handed over and written down ${seconds(all)} after the press`,
  )
  console.log(
    `  the bound is ${LIMIT_SECONDS} s: ${all < LIMIT_SECONDS * 1000 ? 'kept' : 'NOT KEPT'}`,
  )
  console.log(
    `  round trips of bare sockets ${seconds(bare)} (${(all / bare).toFixed(1)} times), the mailer alone ${seconds(alone)} (${(all / alone).toFixed(1)} times), ${Math.ceil(OFFICES / BATCH)} bare commits ${seconds(commits)}`,
  )
  await report(sender.call, summary.id)
  await letters(sender.call, summary.id)
  await stage.close()
  await database.close()
}

/** Each office has a state, and each mailbox has one mail. */
async function report(call: Client, id: string): Promise<void> {
  const { targets, counts } = await call(getCoverage, { params: { id }, query: {} })
  const took = await gateway.report()
  const states = new Map<string, number>()
  for (const { mail = 'none' } of targets) states.set(mail, (states.get(mail) ?? 0) + 1)
  const said = [...states].map(([state, count]) => `${count} ${state}`).join(', ')
  const boxes = new Set(took.map(({ to }) => to))
  console.log(
    `  states: ${JSON.stringify(counts)}; mails: ${said}; the gateway took ${took.length} for ${boxes.size} mailboxes`,
  )
  if (targets.length !== OFFICES || boxes.size !== OFFICES || took.length !== OFFICES)
    throw new Error('an office has no state or no mail, or two')
}

/** One file of letters, as it is printed: paper is handed to nobody, so it is measured and held to no bound. */
async function letters(call: Client, id: string): Promise<void> {
  const { targets } = await call(getCoverage, { params: { id }, query: {} })
  const some = targets.slice(0, LETTERS).map((one) => one.id)
  const start = performance.now()
  await call(printLetters, { params: { id }, body: { targets: some } })
  const all = performance.now() - start
  console.log(
    `  a file of ${some.length} letters: ${seconds(all)}, ${((some.length / all) * 1000).toFixed(0)} a second`,
  )
}

async function untilDone({ db }: Database, id: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from deliveries where notice_id = ${id}::uuid and state = 'queued'`.execute(db) // prettier-ignore
    if (rows[0]!.n === 0) return
    await sleep(250)
  }
}

async function mailerAlone({ url }: Gateway): Promise<number> {
  const mailer = smtpMailer(url, 'tocsin@exchange.example')
  const mail = { to: 'clerk@county.example', subject: TEXT.subject, text: 'x'.repeat(BYTES) }
  const start = performance.now()
  for (let done = 0; done < OFFICES; done += BATCH)
    await Promise.all(Array.from({ length: BATCH }, () => mailer.send(mail)))
  const all = performance.now() - start
  mailer.close()
  return all
}

/** Milliseconds of so many commits of one row, each on the disk before the next. */
async function bareCommits({ db }: Database, commits: number): Promise<number> {
  await sql`create table bare_commits (n int)`.execute(db)
  const start = performance.now()
  for (let n = 0; n < commits; n += 1) await sql`insert into bare_commits values (${n})`.execute(db)
  return performance.now() - start
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
