/** Suspicious mails and links: held against what whoever asks may see and nothing else, and reported where an office wants it. */
import {
  checkByOffice,
  checkByParty,
  checkSuspicious,
  createRelease,
  listReports,
  previewRelease,
  reportSuspicious,
  sendNotice,
  type SuspiciousAnswer,
} from '@tocsin/api'
import {
  AGENCY,
  onServer,
  startApprising,
  type Apprising,
  type TestDatabase,
} from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOfficeToken } from '../src/offices/door.ts'
import { type Actor, openRoom, type Room } from './answering.ts'
import { awaitParty } from './awaiting.ts'
import { START } from './members-at-work.ts'

const codesOf = ({ findings }: SuspiciousAnswer) => findings.map(({ code }) => code)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const HOME = '12 Main Street, Springfield, OH 45501'
const MAIL = [
  'Received: from a.example by b.example; Tue, 1 Sep 2026 10:00:00 +0000',
  'From: Helpdesk <help@sender.example>',
  'To: clerk@county.example',
  `Subject: Come to ${HOME}`,
  'Content-Type: text/html',
  '',
  '<a href="https://harm-known-here.example/in">https://county.example/</a>',
].join('\r\n')

onServer('suspicious mails and links of members', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const check = (by: Actor, words: string) =>
    by.call(checkSuspicious, { body: { words, language: 'en' } })
  const share = async (by: Actor, to: Actor[], objects: object[]) => {
    const draft = {
      title: `Harmful names ${randomUUID()}`,
      terms: {
        groupId: room.group,
        tlp: 'amber' as const,
        pap: 'amber' as const,
        purpose: 'election-security' as const,
        basis: 'Charter',
        named: to.map(({ id }) => id),
      },
      objects: objects as never[],
    }
    const { digest } = await by.call(previewRelease, { body: draft })
    await by.call(createRelease, { body: { draft, digest } })
    return draft.title
  }
  const TIMES = { created: '2026-10-01T10:00:00.000Z', modified: '2026-10-01T10:00:00.000Z' }

  test('whoever was given an indicator is told of it, and nobody else that there is one', async () => {
    const { platform, peer, third } = room
    const indicator = {
      type: 'indicator',
      spec_version: '2.1',
      id: `indicator--${randomUUID()}`,
      ...TIMES,
      indicator_types: ['malicious-activity'],
      pattern: "[domain-name:value = 'only-by-pattern.example']",
      pattern_type: 'stix',
      valid_from: '2026-10-01T10:00:00.000Z',
    }
    await share(platform, [peer], [indicator])
    for (const by of [platform, peer]) {
      const answer = await check(by, 'See https://only-by-pattern.example/x')
      expect(answer.verdict).toBe('known')
      expect(codesOf(answer)).toContain('indicator')
    }
    const others = await check(third, 'See https://only-by-pattern.example/x')
    expect(others.verdict).toBe('nothing-known')
    expect(JSON.stringify(others)).not.toContain(indicator.id)
  })

  test('the own mail domain and the exchange’s own name are watched for, and an alert of the own is told', async () => {
    const { platform, peer } = room
    expect(codesOf(await check(platform, 'https://member-login.test/'))).toContain('imitates-own')
    await awaitParty(database, platform.id, 'quillwort-hall.net', START)
    expect(codesOf(await check(platform, 'www.quillwort-hall.net'))).toContain('alert')
    expect(codesOf(await check(peer, 'www.quillwort-hall.net'))).not.toContain('alert')
  })

  test('nothing is kept of what was looked at but how often, by way and verdict', async () => {
    const before = await sql<{
      n: number
    }>`select coalesce(sum(count), 0)::int as n from suspicious_counts`.execute(database.db)
    await check(room.platform, 'https://nothing-is-known-of-this.example/')
    const after = await sql<{
      n: number
    }>`select coalesce(sum(count), 0)::int as n from suspicious_counts`.execute(database.db)
    expect(after.rows[0]!.n - before.rows[0]!.n).toBe(1)
    const columns = await sql<{
      name: string
    }>`select column_name as name from information_schema.columns where table_name = 'suspicious_counts' order by 1`.execute(
      database.db,
    )
    expect(columns.rows.map(({ name }) => name)).toEqual(['count', 'last_at', 'verdict', 'way'])
  })

  test('what cannot be read is refused with its place, and both or neither of a mail and words too', async () => {
    const refused = async (body: object) =>
      room.platform.call(checkSuspicious, { body: { language: 'en', ...body } }).then(
        () => 'read',
        ({ code, message }: { code: string; message: string }) => `${code} ${message}`,
      )
    expect(await refused({})).toMatch(/^bad-request .*one of the two/)
    expect(await refused({ words: 'x', mail: base64(MAIL) })).toMatch(
      /^bad-request .*one of the two/,
    )
    expect(await refused({ mail: 'no base64 at all!' })).toMatch(/^bad-request .*base64/)
    const heads = Array.from({ length: 1200 }, (_, i) => `X-${i}: y`).join('\r\n')
    expect(await refused({ mail: base64(`${heads}\r\n\r\n`) })).toMatch(/^too-large .*line 1001/)
  })

  test('a party by its link is told of the names that it was told of', async () => {
    const { rows } = await sql<{ id: string }>`select id from defended_parties limit 1`.execute(
      database.db,
    )
    const telling = randomUUID()
    await sql`insert into party_tellings values (${telling}::uuid, ${rows[0]!.id}::uuid, ${room.platform.id}::uuid, 'Quillwort Hall', ${randomUUID()}, 24, ${START})`.execute(
      database.db,
    )
    await sql`insert into telling_contacts (telling_id, rank, title, email, language) values (${telling}::uuid, 0, 'IT', 'it@a.example', 'en')`.execute(
      database.db,
    )
    const token = 'y'.repeat(32)
    await sql`insert into telling_links values (sha256(convert_to(${token}, 'UTF8')), ${telling}::uuid, 0)`.execute(
      database.db,
    )
    await sql`update party_alerts set telling_id = ${telling}::uuid where name = 'quillwort-hall.net'`.execute(
      database.db,
    )
    const answer = await room.platform.call(checkByParty, {
      body: { token, words: 'quillwort-hall.net', language: 'fr' },
    })
    expect(codesOf(answer)).toContain('alert')
    expect(answer.heldAgainst.join()).toContain('par un lien')
  })
})

onServer('suspicious mails of offices', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let token: string
  beforeAll(async () => {
    const target = { jurisdiction: '12001', role: 'clerk' as const }
    const apprising = await startApprising(await open(), {
      contacts: [{ jurisdiction: '12', role: 'chief-official' }, target],
    })
    ;({ node, close } = apprising)
    const agency = await node.stage.as(AGENCY)
    await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { subject: 'S', what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' } },
        targets: [{ jurisdiction: '12', role: 'chief-official' }, target],
        answerWithin: 600,
      },
    })
    await node.drain()
    token = findOfficeToken(apprising.mail.mails.find(({ to }) => to.includes('12001'))!.text)!
  })
  afterAll(() => close?.())

  test('an office has a mail looked at by the link of a notice, in its language, with no account', async () => {
    const body = { token, mail: base64(MAIL), language: 'es' as const }
    const answer = await node.stage.anonymous(checkByOffice, { body })
    expect(answer.verdict).toBe('danger')
    expect(codesOf(answer)).toEqual(expect.arrayContaining(['shown-differs', 'unsigned']))
    expect(answer.words).toContain('engañar')
    expect(answer.evidence.links[0]).toMatchObject({
      leadsTo: 'hxxps://harm-known-here[.]example/in',
    })
    await expect(
      node.stage.anonymous(checkByOffice, { body: { ...body, token: 'z'.repeat(32) } }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('with its consent it becomes a report: head, names and what was found, addresses of homes struck, words and addressees left out', async () => {
    const body = { token, key: randomUUID(), mail: base64(MAIL), remark: 'Two of us got this.' }
    const report = await node.stage.anonymous(reportSuspicious, { body })
    expect(report).toMatchObject({
      kind: 'phishing',
      state: 'waiting',
      to: { name: 'Agency' },
      where: 'harm-known-here[.]example',
    })
    expect(await node.stage.anonymous(reportSuspicious, { body })).toMatchObject({ id: report.id })
    const agency = await node.stage.as(AGENCY)
    const [seen] = (await agency(listReports)).items
    expect(seen!.what).toContain('Two of us got this.')
    expect(seen!.what).toContain('harm-known-here[.]example')
    expect(seen!.struck).toBeGreaterThan(0)
    expect(JSON.stringify(seen)).not.toContain('12 Main Street')
    expect(JSON.stringify(seen)).not.toContain('clerk@county')
    expect(seen!.files).toHaveLength(1)
  })
})
