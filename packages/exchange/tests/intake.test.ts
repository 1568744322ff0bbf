import {
  answerCaseInvitation,
  answerReport,
  approveErasure,
  askErasure,
  createKey,
  joinReport,
  listCaseItems,
  listLateReports,
  listOwnReports,
  listReports,
  makeReport,
  openCase,
  partReport,
  putInCase,
  sendNotice,
  type BodyOf,
} from '@tocsin/api'
import {
  AGENCY,
  findInRows,
  HUB,
  onEachDatabase,
  PLATFORM,
  seedPerson,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../src/db/database.ts'
import { findOfficeToken } from '../src/offices/door.ts'

const OFFICES = ['12095', '12001', '12003'].map((jurisdiction) => ({
  jurisdiction,
  role: 'clerk' as const,
}))
const HOME = '12 Main Street, Springfield, OH 45501'
type Sent = BodyOf<typeof makeReport>

onEachDatabase('reports of offices', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let tokens: string[]

  beforeAll(async () => {
    const apprising = await startApprising(await open(), {
      contacts: [{ jurisdiction: '12', role: 'chief-official' }, ...OFFICES],
    })
    ;({ node, close } = apprising)
    const agency = await node.stage.as(AGENCY)
    await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: {
          en: { subject: 'A false site', what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' },
        },
        targets: [{ jurisdiction: '12', role: 'chief-official' }, ...OFFICES],
        answerWithin: 600,
      },
    })
    await node.drain()
    const { mails } = apprising.mail
    tokens = OFFICES.map(({ jurisdiction }) =>
      findOfficeToken(mails.find(({ to }) => to.includes(jurisdiction))!.text)!,
    )
  })
  afterAll(() => close?.())

  const sent = (more: Partial<Sent> = {}): Sent => ({
    token: tokens[0]!,
    key: randomUUID(),
    kind: 'false-voting-information',
    where: `https://vote-${randomUUID()}.example/where`,
    what: 'A site says that the vote is on Wednesday.',
    ...more,
  })
  const make = (more?: Partial<Sent>) => node.stage.anonymous(makeReport, { body: sent(more) })
  const own = async (i = 0) =>
    (await node.stage.anonymous(listOwnReports, { body: { token: tokens[i]! } })).items
  const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')

  test('an office reports by its link, gets a number and a time, and sees its report answered by whom and when', async () => {
    const report = await make()
    expect(report).toMatchObject({
      state: 'waiting',
      to: { name: 'Agency' },
      place: expect.stringContaining('Florida'),
    })
    expect(report.reference).toMatch(/^R-\w{4}-\w{4}$/)
    const agency = await node.stage.as(AGENCY)
    const [seen] = (await agency(listReports)).items
    expect(seen).toMatchObject({ id: report.id, what: report.what })
    await agency(answerReport, {
      params: { id: report.id },
      body: { words: 'The site is down now.' },
    })
    const [mine] = await own()
    expect(mine).toMatchObject({ state: 'answered' })
    expect(mine!.hops.map(({ kind, by, words }) => [kind, by, words])).toEqual([
      ['received', undefined, undefined],
      ['answered', 'Agency', 'The site is down now.'],
    ])
    expect(await own(1)).toEqual([])
  })

  test('addresses of homes are struck out before anything is kept, and files that hold them stay at the office', async () => {
    const eml = `From: a@x.example\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`He wrote to voters at ${HOME} again and again.`)}\r\n`
    const report = await make({
      what: `Two people came to ${HOME}. They said the vote was off.`,
      files: [
        { name: 'list.txt', content: base64(`Voter at ${HOME}`) },
        { name: 'hidden.eml', content: base64(eml) },
        { name: 'plain.txt', content: base64('The polls close at noon, it says.') },
      ],
    })
    expect(report).toMatchObject({ struck: 1, what: expect.stringContaining('[address withheld]') })
    expect(JSON.stringify(report)).not.toContain('12 Main')
    expect(report.files.map(({ name, state }) => [name, state])).toEqual([
      ['head of hidden.eml.txt', 'kept'],
      ['hidden.eml', 'withheld'],
      ['list.txt', 'withheld'],
      ['plain.txt', 'kept'],
    ])
    const { db } = node.context.database
    const rows = await db
      .selectFrom('report_files')
      .selectAll()
      .where('report_id', '=', report.id)
      .execute()
    const kept = rows.filter(({ content }) => content !== null).map(({ name }) => name)
    expect(kept.toSorted()).toEqual(['head of hidden.eml.txt', 'plain.txt'])
    expect(
      JSON.stringify(await db.selectFrom('office_reports').selectAll().execute()),
    ).not.toContain('Springfield')
  })

  test('evidence is given back byte for byte, to be saved and never shown, and to nobody else', async () => {
    const bytes = Buffer.from('<script>alert(1)</script>')
    const report = await make({ files: [{ name: '../x.html', content: bytes.toString('base64') }] })
    const [file] = report.files
    expect(file!.name).toBe('.._x.html')
    const path = `/api/reports/${report.id}/files/${file!.sha256}`
    const get = async (email: string) => {
      const call = await node.stage.as(email)
      const { secret } = await call(createKey, { body: { label: 'to save', canWrite: false } })
      return node.app.request(path, { headers: { authorization: `Bearer ${secret}` } })
    }
    const reply = await get(AGENCY)
    expect(reply.headers.get('content-type')).toBe('application/octet-stream')
    expect(reply.headers.get('content-disposition')).toMatch(
      /^attachment; filename="evidence-[0-9a-f]{16}\.bin"$/,
    )
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(bytes)
    expect((await get(PLATFORM)).status).toBe(404)
  })

  test('a file of a report is put into a case by itself: whoever has the report sees its name and hash there, nobody else anything', async () => {
    const words = Buffer.from('A picture, as it were')
    const report = await make({
      files: [{ name: 'poster.png', content: words.toString('base64') }],
    })
    const [file] = report.files
    const { db } = node.context.database
    const members = await db
      .selectFrom('people')
      .select(['email', 'member_id'])
      .where('email', 'in', [AGENCY, PLATFORM])
      .execute()
    const idOf = (email: string) => members.find((one) => one.email === email)!.member_id
    const groupId = await foundGroup(db, [idOf(AGENCY), idOf(PLATFORM)], node.clock.now())
    const agency = await node.stage.as(AGENCY)
    const platform = await node.stage.as(PLATFORM)
    const purpose = 'election-security' as const
    const { id } = await agency(openCase, { body: { groupId, purpose, invited: [idOf(PLATFORM)] } })
    const body = { kind: 'media' as const, ref: file!.id }
    await agency(putInCase, { params: { id }, body })
    expect((await agency(listCaseItems, { params: { id } })).items).toMatchObject([
      { kind: 'media', title: 'poster.png', about: expect.stringContaining(file!.sha256) },
    ])
    await platform(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    expect((await platform(listCaseItems, { params: { id } })).items).toEqual([{ withheld: 1 }])
    await expect(platform(putInCase, { params: { id }, body })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('three counties report one thing: duplicates are proposed, joined, answered together, and parted without loss', async () => {
    const where = `https://www.vote-${randomUUID()}.example/a`
    const [first, second, third] = [
      await make({ where }),
      await make({
        where: where.replace('https://www.', 'hxxp://'),
        token: tokens[1]!,
        kind: 'false-voting-information',
      }),
      await make({ where, token: tokens[2]! }),
    ]
    const agency = await node.stage.as(AGENCY)
    const find = async (id: string) =>
      (await agency(listReports)).items.find((one) => one.id === id)!
    expect((await find(second.id)).duplicates.toSorted()).toEqual([first.id, third.id].toSorted())
    await agency(joinReport, { params: { id: second.id }, body: { to: first.id } })
    await agency(joinReport, { params: { id: third.id }, body: { to: first.id } })
    await expect(
      agency(joinReport, { params: { id: first.id }, body: { to: second.id } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await agency(partReport, { params: { id: third.id } })
    await agency(answerReport, { params: { id: first.id }, body: { words: 'We look at it.' } })
    expect((await find(second.id)).state).toBe('answered')
    expect(await find(third.id)).toMatchObject({
      state: 'waiting',
      what: third.what,
      where: third.where,
    })
    expect((await own(1))[0]!.hops.map(({ kind }) => kind)).toEqual([
      'received',
      'joined',
      'answered',
    ])
    expect((await own(2))[0]!.hops.map(({ kind }) => kind)).toEqual([
      'received',
      'joined',
      'parted',
    ])
  })

  test('a report that nobody answers in time is escalated once, to the office and to operators, who read nothing of it', async () => {
    const report = await make({ kind: 'threat', what: 'A caller threatened the staff.' })
    const operator = await node.stage.as(HUB)
    node.clock.advance(61 * 60_000)
    await node.drain()
    await node.drain()
    const late = (await operator(listLateReports)).items.find(
      ({ reference }) => reference === report.reference,
    )
    expect(late).toMatchObject({ kind: 'threat', to: { name: 'Agency' } })
    expect(JSON.stringify(late)).not.toContain('caller')
    const mine = (await own()).find(({ id }) => id === report.id)!
    expect(mine.hops.map(({ kind }) => kind)).toEqual(['received', 'escalated'])
    const agency = await node.stage.as(AGENCY)
    await agency(answerReport, { params: { id: report.id }, body: { words: 'The police know.' } })
    expect(
      (await operator(listLateReports)).items.some(
        ({ reference }) => reference === report.reference,
      ),
    ).toBe(false)
  })

  test('the same report sent again, also at the same time, makes one', async () => {
    const body = sent()
    const made = await Promise.all([1, 2, 3].map(() => node.stage.anonymous(makeReport, { body })))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect((await own()).filter(({ id }) => id === made[0]!.id)).toHaveLength(1)
  })

  test('a report sent again with other words is not said to be on hand: the first stands, and a new key makes another', async () => {
    const body = sent({ files: [{ name: 'a.txt', content: base64('The first words.') }] })
    const first = await node.stage.anonymous(makeReport, { body })
    const others: Partial<Sent>[] = [
      { what: 'It says Thursday.' },
      { where: 'On the radio' },
      { kind: 'hoax' },
      { seenAt: '2026-10-01T10:00:00.000Z' },
      { files: [{ name: 'a.txt', content: base64('Other words.') }] },
    ]
    for (const other of others)
      await expect(
        node.stage.anonymous(makeReport, { body: { ...body, ...other } }),
      ).rejects.toMatchObject({ code: 'conflict' })
    expect((await own()).find(({ id }) => id === first.id)).toEqual(first)
    const second = await node.stage.anonymous(makeReport, {
      body: { ...body, what: 'It says Thursday.', key: randomUUID() },
    })
    expect(second.id).not.toBe(first.id)
  })

  test('two who answer one report at once: one does, the other is told so, and may then say more', async () => {
    const { id } = await make()
    const agency = await node.stage.as(AGENCY)
    const answer = (words: string, more?: true) =>
      agency(answerReport, { params: { id }, body: { words, ...(more ? { more } : {}) } })
    const tried = await Promise.allSettled([answer('We look.'), answer('We look at it.')])
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(tried.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    await answer('It is down.', true)
    const mine = (await own()).find((one) => one.id === id)!
    expect(mine.hops.map(({ kind }) => kind)).toEqual(['received', 'answered', 'answered'])
  })

  test('an office sees that its report is joined, and that one joined to an answered report still waits', async () => {
    const [lead, late] = [await make(), await make({ token: tokens[1]! })]
    const agency = await node.stage.as(AGENCY)
    const mine = async () => (await own(1)).find(({ id }) => id === late.id)!
    expect(late.joined).toBe(false)
    await agency(answerReport, { params: { id: lead.id }, body: { words: 'To the first alone.' } })
    await agency(joinReport, { params: { id: late.id }, body: { to: lead.id } })
    expect(await mine()).toMatchObject({ joined: true, state: 'waiting', to: { name: 'Agency' } })
    expect(JSON.stringify(await mine())).not.toContain('To the first alone.')
    await agency(answerReport, {
      params: { id: lead.id },
      body: { words: 'To both.', more: true },
    })
    expect(await mine()).toMatchObject({ joined: true, state: 'answered' })
    await agency(partReport, { params: { id: late.id } })
    expect(await mine()).toMatchObject({ joined: false, state: 'answered' })
  })

  test('of late reports, and of those of an office, it is said how many are not listed', async () => {
    const report = await make()
    const { db } = node.context.database
    await sql`insert into office_reports (id, reference, target_id, key, jurisdiction, role, to_member, kind, seen_where, where_key,
        what, struck, received_at, answer_by, state, log_index)
      select gen_random_uuid(), 'R-' || n, target_id, 'many-' || n, jurisdiction, role, to_member, kind, seen_where, 'many', what, struck,
        received_at, ${new Date(0)}::timestamptz, 'escalated', log_index
      from office_reports, generate_series(1, 203) n where id = ${report.id}::uuid`.execute(db)
    await sql`insert into report_events (report_id, at, kind, log_index)
      select id, received_at, 'received', log_index from office_reports where where_key = 'many'`.execute(
      db,
    )
    const late = await (await node.stage.as(HUB))(listLateReports)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from office_reports where state <> 'answered' and answer_by <= ${node.clock.now()}`.execute(
      db,
    )
    expect([late.items.length, late.items.length + late.more]).toEqual([200, rows[0]!.n])
    const { items, more } = await node.stage.anonymous(listOwnReports, {
      body: { token: tokens[0]! },
    })
    expect(items).toHaveLength(100)
    expect(more).toBeGreaterThan(100)
    await sql`delete from report_events e using office_reports r where r.id = e.report_id and r.where_key = 'many'`.execute(
      db,
    )
    await sql`delete from office_reports where where_key = 'many'`.execute(db)
  })

  test('where nobody could answer, no report is taken and nobody is named who would', async () => {
    const { db } = node.context.database
    const analysts = (active: boolean) =>
      db.updateTable('people').set({ active }).where('email', '=', AGENCY).execute()
    await analysts(false)
    const door = await node.stage.anonymous(listOwnReports, { body: { token: tokens[0]! } })
    expect(door).not.toHaveProperty('to')
    await expect(make()).rejects.toMatchObject({ code: 'forbidden' })
    await analysts(true)
    expect((await make()).to).toMatchObject({ name: 'Agency' })
  })

  test('an approved erasure leaves no word of a report, of its evidence and of its answers anywhere; who reported and when stays', async () => {
    const { db } = node.context.database
    const words = ['thimbleworth', 'larkspurgate', 'answerwick']
    const { id } = await make({
      what: `A page says ${words[0]}.`,
      where: `https://${words[1]}.example`,
      files: [{ name: `${words[0]}.txt`, content: base64(words[0]!) }],
    })
    const agency = await node.stage.as(AGENCY)
    await agency(answerReport, { params: { id }, body: { words: `We saw ${words[2]}.` } })
    expect(await findInRows(db, words)).not.toEqual([])
    const hub = await node.stage.as(HUB)
    const wish = { subject: `report:${id}`, reason: 'Asked by whoever it names.' }
    const { id: wished } = await hub(askErasure, { body: wish })
    const { member_id } = await db
      .selectFrom('people')
      .select('member_id')
      .where('email', '=', HUB)
      .executeTakeFirstOrThrow()
    await seedPerson(db, member_id, { email: 'second@hub.example', roles: ['operator'] })
    const second = await node.stage.as('second@hub.example')
    await second(approveErasure, { params: { id: wished } })
    expect(await findInRows(db, words)).toEqual([])
    const left = (await own()).find((one) => one.id === id)
    expect(left).toMatchObject({ what: 'Erased', where: 'Erased', files: [], state: 'answered' })
    expect(left!.hops.map(({ kind }) => kind)).toEqual(['received', 'answered'])
  })

  test('two who join two reports to each other at once leave one joined to the other', async () => {
    const where = `https://vote-${randomUUID()}.example`
    const [a, b] = [await make({ where }), await make({ where, token: tokens[1]! })]
    const agency = await node.stage.as(AGENCY)
    const tried = await Promise.allSettled([
      agency(joinReport, { params: { id: a.id }, body: { to: b.id } }),
      agency(joinReport, { params: { id: b.id }, body: { to: a.id } }),
    ])
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('nobody reports by a wrong link, too much, or what is no file', async () => {
    await expect(make({ token: 'x'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' })
    const large = base64(new Uint8Array((3 << 20) + 1))
    await expect(make({ files: [{ name: 'x', content: large }] })).rejects.toMatchObject({
      code: expect.stringMatching(/too-large|bad-request/),
    })
    await expect(make({ files: [{ name: 'x', content: '!!!!' }] })).rejects.toMatchObject({
      code: 'bad-request',
    })
  })
})

/** A group of these members, as if it had always been there; gives its id. */
async function foundGroup(db: Db, members: readonly string[], at: Date): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('groups')
    .values({
      id,
      name: 'Room',
      charter: 'Members work together.',
      purposes: ['election-security'],
      legal_basis: 'Agreement',
      max_tlp: 'red',
      markings: [],
      expires_at: new Date('2099-01-01T00:00:00.000Z'),
      created_at: at,
    })
    .execute()
  for (const member_id of members)
    await db
      .insertInto('group_members')
      .values({ group_id: id, member_id, joined_at: at })
      .execute()
  return id
}
