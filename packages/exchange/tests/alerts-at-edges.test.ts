/** Names that imitate defended parties where few look: machines, auditors, every door to others, mails that come back, erasure. */
import {
  addMeetingItem,
  addToGroup,
  answerAlert,
  approveErasure,
  askErasure,
  callMeeting,
  changeParty,
  createClient,
  createGroup,
  createRelease,
  endParty,
  getAlert,
  getHeldRelease,
  getOpenedSeal,
  getRun,
  holdRelease,
  listAlerts,
  listOpenedSeals,
  listParties,
  openMeeting,
  previewRelease,
  proposeParty,
  proposeTearLine,
  sealAlert,
  setAlertAside,
  settleParty,
  startWatch,
  submitMessage,
  tellParty,
  uploadActivity,
  type Client,
  type PartyAlert,
  type Upload,
} from '@tocsin/api'
import { tlpMarking } from '@tocsin/stix'
import { freshPostgres, onEachDatabase, seedPerson, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partyMails } from '../src/alerts/mails.ts'
import { hashSecret, newKeySecret } from '../src/auth/secrets.ts'
import { hear } from '../src/bounces/hear.ts'
import { deliverDue } from '../src/delivery/deliver.ts'
import { makeCorpus } from './bounces/corpus.ts'
import { CLERK } from './bounces/sample.ts'
import { MESSAGE } from './members-at-work.ts'
import { mailOf, openWatching, statementOf, type Watching } from './watching.ts'

const HOUR_MS = 3_600_000
const TAXII = 'application/taxii+json;version=2.1'
/** Far from each other, so that what imitates one imitates no other. */
const NAMES = [
  'quillwort-hall',
  'sorrelbank-trust',
  'marjoramfoundation',
  'tansyforum',
  'hyssop-review',
  'borage-league',
  'lovageobserver',
  'chervil-and-dill',
  'burnetalliance',
  'camomile-union',
  'yarrowcouncil',
  'elecampane',
  'fenugreek-society',
  'comfreypartners',
]

/** A code, or a code with the rule, of what was refused; `let in` otherwise. */
function outcomeOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'let in',
    (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
  )
}

const noteOf = (content: string, rest: object = {}) => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--${randomUUID()}`,
  created: '2026-10-01T10:00:00.000Z',
  modified: '2026-10-01T10:00:00.000Z',
  content,
  object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  ...rest,
})

onEachDatabase('look-alike names at the edges', (open) => {
  let watching: Watching
  let hub: Client
  let database: TestDatabase
  let group: string
  let wide: string
  const free = [...NAMES]

  beforeAll(async () => {
    database = await open()
    watching = await openWatching(database)
    hub = await watching.as('hub')
    const second = { email: mailOf('second'), roles: ['reviewer' as const, 'analyst' as const] }
    await seedPerson(database.db, watching.ids.agency, second)
    const { ids } = watching
    group = await found('Room', [ids.hub, ids.platform])
    wide = await found('Wide room', [ids.hub, ids.platform, ids.agency, ids.stranger])
  })
  afterAll(() => watching?.close())

  async function found(name: string, members: string[]): Promise<string> {
    const { id } = await hub(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what imitates whom.',
        purposes: ['election-security'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'red',
        expiresAt: '2027-10-01T00:00:00.000Z',
      },
    })
    for (const memberId of members) await hub(addToGroup, { params: { id, memberId } })
    return id
  }
  async function alertOf(by: Client, words: string): Promise<PartyAlert> {
    return (await by(listAlerts, { query: { words } })).items[0]!
  }
  const enrolOne = async (changes: Parameters<typeof statementOf>[1] = {}, by = 'hub') => {
    const domain = `${free.pop()!}.org`
    const statement = statementOf(domain, changes)
    const party = await watching.enrol(by, statement, by !== 'hub')
    return { party, statement, domain, name: domain.replace('.org', '.net') }
  }
  const findOne = async (changes: Parameters<typeof statementOf>[1] = {}, by = 'hub') => {
    const one = await enrolOne(changes, by)
    await watching.look('hub', [one.name])
    return { ...one, alert: await alertOf(hub, one.name) }
  }
  const draftOf = (content: string, rest: object = {}, groupId = group) => ({
    title: `A note ${randomUUID()}`,
    terms: {
      groupId,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    },
    objects: [noteOf(content)],
    ...rest,
  })
  type Draft = ReturnType<typeof draftOf>
  const release = async (by: Client, draft: Draft) => {
    const { digest } = await by(previewRelease, { body: draft })
    return (await by(createRelease, { body: { draft, digest } })).summary
  }
  const idOf = (email: string) =>
    database.db
      .selectFrom('people')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  /** A machine of a member; of one of its people where that is named. */
  async function keyOf(memberId: string, canWrite: boolean, personId?: string) {
    const secret = newKeySecret()
    const key = {
      id: randomUUID(),
      member_id: memberId,
      person_id: personId ?? null,
      label: 'test',
    }
    const more = { secret_hash: hashSecret(secret), can_write: canWrite, created_at: new Date() }
    await database.db
      .insertInto('api_keys')
      .values({ ...key, ...more })
      .execute()
    const headers = { authorization: `Bearer ${secret}` }
    const toFetch = ((url: string, init?: RequestInit) =>
      watching.node.app.request(url, init)) as typeof fetch
    const base = watching.node.context.config.origin
    return { headers, call: createClient({ base, fetch: toFetch, headers }) }
  }
  const upload = async (by: string, names: readonly string[]) =>
    (await watching.node.stage.upload(
      mailOf(by),
      uploadActivity,
      'name=names.txt&of=names',
      new Blob([names.join('\n')]),
    )) as Upload
  const ended = async (by: Client, id: string) => {
    for (;;) {
      const run = await by(getRun, { params: { id } })
      if (run.endedAt) return run
      await sleep(50)
    }
  }
  const laterBy = (hours: number) =>
    new Date(watching.node.clock.now().getTime() + hours * HOUR_MS).toISOString()
  /** What becomes of every act on a party and an alert. */
  async function actsOf(by: Client, at: { alert: string; party: string }) {
    const alert = { params: { id: at.alert } }
    const party = { params: { id: at.party } }
    const statement = statementOf('meadowsweet-hall.org')
    const said = { answer: 'known' as const, mayKnow: 'members' as const, wantsHelp: false }
    const acts = {
      propose: by(proposeParty, { body: { statement, isMember: true } }),
      change: by(changeParty, { ...party, body: { statement } }),
      settle: by(settleParty, { ...party, body: { version: 1, stands: true } }),
      end: by(endParty, party),
      tell: by(tellParty, alert),
      aside: by(setAlertAside, { ...alert, body: { reason: 'None' } }),
      seal: by(sealAlert, { ...alert, body: { until: laterBy(2), basis: 'None' } }),
      answer: by(answerAlert, { ...alert, body: said }),
    }
    const outcomes = Object.entries(acts).map(async ([how, act]) => [how, await outcomeOf(act)])
    return Object.fromEntries(await Promise.all(outcomes)) as Record<string, string>
  }

  test('a machine reads what its member may and does none of the acts; an auditor alone reads and does none', async () => {
    const { alert, party, name } = await findOne({}, 'campaign')
    const at = { alert: alert.id, party: party.id }
    const { campaign, hub: finder } = watching.ids
    const none = Object.fromEntries(
      ['propose', 'change', 'settle', 'end', 'tell', 'aside', 'seal', 'answer'].map((act) => [
        act,
        'forbidden',
      ]),
    )
    const analyst = await idOf(mailOf('campaign'))
    for (const key of [
      await keyOf(campaign, false),
      await keyOf(campaign, true),
      await keyOf(campaign, true, analyst.id),
      await keyOf(finder, true, (await idOf(mailOf('hub'))).id),
    ]) {
      expect((await key.call(listAlerts)).items.map(({ id }) => id)).toContain(alert.id)
      expect(await actsOf(key.call, at)).toEqual(none)
    }
    await seedPerson(database.db, campaign, { email: mailOf('auditor'), roles: ['auditor'] })
    const auditor = await watching.as('auditor')
    expect((await auditor(getAlert, { params: { id: alert.id } })).alert.name).toBe(name)
    expect(await actsOf(auditor, at)).toEqual(none)
    const { id: uploadId } = await upload('campaign', [name])
    expect(await outcomeOf(auditor(startWatch, { body: { uploadId } }))).toBe('forbidden')
  })

  test('a second campaign and its machine learn nothing of a party, of what imitates it, or of its list of names', async () => {
    const { alert, party, name, domain } = await findOne({}, 'campaign')
    const rival = await watching.node.admit({
      name: 'The rival',
      kind: 'campaign',
      email: mailOf('rival'),
      roles: ['analyst'],
    })
    const other = await watching.as('rival')
    const nobody = { alert: randomUUID(), party: randomUUID() }
    const acts = await actsOf(other, { alert: alert.id, party: party.id })
    expect(acts).toEqual(await actsOf(other, nobody))
    const key = await keyOf(rival, true)
    const seen = await Promise.all(
      [other, key.call].flatMap((by) => [by(listAlerts), by(listParties), by(listOpenedSeals)]),
    )
    for (const secret of [name, domain, alert.id, party.id])
      expect(JSON.stringify(seen)).not.toContain(secret)
    const { id: uploadId } = await upload('campaign', [name])
    expect(await outcomeOf(other(startWatch, { body: { uploadId } }))).toBe('not-found')
  })

  test('what waits for its party is refused to a machine that posts it, alone and not what stands beside it', async () => {
    const { name } = await findOne()
    const { headers } = await keyOf(watching.ids.hub, true, (await idOf(mailOf('hub'))).id)
    const objects = [noteOf(`see ${name}`), noteOf('Accounts that post in step')]
    const path = `${watching.node.context.config.origin}/taxii2/exchange/collections/${group}/objects/`
    const reply = await watching.node.app.request(path, {
      method: 'POST',
      headers: { ...headers, accept: TAXII, 'content-type': TAXII },
      body: JSON.stringify({ objects }),
    })
    const status = (await reply.json()) as { failures: { id: string; message: string }[] }
    expect(status).toMatchObject({ success_count: 1, failure_count: 1 })
    expect(status.failures).toMatchObject([
      { id: objects[0]!.id, message: expect.stringContaining('defended party') },
    ])
    const platform = await keyOf(watching.ids.platform, false)
    const polled = await watching.node.app.request(path, {
      headers: { ...platform.headers, accept: TAXII },
    })
    expect(await polled.text()).not.toContain(name)
  })

  test('a lower version of what was released before the name was found is refused while its party is told first', async () => {
    const { name } = await enrolOne()
    const kept = noteOf(`see ${name}`, { object_marking_refs: [tlpMarking('green').id] })
    const source = await release(hub, { ...draftOf(''), objects: [kept] })
    await watching.look('hub', [name])
    const torn = await hub(proposeTearLine, {
      params: { id: source.id },
      body: { tlp: 'green' },
    })
    const base = draftOf('')
    const draft = {
      ...base,
      terms: { ...base.terms, tlp: 'green' as const },
      objects: torn.objects,
      tearLine: torn.id,
    }
    const { verdicts } = await hub(previewRelease, { body: draft })
    expect(verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    const { digest } = await hub(previewRelease, { body: draft })
    expect(await outcomeOf(hub(createRelease, { body: { draft, digest } }))).toMatch(
      /party-first|preview/,
    )
  })

  test('a held release whose name is found while it waits does not leave, and says why', async () => {
    const { name } = await enrolOne()
    const draft = draftOf(`see ${name}`)
    const { digest } = await hub(previewRelease, { body: draft })
    const held = await hub(holdRelease, { body: { draft, digest, minutes: 5 } })
    await watching.look('hub', [name])
    watching.node.clock.advance(6 * 60_000)
    await watching.node.drain()
    const after = await hub(getHeldRelease, { params: { id: held.id } })
    expect(after).toMatchObject({ state: 'failed', fault: expect.any(String) })
    expect(after).not.toHaveProperty('releaseId')
  })

  test('an agency that found what imitates itself tells others once it says so, by a message too', async () => {
    const { name } = await enrolOne({}, 'agency')
    await watching.look('agency', [name])
    const agency = await watching.as('agency')
    const alert = await alertOf(agency, name)
    const draft = draftOf(`Seen: ${name}`, { message: MESSAGE }, wide)
    expect(await outcomeOf(agency(submitMessage, { body: { draft } }))).toBe(
      'refused-by-policy party-first',
    )
    const said = { answer: 'not-ours' as const, mayKnow: 'members' as const, wantsHelp: false }
    await agency(answerAlert, { params: { id: alert.id }, body: said })
    expect(await outcomeOf(agency(submitMessage, { body: { draft } }))).toBe('let in')
  })

  test('what is said in a meeting is refused like a release while it names what waits for its party', async () => {
    const { name } = await findOne()
    const meeting = await hub(callMeeting, {
      body: {
        groupId: group,
        title: 'Before the vote',
        purpose: 'election-security',
        basis: 'Charter, section 2',
        tlp: 'amber',
        pap: 'amber',
        agenda: ['What was seen'],
        day: '2026-12-13',
        time: '09:30',
        zone: 'America/New_York',
        minutes: 45,
        way: 'video',
        place: 'https://video.example/room/7',
        invited: [watching.ids.platform],
      },
    })
    const item = { title: 'Seen', words: `see ${name}`, message: MESSAGE }
    const say = () => hub(addMeetingItem, { params: { id: meeting.id }, body: item })
    expect(await outcomeOf(say())).toBe('refused-by-policy party-first')
    const { version } = meeting
    await hub(openMeeting, { params: { id: meeting.id }, body: { version } })
    expect(await say()).toMatchObject({ state: 'refused', rule: 'party-first' })
  })

  test('a look whose person is erased while it runs ends well, and what it found stands with nobody named', async () => {
    const { name } = await enrolOne()
    const email = `${randomUUID()}@gone.example`
    await seedPerson(database.db, watching.ids.hub, { email, roles: ['analyst'] })
    const person = await idOf(email)
    const by = await watching.node.stage.as(email)
    const { id: uploadId } = await upload('hub', [name])
    const run = await by(startWatch, { body: { uploadId } })
    const deputy = await watching.as('deputy')
    const wish = await hub(askErasure, {
      body: { subject: `person:${person.id}`, reason: 'Asked' },
    })
    await deputy(approveErasure, { params: { id: wish.id } })
    expect(await ended(hub, run.id)).toMatchObject({ state: 'done', findings: 1 })
    await watching.node.drain()
    expect(await alertOf(hub, name)).toMatchObject({ state: 'told' })
    expect(await outcomeOf(by(startWatch, { body: { uploadId } }))).toBe('not-signed-in')
  })

  test('a party answers, is sealed and told again after whoever told it was erased', async () => {
    const email = `${randomUUID()}@gone.example`
    await seedPerson(database.db, watching.ids.hub, { email, roles: ['analyst'] })
    const person = await idOf(email)
    const { alert } = await findOne({ tellFrom: 101 }, 'campaign')
    const by = await watching.node.stage.as(email)
    const { call } = await keyOf(watching.ids.hub, true, person.id)
    const at = { params: { id: alert.id } }
    await by(tellParty, at)
    await by(sealAlert, { ...at, body: { until: laterBy(3), basis: 'An order' } })
    const deputy = await watching.as('deputy')
    const wishes = await Promise.all(
      [`person:${person.id}`, `alert:${alert.id}`].map((subject) =>
        hub(askErasure, { body: { subject, reason: 'Asked' } }),
      ),
    )
    for (const { id } of wishes) await deputy(approveErasure, { params: { id } })
    expect(await outcomeOf(call(listAlerts))).toBe('not-signed-in')
    await watching.node.drain()
    const campaign = await watching.as('campaign')
    const said = { answer: 'not-ours' as const, mayKnow: 'nobody' as const, wantsHelp: false }
    expect(await campaign(answerAlert, { ...at, body: said })).toMatchObject({ state: 'answered' })
    watching.node.clock.advance(4 * HOUR_MS)
    await watching.node.drain()
    const { items } = await watching.node.stage.anonymous(listOpenedSeals)
    const opened = items.find((one) => one.name === alert.name)
    expect(opened).toMatchObject({ basis: 'Erased' })
    const params = { index: String(opened!.logIndex) }
    expect(await outcomeOf(watching.node.stage.anonymous(getOpenedSeal, { params }))).toBe('let in')
  })
})

describe('a mail that comes back as another of the same telling is settled', () => {
  const FAILED = makeCorpus().find(({ kind, bytes }) => kind === 'failed' && bytes.length > 0)!
  let watching: Watching
  let database: TestDatabase
  beforeAll(async () => {
    database = await freshPostgres()
    watching = await openWatching(database)
  })
  afterAll(() => watching?.close())

  test.each([
    ['the other arrives', false, 'told'],
    ['the other is refused', true, 'unreached'],
  ] as const)('leaves one state, on record, where %s', async (_how, isRefused, state) => {
    const { node, mail } = watching
    for (let round = 0; round < 4; round++) {
      const domain = `${NAMES[round + (isRefused ? 4 : 0)]!}.org`
      const other = `second@${domain}`
      const contacts = [
        { title: 'Head of IT', email: CLERK, language: 'en' },
        { title: 'Owner', email: other, language: 'en' },
      ]
      await watching.enrol('hub', statementOf(domain, { contacts }), false)
      mail.putOff.set(other, async () => {})
      await watching.look('hub', [domain.replace('.org', '.net')])
      await deliverDue(node.context, [partyMails])
      mail.putOff.delete(other)
      if (isRefused) mail.refused.add(other)
      node.clock.advance(60_000)
      const first = await database.db
        .selectFrom('deliveries')
        .select('id')
        .where('address', '=', CLERK)
        .where('state', '=', 'sent')
        .where('bounced_at', 'is', null)
        .executeTakeFirstOrThrow()
      const bounce = () =>
        hear(node.context, [partyMails], {
          deliveryId: first.id,
          sender: FAILED.sender,
          bytes: FAILED.bytes,
        })
      // Both wait for the telling, so that they cross whichever comes first.
      const crossing = await database.db.transaction().execute(async (tx) => {
        await sql`select id from party_tellings for update`.execute(tx)
        const both = [bounce(), deliverDue(node.context, [partyMails])]
        if (round % 2) both.reverse()
        await sleep(150)
        return both
      })
      expect(await Promise.all(crossing)).toContain('failed')
      const hub = await watching.as('hub')
      const { items } = await hub(listAlerts, { query: { words: domain.replace('.org', '') } })
      expect(items).toMatchObject([{ state }])
      expect(items[0]!.othersFrom).toBeDefined()
      const { mails } = await hub(getAlert, { params: { id: items[0]!.id } })
      expect(mails.map((one) => one.state)).toEqual([
        'failed',
        isRefused ? 'failed' : 'handed-over',
      ])
    }
  })
})
