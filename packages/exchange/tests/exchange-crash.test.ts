import { freshPostgres, startMailServer, type MailServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createExchange, type Exchange } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { openPglite, type Database } from '../src/db/database.ts'
import { openDatabase } from '../src/db/open.ts'
import { auditSince } from './audit.ts'
import { addOffices, OFFICES } from './few-offices.ts'
import { workUntilKilled, type Acknowledged, type Actors } from './killed-exchange.ts'
import { openStage, type Stage } from './members-at-work.ts'

/** Mails that the server hands over before it writes down that it did. */
const IN_FLIGHT = 40
const KILLS = 2

describe.each(['embedded', 'postgres'] as const)('an exchange killed at work, on %s', (kind) => {
  let dataDir: string
  let mail: MailServer
  let config: Config
  let exchange: Exchange
  let database: Database
  let cleanUp: () => Promise<void> = async () => {}
  const done: Acknowledged = {
    notices: [],
    recalls: [],
    told: [],
    reported: [],
    approved: [],
    masked: [],
    adopted: [],
    elections: [],
    drafts: [],
    erased: [],
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-killed-'))
    mail = await startMailServer()
    const opened = await openFirst()
    const stage = await openStage(opened, { dataDir })
    const actors = await admitPeople(stage)
    await addOffices(opened)
    const databaseUrl = 'url' in opened ? { databaseUrl: opened.url as string } : {}
    config = { ...stage.exchange.context.config, ...databaseUrl, smtpUrl: mail.url }
    await stage.exchange.close()
    if (kind === 'embedded') await opened.close()
    else cleanUp = () => opened.close()

    for (let kill = 1; kill <= KILLS; kill++) await workUntilKilled(config, actors, kill * 25, done)
    database = await openDatabase(config)
    exchange = await createExchange(config, { database, logger: pino({ level: 'silent' }) })
    // Two minutes later the dead process holds no delivery any more.
    await database.db
      .updateTable('deliveries')
      .set({ leased_until: new Date(0) })
      .execute()
    await exchange.drain()
  }, 300_000)

  afterAll(async () => {
    await exchange?.close()
    await database?.close()
    await cleanUp()
    await mail?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function admitPeople(stage: Stage): Promise<Actors> {
    const operator = await stage.admit('Hub', 'hub', ['operator'])
    const deputy = await stage.join(operator, ['operator'])
    const agency = await stage.admit('Agency', 'agency')
    const second = await stage.join(agency, ['reviewer', 'analyst'])
    const platform = await stage.admit('Platform', 'platform')
    const peer = await stage.admit('Peer', 'platform')
    const group = await stage.found('Platforms', [agency, platform, peer])
    const chartered = await stage.found('Chartered', [agency, platform])
    return { operator, deputy, agency, second, platform, group, chartered, mail }
  }

  async function openFirst(): Promise<Database> {
    if (kind === 'postgres') return freshPostgres()
    return openPglite(join(dataDir, 'db'), new Blob([await readFile(inject('pgliteDump'))]))
  }

  const select = async <Row>(query: ReturnType<typeof sql<Row>>) =>
    (await query.execute(database.db)).rows

  test('has every report it answered for, and each whole with its evidence, its hop and its entry, or not at all', async () => {
    const reports = await select(sql<{ id: string; parts: number[] }>`
      select id, array[
        (select count(*)::int from report_files f where f.report_id = r.id and f.content is not null),
        (select count(*)::int from report_events e where e.report_id = r.id and e.log_index = r.log_index),
        (select count(*)::int from log_payloads p where p.subject = 'report:' || r.id)] as parts
      from office_reports r`)
    expect(done.reported.length).toBeGreaterThan(0)
    expect(reports.map(({ id }) => id)).toEqual(expect.arrayContaining(done.reported))
    expect(reports.filter(({ parts }) => parts.join() !== '1,1,1')).toEqual([])
  })

  test('has every notice it answered for, and each notice whole or not at all', async () => {
    const notices = await select(sql<{ id: string; targets: number; sent: number; logged: number }>`
      select id,
        (select count(*)::int from notice_targets where notice_id = n.id) as targets,
        (select count(*)::int from notice_events where notice_id = n.id and kind = 'notice.sent') as sent,
        (select count(*)::int from log_payloads where subject = 'notice:' || n.id
          and payload::json ->> 'kind' = 'notice.sent') as logged
      from notices n`)
    expect(notices.map((notice) => notice.id)).toEqual(expect.arrayContaining(done.notices))
    expect(done.notices.length).toBeGreaterThan(0)
    for (const notice of notices)
      expect(notice).toMatchObject({ targets: OFFICES, sent: OFFICES, logged: 1 })
  })

  test('brings every delivery to an end that is on record once', async () => {
    const rows = await select(sql<{ state: string; events: number; n: number }>`
      select state, events, count(*)::int as n from (
        select d.state, (select count(*)::int from notice_events e
          where e.target_id = d.target_id and e.kind = 'delivery.sent') as events
        from deliveries d where d.target_id is not null) as each_one group by 1, 2`)
    const [notices] = await select(sql<{ n: number }>`select count(*)::int as n from notices`)
    expect(rows).toEqual([{ state: 'sent', events: 1, n: notices!.n * OFFICES }])
  })

  test('mails every office, and again only what was under way at a kill, as the same message', async () => {
    const deliveries = await database.db
      .selectFrom('deliveries')
      .select('id')
      .where('target_id', 'is not', null)
      .execute()
    const ids = mail.mails.filter(({ text }) => text.includes('/n#')).map((one) => one.id)
    const expected = new Set(deliveries.map(({ id }) => `<${id}@127.0.0.1>`))
    expect([...expected].filter((id) => !ids.includes(id))).toEqual([])
    expect(ids.filter((id) => !expected.has(id))).toEqual([])
    expect(ids.length - deliveries.length).toBeLessThanOrEqual(KILLS * IN_FLIGHT)
  })

  test('keeps every answer it took, once', async () => {
    const rows = await select(sql<{ id: string; state: string; told: number }>`
      select id, state, (select count(*)::int from notice_events e
        where e.target_id = t.id and e.kind = 'notice.told') as told
      from notice_targets t where state <> 'waiting'`)
    expect(done.told.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(done.told))
    for (const row of rows) expect(row).toMatchObject({ state: 'told', told: 1 })
  })

  test('leaves every recall done for all holders and logged, or not done', async () => {
    const rows = await select(sql<{ id: string; recalled: boolean; held: number; logged: number }>`
      select id, recalled_at is not null as recalled,
        (select count(*)::int from release_recipients where release_id = r.id and withdrawn_at is null) as held,
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'release:' || r.id and e.leaf like '%release.recalled%') as logged
      from releases r`)
    const recalled = rows.filter((row) => row.recalled)
    expect(done.recalls.length).toBeGreaterThan(0)
    expect(recalled.map((row) => row.id)).toEqual(expect.arrayContaining(done.recalls))
    for (const row of rows)
      expect(row).toMatchObject(row.recalled ? { held: 0, logged: 1 } : { logged: 0 })
  })

  test('leaves every message approved, released and logged once, or none of these', async () => {
    const rows = await select(sql<{ id: string; state: string; facts: number[] }>`
      select m.id, m.state, array[
        (select count(*)::int from releases r where r.id = m.release_id),
        (select count(*)::int from message_events v where v.message_id = m.id and v.what = 'approved'),
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'message:' || m.id and e.leaf like '%message.approved%'),
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'release:' || m.release_id and e.leaf like '%release.created%'),
        (select count(*)::int from register_entries g where g.id = m.release_id)] as facts
      from messages m`)
    const approved = rows.filter(({ state }) => state === 'approved').map(({ id }) => id)
    expect(done.approved.length).toBeGreaterThan(0)
    expect(approved).toEqual(expect.arrayContaining(done.approved))
    for (const { state, facts } of rows)
      expect(facts).toEqual(state === 'approved' ? [1, 1, 1, 1, 1] : [0, 0, 0, 0, 0])
  })

  test('has every election and draft as it was last answered for, and each change on record once', async () => {
    const elections = await select(sql<{ id: string; date: string; added: number; moved: number }>`
      select id, to_char(held_on, 'YYYY-MM-DD') as date,
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'election:' || n.id and e.leaf like '%election.added%') as added,
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'election:' || n.id and e.leaf like '%election.changed%') as moved
      from elections n`)
    for (const { date, added, moved } of elections)
      expect({ date, added, moved }).toEqual({
        date,
        added: 1,
        moved: date === '2026-11-10' ? 1 : 0,
      })
    expect(done.elections.length).toBeGreaterThan(0)
    expect(elections.filter(({ moved }) => moved === 1).map(({ id }) => id)).toEqual(
      expect.arrayContaining(done.elections),
    )
    const drafts = await select(sql<{ id: string; version: number; title: string }>`
      select id, version, title from compose_drafts`)
    expect(done.drafts.length).toBeGreaterThan(0)
    expect(drafts.filter(({ title }) => title === 'Second').map(({ id }) => id)).toEqual(
      expect.arrayContaining(done.drafts),
    )
    for (const { version, title } of drafts) expect(title).toBe(version === 2 ? 'Second' : 'First')
  })

  test('leaves every message that names somebody released with their pseudonym and in the register, or none of these', async () => {
    const rows = await select(sql<{ id: string; facts: number[] }>`
      select m.id, array[
        (select count(*)::int from masked_persons p where p.release_id = r.id),
        (select count(*)::int from register_entries e where e.id = r.id),
        (select count(*)::int from message_events v where v.message_id = m.id and v.what = 'approved'),
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where p.subject = 'message:' || m.id and e.leaf like '%message.approved%')] as facts
      from releases r left join messages m on m.release_id = r.id where r.message::json ->> 'persons' = 'masked'`)
    expect(done.masked.length).toBeGreaterThan(0)
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(done.masked))
    for (const { facts } of rows) expect(facts).toEqual([1, 1, 1, 1])
    const [kept] = await select(sql<{ n: number }>`select count(*)::int as n from masked_persons`)
    expect(kept!.n).toBe(rows.length)
  })

  test('leaves every charter adopted, in force and logged once, or none of these', async () => {
    const rows = await select(sql<{
      number: number
      state: string
      in_force: number
      facts: number[]
    }>`
      select v.number, v.state, g.charter_number as in_force, array(
        select count(e.leaf)::int from unnest(array['charter.proposed', 'charter.adopted', 'charter.in-force']) with ordinality as k (kind, place)
          left join log_payloads p on p.subject = 'group:' || v.group_id and p.payload::json ->> 'charter' = v.number::text
          left join log_entries e on e.index = p.index and e.leaf::json ->> 'kind' = k.kind
        group by place order by place) as facts
      from charter_versions v join groups g on g.id = v.group_id where v.number > 1 order by v.number`)
    expect(done.adopted.length).toBeGreaterThan(0)
    const adopted = rows.filter(({ state }) => state === 'adopted')
    expect(adopted.map(({ number }) => String(number))).toEqual(
      expect.arrayContaining(done.adopted),
    )
    expect(rows.length - adopted.length).toBeLessThanOrEqual(1)
    for (const { state, facts } of rows)
      expect(facts).toEqual(state === 'adopted' ? [1, 1, 1] : [1, 0, 0])
    for (const { in_force: inForce } of rows) expect(inForce).toBe(adopted.at(-1)!.number)
  })

  test('erases a person wholly, with the act on record once, or not at all', async () => {
    const rows = await select(sql<{
      subject: string
      decision: string | null
      facts: number[]
    }>`
      select w.subject, w.decision, array[
        (select count(*)::int from people p where 'person:' || p.id = w.subject and p.email like '%@member.example'),
        (select count(*)::int from log_payloads p where p.subject = w.subject),
        (select count(*)::int from log_payloads p join log_entries e using (index)
          where e.leaf like '%payload.erased%' and p.payload::json ->> 'erasure' = w.id::text)] as facts
      from erasures w`)
    const erased = rows.filter(({ decision }) => decision === 'approved')
    expect(done.erased.length).toBeGreaterThan(0)
    expect(erased.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(done.erased.map((id) => `person:${id}`)),
    )
    for (const { decision, facts } of rows)
      expect(facts).toEqual(decision === 'approved' ? [0, 0, 1] : [1, 1, 0])
  })

  test('forks no log', async () => {
    const { checkpoint } = await auditSince(database, exchange.context.log, dataDir)
    const [entries] = await select(sql<{ n: number }>`select count(*)::int as n from log_entries`)
    expect(checkpoint.size).toBe(entries!.n)
  })
})
