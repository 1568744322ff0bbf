/** What members and defended parties had looked at becomes a report to whom the rules let them, or a draft to share. */
import {
  answerReport,
  changeParty,
  checkByParty,
  draftSuspicious,
  getComposeDraft,
  listParties,
  listReports,
  listReportsByMember,
  listReportsByParty,
  reportByMember,
  reportByParty,
  settleParty,
  type ReplyOf,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatching, statementOf, type Watching } from './watching.ts'

const MAIL = Buffer.from(
  [
    'From: Helpdesk <help@sender.example>',
    'To: it@campaign-hall.example',
    'Subject: Your account',
    '',
    'Sign in at https://harm-known-here.example/in or ask victim@elsewhere.example; ours is https://member.example/ and https://youtube.com',
  ].join('\r\n'),
).toString('base64')

onServer('reports of members and parties', (open) => {
  let room: Watching
  beforeAll(async () => {
    room = await openWatching(await open())
  })
  afterAll(() => room?.close())

  const report = async (who: string, to: string, changes: object = {}) => {
    const body = { key: randomUUID(), mail: MAIL, to, ...changes }
    return (await room.as(who))(reportByMember, { body })
  }
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      ({ code, rule }: { code: string; rule?: string }) => [code, rule].join(' ').trim(),
    )

  test('a member reports to a hub, sent twice makes one, and reads the answer that nobody else reads', async () => {
    const { hub, agency } = room.ids
    const key = randomUUID()
    const made = await report('campaign', hub, { key, remark: 'Three of us got it.' })
    expect(await report('campaign', hub, { key, remark: 'Three of us got it.' })).toEqual(made)
    expect(made).toMatchObject({ kind: 'phishing', place: 'The campaign', to: { id: hub } })
    expect(made.role).toBeUndefined()
    expect(JSON.stringify(made)).not.toContain('it@campaign-hall')
    expect(await refusal(report('campaign', agency))).toBe('forbidden')
    const own = async (who: string): Promise<ReplyOf<typeof listReportsByMember>> =>
      (await room.as(who))(listReportsByMember)
    expect((await own('campaign')).receivers.map(({ id }) => id)).toEqual([hub])
    const analyst = await room.as('hub')
    const words = 'We saw it too: press nothing.'
    await analyst(answerReport, { params: { id: made.id }, body: { words } })
    expect((await own('campaign')).items[0]!.hops.at(-1)).toMatchObject({ kind: 'answered', words })
    expect((await own('platform')).items).toEqual([])
    expect((await (await room.as('agency'))(listReports)).items).toEqual([])
    expect((await analyst(listReports)).items.map(({ id }) => id)).toEqual([made.id])
  })

  /** The campaign names somebody else in the place of who had the mail. */
  const replaceContact = async () => {
    const statement = statementOf('quillwort-hall.org', { kind: 'campaign' })
    const [contact] = statement.contacts
    const contacts = [{ ...contact!, email: 'new@quillwort-hall.org' }]
    const body = { statement: { ...statement, contacts } }
    const campaign = await room.as('campaign')
    const { items } = await campaign(listParties, { query: { own: 'true' } })
    const params = { id: items[0]!.id }
    await campaign(changeParty, { params, body })
    const settling = { version: 2, stands: true }
    await (
      await room.as('deputy')
    )(settleParty, { params, body: settling })
  }

  test('a party reports by its link to whoever told it until it names others, and what waits for a party is reported by its finder to nobody', async () => {
    await room.enrol('campaign', statementOf('quillwort-hall.org', { kind: 'campaign' }), true)
    await room.look('platform', ['quillwort-hall.net'])
    await room.node.drain()
    const { text } = room.mail.mails.find(({ to }) => to === 'it@quillwort-hall.org')!
    const token = /\/p#([\w-]+)/.exec(text)![1]!
    const { anonymous } = room.node.stage
    const words = 'It says to sign in at https://quillwort-hall.net/'
    const body = { token, key: randomUUID(), words }
    const made = await anonymous(reportByParty, { body })
    expect(made).toMatchObject({
      place: 'Owner of quillwort-hall.org',
      to: { id: room.ids.platform },
    })
    expect(await anonymous(listReportsByParty, { body: { token } })).toMatchObject({
      items: [{ id: made.id }],
      more: 0,
      to: { id: room.ids.platform },
    })
    const told = { key: randomUUID(), mail: undefined, words }
    expect(await refusal(report('platform', room.ids.hub, told))).toBe(
      'refused-by-policy party-first',
    )
    expect(await refusal(report('stranger', room.ids.hub, told))).toBe('taken')
    const bad = { body: { ...body, token: 'z'.repeat(32) } }
    expect(await refusal(anonymous(reportByParty, bad))).toBe('not-found')
    await replaceContact()
    expect(await refusal(anonymous(reportByParty, { body }))).toBe('forbidden')
    expect(await refusal(anonymous(listReportsByParty, { body: { token } }))).toBe('forbidden')
    const looked = { body: { token, words, language: 'en' as const } }
    expect(await refusal(anonymous(checkByParty, looked))).toBe('taken')
  })

  test('a draft holds what can be shared of it and says what was left out', async () => {
    const platform = await room.as('platform')
    const made = await platform(draftSuspicious, { body: { mail: MAIL } })
    expect(made.left).toEqual({ own: 2, common: 2, named: 1, unread: 0 })
    const { composition } = await platform(getComposeDraft, { params: { id: made.id } })
    expect(composition.items.map(({ kind, value }) => `${kind} ${value}`)).toEqual(
      expect.arrayContaining([
        'domain harm-known-here.example',
        'url https://harm-known-here.example/in',
        'email help@sender.example',
      ]),
    )
    expect(composition.items).toHaveLength(made.items)
    expect(JSON.stringify(composition)).not.toContain('victim@')
    const stranger = await room.as('stranger')
    expect(await refusal(stranger(getComposeDraft, { params: { id: made.id } }))).toBe('not-found')
  })

  test('words of a draft say what of a mail was not looked at, and how many names they do not write out', async () => {
    const platform = await room.as('platform')
    const links = Array.from({ length: 510 }, (_, at) => `https://many-${at}.example/`).join(' ')
    const mail = Buffer.from(`From: a@sender.example\r\n\r\n${links}`).toString('base64')
    const { id } = await platform(draftSuspicious, { body: { mail } })
    const { composition } = await platform(getComposeDraft, { params: { id } })
    expect(composition.words).toContain('Links beyond the first 500 were not looked at (10).')
    expect(composition.words).toMatch(/Names in it: .* and \d+ more$/m)
  })

  test('a report is of one alone: an office, a member or a party', async () => {
    const { db } = room.node.context.database
    const both = sql`update office_reports set party_id = (select id from defended_parties limit 1) where from_member is not null`
    await expect(both.execute(db)).rejects.toThrow('office_reports_source')
  })
})
