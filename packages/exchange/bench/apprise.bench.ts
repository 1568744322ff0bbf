/**
 * 10,000 offices apprised over four channels: from the instant that the notice is sent to the last message handed over to gateways on
 * loopback, in processes of their own, and written down, by the background work of a running exchange; then a file of letters. Mail goes
 * by SMTP, SMS by SMPP, calls by a machine and faxes by signed posts. The bound is 60 seconds for all of them; each office must have a
 * state on each channel, and each mailbox and number exactly one message. References, in the same run: the round trips of bare
 * sockets for the mails, the channels alone with no exchange behind them, and the bare commits that writing outcomes down takes.
 *
 * `npm run bench -- apprise [OFFICES [CHANNELS [DATABASE]]]`: 1 is mail alone, 4 is all; `pglite` or `postgres`, or both.
 */
import {
  getCoverage,
  printLetters,
  sendNotice,
  type ChannelMessages,
  type Client,
  type NoticeDraft,
} from '@tocsin/api'
import { openPglite, type Database } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { sql } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../src/config.ts'
import { openPostgres } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { openFaxGateway, openSmsGateway, openVoiceGateway } from '../src/gateways/open.ts'
import { smtpMailer } from '../src/mail/outgoing.ts'
import { openStage } from '../tests/members-at-work.ts'
import { startForked } from './forked.ts'
import { addManyOffices } from './many-offices.ts'
import { bareRoundTrips, startGateway, type Gateway } from './mail-gateway.ts'
import type { TextGateways, TookTexts } from './text-gateways.ts'

const OFFICES = Number(process.argv[2] ?? 10_000)
const IS_MAIL_ALONE = process.argv[3] === '1'
const ONLY = process.argv[4]
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

const STATES = ['queued', 'handedOver', 'delivered', 'failed', 'unknown'] as const
const NUMBERS = ['sms', 'voice', 'fax'] as const
const CHANNELS = IS_MAIL_ALONE ? (['mail'] as const) : (['mail', ...NUMBERS] as const)

const gateway = await startGateway()
const texts = await startForked<TextGateways>('text-gateways.ts')
const SETTINGS: Partial<Config> = {
  smsUrl: texts.address.sms,
  smsFrom: '+15550100',
  voiceUrl: texts.address.posts,
  faxUrl: texts.address.posts,
  gatewaySecret: texts.address.secret,
  gatewayOnPrivateNetwork: true,
}
if (ONLY !== 'postgres') {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-apprise-'))
  await run('PGlite on disk', await openPglite(join(folder, 'db')))
  await rm(folder, { recursive: true, force: true })
}
if (ONLY !== 'pglite') {
  const server = await startPostgres()
  await run('PostgreSQL', await openPostgres(server.url))
  await server.stop()
}
await texts.stop()
await gateway.stop()

async function run(name: string, database: Database): Promise<void> {
  await migrate(database.db)
  const logins = { smtpUrl: gateway.url, ...(IS_MAIL_ALONE ? {} : SETTINGS) }
  const stage = await openStage(database, { logins })
  const sender = await stage.admit('Agency', 'agency')
  const targets = await addManyOffices(database, OFFICES, { numbered: !IS_MAIL_ALONE })
  const body: NoticeDraft = {
    kind: 'notice',
    tlp: 'green',
    texts: { en: TEXT },
    targets,
    answerWithin: 60,
  }
  const bare = await bareRoundTrips(gateway.url, { mails: OFFICES, connections: CONNECTIONS, bytes: BYTES }) // prettier-ignore
  const alone = await channelsAlone(gateway)
  const batches = Math.ceil((OFFICES * CHANNELS.length) / BATCH)
  const commits = await bareCommits(database, batches)
  await gateway.report()
  await texts.ask<TookTexts>('report')
  stage.exchange.startJobs()
  const start = performance.now()
  const { summary } = await sender.call(sendNotice, { body })
  const sent = performance.now() - start
  const ends = await untilDone(database, summary.id)
  const all = performance.now() - start
  const each = [...ends].map(([channel, end]) => `${channel} ${seconds(end - start)}`).join(', ')
  console.log(
    `\n${name}: ${OFFICES.toLocaleString('en')} offices x ${CHANNELS.length} channels (${CHANNELS.join(', ')})`,
  )
  console.log(
    `  sent in ${seconds(sent)}, the last message handed over and written down ${seconds(all)} after the press (${each})`,
  )
  console.log(
    `  the bound is ${LIMIT_SECONDS} s: ${all < LIMIT_SECONDS * 1000 ? 'kept' : 'NOT KEPT'} (${(all / 1000 / LIMIT_SECONDS).toFixed(2)} of it)`,
  )
  console.log(
    `  the channels alone ${seconds(alone)} (${(all / alone).toFixed(1)} times), round trips of bare sockets for the mails ${seconds(bare)}, ${batches} bare commits ${seconds(commits)}`,
  )
  await report(sender.call, summary.id)
  await letters(sender.call, summary.id)
  await stage.close()
  await database.close()
}

/** Each office has a state on each channel, and each mailbox and number has one message. */
async function report(call: Client, id: string): Promise<void> {
  const { targets, counts } = await call(getCoverage, { params: { id }, query: {} })
  const mails = (await gateway.report()).map(({ to }) => to)
  const took = { mail: mails, ...(await texts.ask<TookTexts>('report')) }
  console.log(`  states: ${JSON.stringify(counts)}`)
  for (const channel of CHANNELS) {
    const states = new Map<string, number>()
    for (const target of targets) {
      const state = channel === 'mail' ? target.mail : stateOf(target.texts, channel)
      states.set(state ?? 'none', (states.get(state ?? 'none') ?? 0) + 1)
    }
    const said = [...states].map(([state, count]) => `${count} ${state}`).join(', ')
    const addresses = new Set(took[channel])
    console.log(
      `  ${channel}: ${said}; its gateway took ${took[channel].length} for ${addresses.size} addresses`,
    )
    const isWhole = addresses.size === OFFICES && took[channel].length === OFFICES
    if (targets.length !== OFFICES || states.has('none') || !isWhole)
      throw new Error(`an office has no state or no message by ${channel}, or two`)
  }
}

function stateOf(messages: readonly ChannelMessages[] = [], channel: string): string | undefined {
  const own = messages.find((one) => one.channel === channel)
  return STATES.find((state) => (own?.[state] ?? 0) > 0)
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

/** When no message of a channel was queued any more, as the clock of `performance` says. */
async function untilDone({ db }: Database, id: string): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>()
  for (;;) {
    const { rows } = await sql<{ channel: string }>`select distinct channel from deliveries where notice_id = ${id}::uuid and state = 'queued'`.execute(db) // prettier-ignore
    const open = new Set(rows.map(({ channel }) => channel))
    for (const channel of CHANNELS)
      if (!open.has(channel) && !ends.has(channel)) ends.set(channel, performance.now())
    if (open.size === 0) return ends
    await sleep(250)
  }
}

/** Milliseconds in which the channels take as many messages, side by side, where nobody writes anything down. */
async function channelsAlone({ url }: Gateway): Promise<number> {
  const mailer = smtpMailer(url, 'tocsin@exchange.example')
  const mail = { to: 'clerk@county.example', subject: TEXT.subject, text: 'x'.repeat(BYTES) }
  const now = () => new Date()
  const opened = [openSmsGateway, openVoiceGateway, openFaxGateway].map((open) => open(SETTINGS, now)!) // prettier-ignore
  const text = { id: 'alone', to: '+16145550100', text: 'x'.repeat(150), language: 'en' }
  const start = performance.now()
  await Promise.all([
    handAll(BATCH, () => mailer.send(mail)),
    ...(IS_MAIL_ALONE ? [] : opened.map(({ window, send }) => handAll(window, () => send(text)))),
  ])
  const all = performance.now() - start
  mailer.close()
  for (const one of opened) await one.close()
  return all
}

async function handAll(atOnce: number, hand: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < OFFICES; done += atOnce)
    await Promise.all(Array.from({ length: atOnce }, hand))
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
