/** Whoever may be named in what members released asks whether they were: proven, answered by the clock, signed, and erased. */
import {
  askNamed,
  createClient,
  createRelease,
  eraseNamed,
  getNamedStatement,
  listNamedAsks,
  openNamed,
  previewRelease,
  proveNamed,
  recallRelease,
  settleNamedAsk,
  type NamedAsk,
  type NamedKind,
} from '@tocsin/api'
import { toVerifiers, verifyNamedStatement } from '@tocsin/proof'
import {
  onEachDatabase,
  startMailServer,
  type MailServer,
  type TestDatabase,
} from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:dgram'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Actor, type Stage } from './members-at-work.ts'
import { startNames } from './name-server.ts'

const DAY = 86_400_000
const MAIL = 'jane.doe@mail.example'
const OTHER = 'jane@mail.example'

onEachDatabase('Somebody who may be named', (open) => {
  let database: TestDatabase
  let stage: Stage
  let mail: MailServer
  let names: Socket
  let platform: Actor
  let agency: Actor
  let operator: Actor
  let group: string
  /** TXT records by their names. */
  const records = new Map<string, string>()
  const anybody = createClient({
    fetch: ((path: string, init: RequestInit) =>
      stage.exchange.app.request(path, init)) as typeof fetch,
  })

  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    names = await startNames((name) => records.get(name))
    stage = await openStage(database, {
      logins: {
        smtpUrl: mail.url,
        suspicious: { resolvers: [`127.0.0.1:${names.address().port}`] },
      },
    })
    platform = await stage.admit('Platform A', 'platform')
    agency = await stage.admit('Researcher', 'researcher')
    operator = await stage.admit('Hub', 'hub', ['operator'])
    group = await stage.found('Group', [platform, agency, operator])
  })
  afterAll(async () => {
    names?.close()
    await stage?.close()
    await mail?.stop()
    await database?.close()
  })

  const release = async (by: Actor, objects: object[]): Promise<string> => {
    const draft = {
      title: 'Seen in step',
      terms: {
        groupId: group,
        tlp: 'green' as const,
        pap: 'green' as const,
        purpose: 'election-security' as const,
        basis: 'Charter, section 2',
      },
      objects: objects.map((object) => ({ spec_version: '2.1', ...object })),
    }
    const { digest } = await by.call(previewRelease, { body: draft })
    return (await by.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const mailbox = (value: string) => ({
    type: 'email-addr',
    id: `email-addr--${randomUUID()}`,
    value,
  })
  const ask = (kind: NamedKind, value: string, platformName?: string) =>
    anybody(askNamed, {
      body: {
        kind,
        value,
        language: 'en',
        ...(platformName ? { platform: platformName } : {}),
      },
    })
  /** Asks by mail, follows the mailed link, confirms, and waits until the answer is shown. */
  const askByMail = async (value: string): Promise<{ token: string; said: NamedAsk }> => {
    expect(await ask('email', value)).toEqual({})
    await stage.exchange.drain()
    const token = /\/named#([\w-]+)/.exec(mail.mails.findLast(({ to }) => to === value)!.text)![1]!
    await anybody(proveNamed, { body: { token } })
    return { token, said: await answered(token) }
  }
  const answered = async (token: string): Promise<NamedAsk> => {
    await stage.exchange.drain()
    stage.clock.advance(600_000)
    await stage.exchange.drain()
    return anybody(openNamed, { body: { token } })
  }

  test('is told nothing of a release that is young, and the very same of none', async () => {
    const id = await release(platform, [mailbox(MAIL), mailbox(OTHER)])
    const named = await askByMail(MAIL)
    const stranger = await askByMail('nobody@mail.example')
    const nothing = { standing: 0, senderKinds: 0, withdrawn: 0, corrected: 0, ended: 0 }
    expect(named.said).toMatchObject({ state: 'answered', answer: nothing })
    expect(stranger.said).toMatchObject({ state: 'answered', answer: nothing })
    const texts = await Promise.all(
      [named, stranger].map(({ token }) => anybody(getNamedStatement, { body: { token } })),
    )
    const plain = texts.map((text) => {
      const { extra } = { extra: Buffer.from(/\\nextra ([^\\]+)\\n/.exec(text)![1]!, 'base64') }
      const { statement } = JSON.parse(JSON.parse(extra.toString()).payload) as {
        statement: string
      }
      return statement.replaceAll(/As of \S+, when the log had \d+ entries/g, 'As of then')
    })
    expect(plain[0]).toBe(plain[1])
    await platform.call(recallRelease, { params: { id }, body: { reason: 'Wrong' } })
  })

  test('is told that they were in a set that was withdrawn, once it is quiet around it', async () => {
    stage.clock.advance(31 * DAY)
    const { said, token } = await askByMail(MAIL)
    expect(said.answer).toMatchObject({ standing: 0, withdrawn: 1 })
    const file = await anybody(getNamedStatement, { body: { token } })
    const keys = toVerifiers(stage.exchange.context.log.verifier)
    const verified = await verifyNamedStatement(Buffer.from(file), keys)
    expect(verified.identifier).toBe(`email:${MAIL}`)
    expect(JSON.parse(verified.payload)).toMatchObject({ withdrawn: 1, proven: 'mail' })
    // The set itself, whose it was and who had it stand nowhere in it.
    for (const secret of [platform.id, agency.id, 'Seen in step', 'Platform A'])
      expect(verified.payload).not.toContain(secret)
    // What is released later takes nothing back that was told.
    await release(agency, [mailbox(MAIL), mailbox(OTHER)])
    expect((await askByMail(OTHER)).said.answer).toMatchObject({ standing: 0, withdrawn: 1 })
    stage.clock.advance(180 * DAY)
    expect((await askByMail(OTHER)).said.answer).toMatchObject({
      standing: 1,
      senderKinds: 1,
      withdrawn: 1,
    })
  })

  test('proves a domain by a record of it, and by nothing else', async () => {
    const { token } = await ask('domain', 'named.example')
    const { code, record, state } = await anybody(openNamed, { body: { token: token! } })
    expect([state, record]).toEqual(['asked', '_tocsin-named.named.example'])
    const prove = () => anybody(proveNamed, { body: { token: token! } })
    await expect(prove()).rejects.toMatchObject({ code: 'bad-request' })
    records.set(record!, 'tocsin-named-another')
    await expect(prove()).rejects.toMatchObject({ code: 'bad-request' })
    records.set(record!, code!)
    expect(await prove()).toMatchObject({ state: 'proven', provenHow: 'dns' })
    expect(await answered(token!)).toMatchObject({ state: 'answered', answer: { standing: 0 } })
  })

  test('is shown the answer at an instant that hangs on the proof alone', async () => {
    const { token } = await ask('domain', 'later.example')
    const { code, record } = await anybody(openNamed, { body: { token: token! } })
    records.set(record!, code!)
    await anybody(proveNamed, { body: { token: token! } })
    await stage.exchange.drain()
    const { rows } = await sql<{ kind: string }>`
      select e.leaf::json ->> 'kind' as kind from log_entries e order by index desc limit 1`.execute(
      database.db,
    )
    expect(rows).toEqual([{ kind: 'named.proven' }])
    const early = await anybody(openNamed, { body: { token: token! } })
    expect(early).toMatchObject({ state: 'proven' })
    expect(early).not.toHaveProperty('answer')
    await expect(anybody(getNamedStatement, { body: { token: token! } })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('is answered also where the answer to whoever asked before cannot be worked out', async () => {
    const broken = 'broken@mail.example'
    await release(platform, [mailbox(broken)])
    expect(await ask('email', broken)).toEqual({})
    await stage.exchange.drain()
    const first = /\/named#([\w-]+)/.exec(mail.mails.findLast(({ to }) => to === broken)!.text)![1]!
    // No text that came in is like this.
    await sql`update objects set body = body || '}' where body like ${`%${broken}%`}`.execute(
      database.db,
    )
    await anybody(proveNamed, { body: { token: first } })
    const { token } = await ask('domain', 'after.example')
    const { code, record } = await anybody(openNamed, { body: { token: token! } })
    records.set(record!, code!)
    await anybody(proveNamed, { body: { token: token! } })
    for (const wait of [0, 600_000, 0, 0]) {
      stage.clock.advance(wait)
      await expect(stage.exchange.drain()).rejects.toThrow(SyntaxError)
    }
    expect(await anybody(openNamed, { body: { token: token! } })).toMatchObject({
      state: 'answered',
    })
    await sql`update objects set body = left(body, -1) where body like ${`%${broken}%`}`.execute(
      database.db,
    )
    expect(await answered(first)).toMatchObject({ state: 'answered' })
  })

  test('waits for a person where no machine can tell that an account is theirs', async () => {
    const { token } = await ask('account', '@jane_doe', 'X')
    const where = 'https://x.com/jane_doe/status/1'
    const proving = { body: { token: token!, posted: where } }
    expect(await anybody(proveNamed, proving)).toMatchObject({ state: 'asked', posted: where })
    const { items, counts } = await operator.call(listNamedAsks)
    expect(items[0]).toMatchObject({ value: 'jane_doe', platform: 'twitter', posted: where })
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(4)
    // Of mailboxes and domains, and of what is settled, an operator is not shown which.
    expect(items.filter(({ value }) => value !== undefined)).toHaveLength(1)
    const params = { id: items[0]!.id }
    const body = { isTheirs: true, reason: 'The code stood on the profile' }
    await expect(platform.call(settleNamedAsk, { params, body })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await operator.call(settleNamedAsk, { params, body })
    expect(await answered(token!)).toMatchObject({ state: 'answered', provenHow: 'person' })
    await expect(operator.call(settleNamedAsk, { params, body })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('is told why where a person did not see that it is theirs', async () => {
    const { token } = await ask('name', 'Jane Doe')
    const { items } = await operator.call(listNamedAsks)
    await operator.call(settleNamedAsk, {
      params: { id: items[0]!.id },
      body: { isTheirs: false, reason: 'No paper was shown' },
    })
    expect(await answered(token!)).toMatchObject({
      state: 'not-proven',
      reason: 'No paper was shown',
    })
  })

  test('erases what they asked, so that nothing is left but that somebody did', async () => {
    const { token } = await askByMail('erased@mail.example')
    expect(await anybody(eraseNamed, { body: { token } })).toMatchObject({ erased: true })
    await expect(anybody(getNamedStatement, { body: { token } })).rejects.toMatchObject({
      code: 'not-found',
    })
    const { rows } = await sql<{ place: string }>`
      select 'identifiers' as place from named_identifiers where value like 'erased@%'
      union all select 'mails' from deliveries where address like 'erased@%'
      union all select 'log' from log_payloads where payload like '%erased@%'
      union all select 'subject' from log_payloads p join named_asks a on p.subject = 'named:' || a.id
        where a.erased_at is not null`.execute(database.db)
    expect(rows).toEqual([])
  })

  test('is forgotten where they prove nothing, or once the answer has been kept long enough', async () => {
    const { token } = await ask('domain', 'forgotten.example')
    stage.clock.advance(7 * DAY)
    await stage.exchange.drain()
    expect(await anybody(openNamed, { body: { token: token! } })).toMatchObject({
      state: 'lapsed',
      erased: true,
    })
    stage.clock.advance(31 * DAY)
    await stage.exchange.drain()
    const left = await sql`select * from named_identifiers`.execute(database.db)
    expect(left.rows).toEqual([])
  })

  test('is mailed three times a day at most, and nobody who asks learns that somebody asked before', async () => {
    const asked = 'often@mail.example'
    for (let i = 0; i < 5; i++) expect(await ask('email', asked)).toEqual({})
    await stage.exchange.drain()
    expect(mail.mails.filter(({ to }) => to === asked)).toHaveLength(3)
    const taken = await sql`select from named_identifiers where value = ${asked}`.execute(
      database.db,
    )
    expect(taken.rows).toHaveLength(5)
  })

  test('stands in the log by a commitment alone', async () => {
    await ask('email', 'committed@mail.example')
    const { rows } = await sql<{ payload: string }>`
      select payload from log_payloads where subject like 'named:%'`.execute(database.db)
    expect(rows.length).toBeGreaterThan(0)
    for (const { payload } of rows) expect(payload).not.toContain('@mail.example')
  })
})
