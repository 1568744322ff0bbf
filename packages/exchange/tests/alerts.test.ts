import {
  addToGroup,
  answerAlert,
  answerByLink,
  changeParty,
  checkCallBackCode,
  countParties,
  createGroup,
  createRelease,
  draftStix,
  endParty,
  getAlert,
  getOpenedSeal,
  listAlerts,
  listLog,
  listOpenedSeals,
  listParties,
  openPartyLink,
  previewRelease,
  proposeParty,
  sealAlert,
  setAlertAside,
  settleParty,
  startWatch,
  tellParty,
  uploadActivity,
  type Client,
  type PartyAlert,
  type Upload,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS, NAMES } from './alerts-room.ts'
import { mailOf, openWatching, statementOf, type Watching } from './watching.ts'

const ORDINARY = ['garden-tools-shop.com', 'my-travel-photos.net', 'localnews24.org', 'q.com']

onEachDatabase('look-alike names', (open) => {
  let watching: Watching
  let hub: Client
  let database: TestDatabase

  beforeAll(async () => {
    database = await open()
    watching = await openWatching(database)
    hub = await watching.as('hub')
  })
  afterAll(() => watching?.close())

  /** Far from each other, so that what imitates one imitates no other. */
  const DOMAINS = NAMES.map((name) => `${name}.org`)
  /** A party of its own for each test, and what a look finds of it. */
  async function found(
    changes: Parameters<typeof statementOf>[1] = {},
    { isMember = false, ending = '.net' } = {},
  ) {
    const domain = DOMAINS.pop()!
    const statement = statementOf(domain, changes)
    const party = await watching.enrol(isMember ? 'campaign' : 'hub', statement, isMember)
    const name = domain.replace('.org', ending)
    const run = await watching.look('hub', [...ORDINARY, name, `www.${domain}`])
    const alert = await alertOf(name)
    return { party, statement, name, run, alert }
  }
  async function alertOf(name: string): Promise<PartyAlert> {
    const { items } = await hub(listAlerts, { query: { words: name } })
    return items.find((one) => one.name === name)!
  }
  const mailTo = (address: string) =>
    watching.mail.mails.filter(({ to }) => to.includes(address)).at(-1)!
  const tokenIn = (text: string) => /\/p#([\w-]+)/.exec(text)![1]!
  const termsOf = (group: string) => ({
    groupId: group,
    tlp: 'amber' as const,
    pap: 'amber' as const,
    purpose: 'election-security' as const,
    basis: 'Charter',
  })
  const NOTE = {
    type: 'note',
    spec_version: '2.1',
    id: 'note--3f0c1b8a-6f5d-4b61-9c58-0d4f1f4b7a12',
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content: '',
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  }
  async function draftOf(alert: PartyAlert, group: string) {
    const { objects } = await hub(draftStix, { params: { id: alert.findingId! } })
    return {
      title: 'A name that imitates',
      terms: termsOf(group),
      objects,
      findingId: alert.findingId!,
    }
  }
  let room: string | undefined
  async function groupOf(): Promise<string> {
    if (room) return room
    const group = await hub(createGroup, {
      body: {
        name: 'Room',
        charter: 'Members tell each other what imitates whom.',
        purposes: ['election-security'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'red',
        expiresAt: '2027-10-01T00:00:00.000Z',
      },
    })
    for (const memberId of [watching.ids.hub, watching.ids.platform])
      await hub(addToGroup, { params: { id: group.id, memberId } })
    return (room = group.id)
  }

  test('what a party states is let stand by another person, and nobody else sees it', async () => {
    const statement = statementOf('sorrelfoundation.org')
    const campaign = await watching.as('campaign')
    const made = await campaign(proposeParty, { body: { statement, isMember: true } })
    expect(made).toMatchObject({ state: 'proposed', ownProposal: true, waiting: { version: 1 } })
    const settle = { params: { id: made.id }, body: { version: 1, stands: true } }
    await expect(campaign(settleParty, settle)).rejects.toMatchObject({ code: 'forbidden' })
    const own = await hub(proposeParty, {
      body: { statement: statementOf('thistle-party.org'), isMember: false },
    })
    const mine = { params: { id: own.id }, body: { version: 1, stands: true } }
    await expect(hub(settleParty, mine)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await hub(settleParty, settle)).toMatchObject({
      state: 'defended',
      inForce: { statement: { domains: ['sorrelfoundation.org'] } },
    })
    await expect(hub(settleParty, settle)).rejects.toMatchObject({ code: 'conflict' })
    const stranger = await watching.as('stranger')
    expect(await stranger(listParties)).toEqual({ items: [], total: 0 })
    expect((await campaign(listParties)).items).toHaveLength(1)
    const changed = { params: { id: made.id }, body: { statement } }
    await expect(stranger(changeParty, changed)).rejects.toMatchObject({ code: 'not-found' })
    const { counts } = await watching.node.stage.anonymous(countParties)
    expect(counts).toContainEqual({ kind: 'think-tank', count: expect.any(Number) })
  })

  test('names that cannot be watched for are refused with their place', async () => {
    const propose = (statement: ReturnType<typeof statementOf>) =>
      hub(proposeParty, { body: { statement, isMember: false } })
    const bad = (changes: Parameters<typeof statementOf>[1]) =>
      propose(statementOf('larkspur.org', changes))
    await expect(bad({ domains: ['com'] })).rejects.toMatchObject({
      code: 'bad-request',
      path: expect.stringContaining('domains'),
    })
    await expect(bad({ keywords: ['abc'] })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(bad({ contacts: [] })).rejects.toMatchObject({
      path: '/body/statement/contacts',
    })
    const contact = { title: 'One', email: 'one@larkspur.org', language: 'en' }
    await expect(
      bad({ contacts: [contact, { ...contact, email: 'ONE@larkspur.org' }] }),
    ).rejects.toMatchObject({ path: '/body/statement/contacts/1/email' })
  })

  test('a party that is no member is told first, by a mail to each contact with a code, and its link opens what was found', async () => {
    const contacts = [
      { title: 'Head of IT', email: 'it@first.example', language: 'en' },
      { title: 'Directora', email: 'dir@first.example', language: 'es' },
    ]
    const { alert, name, run, party } = await found({ contacts })
    expect(run).toMatchObject({ state: 'done', detector: 'lookalike', findings: 1 })
    expect(alert).toMatchObject({ state: 'telling', mayShare: false, party: { id: party.id } })
    await watching.node.drain()
    expect(await alertOf(name)).toMatchObject({ state: 'told', toldAt: expect.any(String) })
    const english = mailTo('it@first.example')
    expect(english.text).toContain(name.replaceAll('.', '[.]'))
    expect(english.text).not.toContain(name)
    expect(mailTo('dir@first.example').text).toContain('se parece al suyo')
    const code = /\d{4}-\d{4}-\d{4}/.exec(english.text)![0]
    const { anonymous } = watching.node.stage
    expect(await anonymous(checkCallBackCode, { body: { code } })).toMatchObject({
      genuine: true,
      from: 'The hub',
      place: party.name,
    })
    const told = await anonymous(openPartyLink, { body: { token: tokenIn(english.text) } })
    expect(told).toMatchObject({ code, from: 'The hub', alerts: [{ name, id: alert.id }] })
    expect((await alertOf(name)).openedAt).toBeDefined()
    const { mails } = await hub(getAlert, { params: { id: alert.id } })
    expect(mails.map(({ title, state }) => [title, state])).toEqual([
      ['Head of IT', 'handed-over'],
      ['Directora', 'handed-over'],
    ])
  })

  test('others may be told once the party says so, or once its time is over; before, the rule stops a release whatever carries the name', async () => {
    const group = await groupOf()
    const { alert, name } = await found()
    const other = await found()
    await watching.node.drain()
    const draft = await draftOf(alert, group)
    const { verdicts } = await hub(previewRelease, { body: draft })
    expect(verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    const content = `Beware of https://login.${name.toUpperCase()}/x`
    const note = { ...NOTE, content }
    const { findingId: _none, ...plain } = draft
    const inWords = await hub(previewRelease, { body: { ...plain, objects: [note] } })
    expect(inWords.verdicts.map(({ rule }) => rule)).toEqual(['party-first'])

    const token = tokenIn(mailTo(`it@${name.replace('.net', '.org')}`).text)
    const { anonymous } = watching.node.stage
    const said = { answer: 'not-ours' as const, mayKnow: 'members' as const, wantsHelp: true }
    const answered = await anonymous(answerByLink, { body: { token, alertId: alert.id, ...said } })
    expect(answered).toMatchObject({ answer: said })
    await expect(
      anonymous(answerByLink, { body: { token, alertId: other.alert.id, ...said } }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(await alertOf(name)).toMatchObject({ state: 'answered', mayShare: true })
    const open = await hub(previewRelease, { body: draft })
    expect(open.verdicts.map(({ allow }) => allow)).toEqual([true])
    await hub(createRelease, { body: { draft, digest: open.digest } })

    expect(await alertOf(other.name)).toMatchObject({ mayShare: false })
    watching.node.clock.advance(24 * HOUR_MS)
    expect(await alertOf(other.name)).toMatchObject({ state: 'told', mayShare: true })
    const late = await hub(previewRelease, { body: await draftOf(other.alert, group) })
    expect(late.verdicts.map(({ allow }) => allow)).toEqual([true])
    await watching.node.drain()
  })

  test('what a party calls its own is never shared, and the newest answer holds', async () => {
    const { alert, name } = await found({}, { isMember: true })
    await watching.node.drain()
    const campaign = await watching.as('campaign')
    const { items } = await campaign(listAlerts)
    expect(items.map((one) => one.id)).toContain(alert.id)
    expect(items[0]).not.toHaveProperty('findingId')
    const answer = (answers: object) =>
      campaign(answerAlert, {
        params: { id: alert.id },
        body: { mayKnow: 'members', wantsHelp: false, answer: 'ours', ...answers },
      })
    expect(await answer({})).toMatchObject({ mayShare: false, answer: { answer: 'ours' } })
    watching.node.clock.advance(200 * HOUR_MS)
    expect(await alertOf(name)).toMatchObject({ mayShare: false })
    expect(await answer({ answer: 'known' })).toMatchObject({ mayShare: true })
    const stranger = await watching.as('stranger')
    await expect(stranger(getAlert, { params: { id: alert.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('below its score a person looks first: tells the party, or sets the name aside with a reason', async () => {
    const { alert } = await found({ tellFrom: 101 })
    expect(alert).toMatchObject({ state: 'new', mayShare: false })
    const at = { params: { id: alert.id } }
    expect(await hub(tellParty, at)).toMatchObject({ state: 'telling' })
    await expect(hub(tellParty, at)).rejects.toMatchObject({ code: 'conflict' })
    const aside = { ...at, body: { reason: 'A shop of that name.' } }
    await expect(hub(setAlertAside, aside)).rejects.toMatchObject({ code: 'conflict' })
    const other = await found({ tellFrom: 101 })
    const set = { params: { id: other.alert.id }, body: { reason: 'A shop of that name.' } }
    expect(await hub(setAlertAside, set)).toMatchObject({
      state: 'set-aside',
      setAside: 'A shop of that name.',
    })
  })

  test('what was set aside is not shared behind the party either, and it can be told after all', async () => {
    const group = await groupOf()
    const { alert } = await found({ tellFrom: 101 })
    const at = { params: { id: alert.id } }
    await hub(setAlertAside, { ...at, body: { reason: 'A shop of that name.' } })
    const { verdicts } = await hub(previewRelease, { body: await draftOf(alert, group) })
    expect(verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    const told = await hub(tellParty, at)
    expect(told).toMatchObject({ state: 'telling' })
    expect(told).not.toHaveProperty('setAside')
  })

  test('of two parties that state one name both are told', async () => {
    const { statement, name } = await found()
    await watching.enrol('hub', { ...statement, name: 'A namesake' }, false)
    const other = name.replace('.net', '.info')
    expect((await watching.look('hub', [other])).findings).toBe(2)
    const { items } = await hub(listAlerts, { query: { words: other } })
    expect(items.map(({ party }) => party.name).toSorted()).toEqual(['A namesake', statement.name])
  })

  test('the same name seen again is counted and tells nobody anew', async () => {
    const { name } = await found()
    await watching.node.drain()
    const before = watching.mail.mails.length
    const run = await watching.look('hub', [name])
    expect(run).toMatchObject({ findings: 0, warnings: [expect.stringContaining('Seen before')] })
    await watching.node.drain()
    expect(watching.mail.mails).toHaveLength(before)
    expect(await alertOf(name)).toMatchObject({ seen: 2 })
  })

  test('a mail that no server takes leaves the party unreached, and its clock runs from then', async () => {
    const contacts = [{ title: 'Owner', email: 'refused@nobody.example', language: 'en' }]
    watching.mail.refused.add('refused@nobody.example')
    const { name } = await found({ contacts, othersAfter: 1 })
    await watching.node.drain()
    const alert = await alertOf(name)
    expect(alert).toMatchObject({ state: 'unreached', othersFrom: expect.any(String) })
    expect(alert).not.toHaveProperty('toldAt')
  })

  test('a sealed window keeps others out whatever the party says; at its end the entry of the log is public and proves when it was found', async () => {
    const group = await groupOf()
    const { alert, name } = await found()
    await watching.node.drain()
    const until = new Date(watching.node.clock.now().getTime() + 48 * HOUR_MS).toISOString()
    const basis = 'Order of a court of 1 October'
    const sealed = await hub(sealAlert, { params: { id: alert.id }, body: { until, basis } })
    expect(sealed).toMatchObject({ seal: { until, basis, opened: false }, mayShare: false })
    const token = tokenIn(mailTo(`it@${name.replace('.net', '.org')}`).text)
    const { anonymous } = watching.node.stage
    await anonymous(answerByLink, {
      body: { token, alertId: alert.id, answer: 'not-ours', mayKnow: 'members', wantsHelp: false },
    })
    const draft = await draftOf(alert, group)
    const before = await hub(previewRelease, { body: draft })
    expect(before.verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    expect(JSON.stringify(await anonymous(listOpenedSeals))).not.toContain(name)
    const params = { index: String(alert.logIndex) }
    await expect(anonymous(getOpenedSeal, { params })).rejects.toMatchObject({ code: 'not-found' })

    watching.node.clock.advance(48 * HOUR_MS)
    await watching.node.drain()
    const after = await hub(previewRelease, { body: draft })
    expect(after.verdicts.map(({ allow }) => allow)).toEqual([true])
    const { items } = await anonymous(listOpenedSeals)
    expect(items[0]).toMatchObject({ name, basis, logIndex: alert.logIndex })
    expect(items[0]).not.toHaveProperty('ours')
    const reply = await watching.node.app.request(`/api/opened-seals/${alert.logIndex}/proof`)
    const text = await reply.text()
    const keys = toVerifiers(watching.node.context.log.verifier)
    const { disclosure } = await verifyReceipt(text, keys)
    expect(disclosure).toMatchObject({ state: 'open', payload: expect.stringContaining(name) })
    const { items: lines } = await anonymous(listLog, { query: { limit: 200 } })
    const kinds = new Set(lines.map(({ kind }) => kind))
    expect(kinds.has('alert.unsealed')).toBe(true)
    expect([...kinds].filter((kind) => /alert\.(?!unsealed)|party\./.test(kind))).toEqual([])
    await anonymous(answerByLink, {
      body: { token, alertId: alert.id, answer: 'ours', mayKnow: 'nobody', wantsHelp: false },
    })
    expect((await anonymous(listOpenedSeals)).items[0]).toMatchObject({ name, ours: true })
  })

  test('a body of government or a campaign looks for its own names alone', async () => {
    const { statement } = await found()
    const name = statement.domains[0]!.replace('.org', '.co')
    const agency = await watching.as('agency')
    const file = (await watching.node.stage.upload(
      mailOf('agency'),
      uploadActivity,
      'name=names.txt&of=names',
      new Blob([name]),
    )) as Upload
    await expect(agency(startWatch, { body: { uploadId: file.id } })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await watching.look('platform', [name])).findings).toBe(1)
  })

  test('once a watch has ended, whom it told is forgotten, its links lead nowhere and its mails do not leave', async () => {
    const { party, name } = await found({
      contacts: [{ title: 'IT', email: 'gone@end.example', language: 'en' }],
    })
    await watching.node.drain()
    const token = tokenIn(mailTo('gone@end.example').text)
    expect(await hub(endParty, { params: { id: party.id } })).toMatchObject({ state: 'ended' })
    await expect(
      watching.node.stage.anonymous(openPartyLink, { body: { token } }),
    ).rejects.toMatchObject({ code: 'not-found' })
    for (const table of ['party_versions', 'telling_contacts', 'deliveries'] as const) {
      const rows = await database.db.selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain('gone@end.example')
    }
    const again = await watching.look('hub', [name.replace('.net', '.co')])
    expect(again.findings).toBe(0)
  })

  test('what was found and not told of a party whose watch has ended may be shared: nobody is left to be told first', async () => {
    const group = await groupOf()
    const { party, alert, name } = await found({ tellFrom: 101 })
    await hub(setAlertAside, { params: { id: alert.id }, body: { reason: 'A shop.' } })
    const before = await hub(previewRelease, { body: await draftOf(alert, group) })
    expect(before.verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    await hub(endParty, { params: { id: party.id } })
    await watching.node.drain()
    expect(await alertOf(name)).toMatchObject({ state: 'set-aside', mayShare: true })
    const after = await hub(previewRelease, { body: await draftOf(alert, group) })
    expect(after.verdicts.map(({ allow }) => allow)).toEqual([true])
  })

  test('a name found below another keeps that one in too, and one at a shared host keeps none of its neighbours', async () => {
    const group = await groupOf()
    const domain = DOMAINS.pop()!
    await watching.enrol('hub', statementOf(domain, { tellFrom: 101 }), false)
    const label = domain.replace('.org', '')
    await watching.look('hub', [`${domain}.sign-in-desk.net`, `${label}.github.io`])
    const rulesOf = async (content: string) => {
      const { verdicts } = await hub(previewRelease, {
        body: { title: 'A note', terms: termsOf(group), objects: [{ ...NOTE, content }] },
      })
      return verdicts.map(({ rule }) => rule)
    }
    expect(await rulesOf('See sign-in-desk.net')).toEqual(['party-first'])
    expect(await rulesOf('See garden-photos.github.io')).not.toContain('party-first')
    expect(await rulesOf(`See ${label}.github.io`)).toEqual(['party-first'])
  })

  test('two who answer at once, and a look beside them, leave one answer and no failure', async () => {
    const { alert, name } = await found({}, { isMember: true })
    await watching.node.drain()
    const campaign = await watching.as('campaign')
    const answers = ['ours', 'not-ours', 'known', 'ours', 'not-ours'] as const
    await Promise.all([
      ...answers.map((answer) =>
        campaign(answerAlert, {
          params: { id: alert.id },
          body: { answer, mayKnow: 'nobody', wantsHelp: false },
        }),
      ),
      watching.look('hub', [name, name]),
      watching.node.drain(),
    ])
    expect(await alertOf(name)).toMatchObject({ state: 'answered', seen: 2 })
  })
})
