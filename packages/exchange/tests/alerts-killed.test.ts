/** An exchange that is killed amid the end of a look through names, and amid handing the mails about it over. */
import {
  createClient,
  getRun,
  proposeParty,
  settleParty,
  startWatch,
  uploadActivity,
  type Upload,
} from '@tocsin/api'
import { asAnother, freshPostgres, startMailServer, type MailServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { programOf } from '@tocsin/testkit/programs'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openLink } from '../src/alerts/link.ts'
import { createExchange, type Exchange } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { openPglite, type Database } from '../src/db/database.ts'
import { openDatabase } from '../src/db/open.ts'
import { failLostRuns } from '../src/detection/runs.ts'
import { auditSince } from './audit.ts'
import { openStage, type Actor } from './members-at-work.ts'
import { statementOf } from './watching.ts'

const DOMAINS = ['quillwort-hall', 'sorrelbank-trust', 'tansyforum', 'burnetalliance'].map(
  (name) => `${name}.org`,
)
const CONTACTS = 3
/** So many that to keep them takes a while. */
const NAMES = DOMAINS.flatMap((domain) =>
  Array.from({ length: 400 }, (_, i) => `${domain.replace('.org', '')}-${i + 10}.net`),
)
/** A mailbox whose server answers only once the exchange is dead. */
const SLOW = `contact-0@${DOMAINS[3]}`

describe.each(['embedded', 'postgres'] as const)('a look killed at its end, on %s', (kind) => {
  let dataDir: string
  let mail: MailServer
  let hub: Actor
  let config: Config
  let opened: Database
  let database: Database
  let exchange: Exchange
  /** Mails that had left at the second kill. */
  let left = 0

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-killed-look-'))
    mail = await startMailServer()
    opened =
      kind === 'postgres'
        ? await freshPostgres()
        : await openPglite(join(dataDir, 'db'), new Blob([await readFile(inject('pgliteDump'))]))
    const stage = await openStage(opened, { dataDir })
    hub = await stage.admit('Hub', 'hub', ['operator', 'analyst'])
    const deputy = await stage.join(hub, ['operator'])
    for (const domain of DOMAINS) {
      const contacts = Array.from({ length: CONTACTS }, (_, i) => ({
        title: `Contact ${i}`,
        email: `contact-${i}@${domain}`,
        language: 'en' as const,
      }))
      const statement = statementOf(domain, { contacts, tellFrom: 1 })
      const { id } = await hub.call(proposeParty, { body: { statement, isMember: false } })
      await deputy.call(settleParty, { params: { id }, body: { version: 1, stands: true } })
    }
    const databaseUrl = 'url' in opened ? { databaseUrl: opened.url as string } : {}
    config = { ...stage.exchange.context.config, ...databaseUrl, smtpUrl: mail.url }
    await stage.exchange.close()
    if (kind === 'embedded') await opened.close()

    await serve(async (base, server) => {
      const run = await startLook(base)
      await (kind === 'embedded' ? untilSilent(base, run) : untilStalled(server))
    })
    let end = () => {}
    const dead = new Promise<void>((resolve) => (end = resolve))
    mail.putOff.set(SLOW, () => dead)
    await serve(async (base) => {
      await startLook(base)
      while (mail.mails.length < DOMAINS.length * CONTACTS - 1) await sleep(20)
      left = mail.mails.length
    })
    end()
    mail.putOff.delete(SLOW)

    database = await openDatabase(config)
    // Two minutes later the dead process holds no run and no delivery any more.
    const wall = { now: () => new Date(Date.now() + 120_000) }
    const logger = pino({ level: 'silent' })
    exchange = await createExchange(config, { database, logger, wall })
    await database.db
      .updateTable('deliveries')
      .set({ leased_until: new Date(0) })
      .execute()
    await failLostRuns(exchange.context)
    await exchange.drain()
  }, 120_000)

  afterAll(async () => {
    await exchange?.close()
    await database?.close()
    if (kind === 'postgres') await opened?.close()
    await mail?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  /** Serves while `work` goes on, then kills. */
  async function serve(work: (base: string, server: ChildProcess) => Promise<void>) {
    const { args, env } = programOf('served')
    const server = spawn(process.execPath, [...args, JSON.stringify(config)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const closed = once(server, 'close')
    try {
      const [port] = (await once(server.stdout, 'data')) as [Buffer]
      await work(`http://127.0.0.1:${Number(port)}`, server)
    } finally {
      server.kill('SIGKILL')
    }
    await closed
  }
  async function startLook(base: string): Promise<string> {
    const reply = await fetch(`${base}${uploadActivity.path}?name=names.txt&of=names`, {
      method: 'POST',
      headers: { ...hub.headers, 'content-type': 'application/octet-stream' },
      body: NAMES.join('\n'),
    })
    const { id: uploadId } = (await reply.json()) as Upload
    const call = createClient({ base, headers: hub.headers })
    return (await call(startWatch, { body: { uploadId } })).id
  }
  /** The embedded database answers nobody while it keeps what was found. */
  async function untilSilent(base: string, id: string): Promise<void> {
    const call = createClient({ base, headers: hub.headers })
    const isAnswered = async () => {
      const { endedAt } = await call(getRun, { params: { id } })
      if (endedAt) throw new Error('the look ended before it was killed')
      return true
    }
    while (await Promise.race([isAnswered(), sleep(120).then(() => false)])) await sleep(2)
  }
  /** Another holds the table that is written last, so that the end of the look waits for it. */
  async function untilStalled(server: ChildProcess): Promise<void> {
    await opened.db.transaction().execute(async (tx) => {
      await sql`lock table telling_contacts in share mode`.execute(tx)
      // By another connection: within a transaction what others do is read once.
      const isStalled = async () =>
        (
          await sql`select from pg_stat_activity where datname = current_database()
            and wait_event_type = 'Lock' and query ilike '%telling_contacts%'`.execute(opened.db)
        ).rows.length > 0
      while (!(await asAnother(isStalled))) await sleep(5)
      server.kill('SIGKILL')
      await once(server, 'close')
    })
  }
  const select = async <Row>(query: ReturnType<typeof sql<Row>>) =>
    (await query.execute(database.db)).rows

  test('keeps of each look all that it found, with alerts, entries and tellings, or nothing', async () => {
    const runs = await select(sql<{ state: string; facts: number[] }>`
      select r.state, array[
        (select count(*)::int from findings f where f.run_id = r.id),
        (select count(*)::int from party_alerts a where a.run_id = r.id and a.telling_id is not null),
        (select count(*)::int from log_payloads p where p.payload::json ->> 'kind' = 'alert.found'
          and p.payload::json ->> 'run' = r.id::text)] as facts
      from detection_runs r order by r.started_at`)
    const all = NAMES.length
    expect(runs).toEqual([
      { state: 'failed', facts: [0, 0, 0] },
      { state: 'done', facts: [all, all, all] },
    ])
    const [sums] = await select(sql<{ facts: number[] }>`select array[
      (select count(*)::int from findings), (select count(*)::int from party_alerts),
      (select count(*)::int from party_tellings), (select count(*)::int from telling_contacts),
      (select count(*)::int from deliveries where purpose = 'party')] as facts`)
    const mails = DOMAINS.length * CONTACTS
    expect(sums!.facts).toEqual([all, all, DOMAINS.length, mails, mails])
  })

  test('tells each party once on record, and mails each contact, again only what was under way, as the same message', async () => {
    const told = await select(sql<{ state: string; facts: number[]; n: number }>`
      select state, facts, count(*)::int as n from (select a.state, array(
          select count(p.index)::int from unnest(array['alert.telling', 'alert.told', 'alert.unreached']) with ordinality as k (kind, place)
            left join log_payloads p on p.subject = 'alert:' || a.id and p.payload::json ->> 'kind' = k.kind
          group by place order by place) as facts
        from party_alerts a) as each_one group by 1, 2`)
    expect(told).toEqual([{ state: 'told', facts: [1, 1, 0], n: NAMES.length }])
    const deliveries = await select(sql<{ id: string; state: string }>`
      select id, state from deliveries where purpose = 'party'`)
    expect(deliveries.every(({ state }) => state === 'sent')).toBe(true)
    const ids = mail.mails.map(({ id }) => id)
    const expected = deliveries.map(({ id }) => `<${id}@127.0.0.1>`)
    expect([...new Set(ids)].toSorted()).toEqual(expected.toSorted())
    expect(left).toBe(expected.length - 1)
    expect(ids).toHaveLength(expected.length + left)
  })

  test('lets every link of a mail that left open, those of mails before the kill too', async () => {
    const tokens = mail.mails.map(({ text }) => /\/p#([\w-]+)/.exec(text)![1]!)
    expect(new Set(tokens).size).toBe(tokens.length)
    for (const token of tokens)
      expect(await openLink(exchange.context, token)).toMatchObject({ total: 400 })
    const opened = await select(sql<{ n: number }>`
      select count(*)::int as n from log_payloads where payload::json ->> 'kind' = 'alert.opened'`)
    expect(opened).toEqual([{ n: DOMAINS.length * CONTACTS }])
  })

  test('forks no log', async () => {
    await exchange.drain()
    const { checkpoint } = await auditSince(database, exchange.context.log, dataDir)
    const [entries] = await select(sql<{ n: number }>`select count(*)::int as n from log_entries`)
    expect(checkpoint.size).toBe(entries!.n)
  })
})
