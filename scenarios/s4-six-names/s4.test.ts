/**
 * August 2018: by order of a court a company took over six names that imitated two think-tanks, the Senate of the United States
 * and its own services; it made them public on the night of 20 August. Here the same six names stand among twenty thousand ordinary
 * ones: the four who are imitated are told first and privately, each can check in one step that the sender is genuine, nobody else
 * is told while the window is sealed, and at its end anybody can prove that the log knew of the names before. Campaigns that contest
 * one another are told alike.
 *
 * Left out: the order itself and the taking over, which are a court's and a registry's.
 */
import {
  addToGroup,
  answerByLink,
  checkCallBackCode,
  checkSuspicious,
  countParties,
  createGroup,
  createKey,
  createRelease,
  draftStix,
  getRun,
  listAlerts,
  listOpenedSeals,
  openPartyLink,
  previewRelease,
  proposeParty,
  sealAlert,
  settleParty,
  startWatch,
  uploadActivity,
  type Client,
  type PartyAlert,
  type PartyKind,
  type Upload,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import {
  freshPostgres,
  seedPerson,
  startMailServer,
  startTestExchange,
  type MailServer,
  type TestExchange,
} from '@tocsin/testkit'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SIX = {
  'my-iri.org': ['iri.org'],
  'hudsonorg-my-sharepoint.com': ['hudson.org', 'microsoft.com'],
  'senate.group': ['senate.gov'],
  'adfs-senate.services': ['senate.gov'],
  'adfs-senate.email': ['senate.gov'],
  'office365-onedrive.com': ['microsoft.com'],
}
type Enrolled = { name: string; kind: PartyKind; domains: string[] }
const PARTIES: Enrolled[] = [
  { name: 'A think-tank', kind: 'think-tank', domains: ['iri.org'] },
  { name: 'Another think-tank', kind: 'think-tank', domains: ['hudson.org'] },
  { name: 'A chamber of the legislature', kind: 'office', domains: ['senate.gov'] },
  {
    name: 'A company',
    kind: 'vendor',
    domains: ['microsoft.com', 'office365.com', 'onedrive.com', 'sharepoint.com'],
  },
]
const FOUND = new Date('2018-08-16T15:00:00.000Z')
const ANNOUNCED = '2018-08-21T03:00:00.000Z'
const mailbox = (domain: string, who: string) => `${who}@${domain.replace('.', '-')}.example`

let exchange: TestExchange
let mail: MailServer
let hub: Client
let group: string
let platform: string
let enrol: (party: Enrolled) => Promise<void>

beforeAll(async () => {
  mail = await startMailServer()
  const database = await freshPostgres()
  exchange = await startTestExchange({ database, smtpUrl: mail.url, start: FOUND })
  const admit = (name: string, kind: 'hub' | 'platform') =>
    exchange.admit({
      name,
      kind,
      email: `${kind}@member.example`,
      roles: kind === 'hub' ? ['operator', 'analyst'] : ['analyst'],
    })
  const hubId = await admit('Hub', 'hub')
  platform = await admit('Platform', 'platform')
  const deputy = 'deputy@member.example'
  await seedPerson(database.db, hubId, { email: deputy, roles: ['operator'] }, FOUND)
  hub = await exchange.stage.as('hub@member.example')
  const second = await exchange.stage.as(deputy)
  enrol = async ({ name, kind, domains }) => {
    const contacts = ['it', 'head'].map((who) => ({
      title: who === 'it' ? 'Head of IT' : 'Director',
      email: mailbox(domains[0]!, who),
      language: 'en',
    }))
    const statement = { aliases: [], keywords: [], contacts, tellFrom: 50, othersAfter: 72 }
    const party = await hub(proposeParty, {
      body: { statement: { name, kind, domains, ...statement }, isMember: false },
    })
    await second(settleParty, { params: { id: party.id }, body: { version: 1, stands: true } })
  }
  for (const party of PARTIES) await enrol(party)
  const founded = await hub(createGroup, {
    body: {
      name: 'Those who block',
      charter: 'Members tell each other what imitates whom.',
      purposes: ['election-security'],
      legalBasis: 'Agreement of the members',
      maxTlp: 'amber',
      expiresAt: '2019-01-01T00:00:00.000Z',
    },
  })
  group = founded.id
  for (const memberId of [hubId, platform])
    await hub(addToGroup, { params: { id: group, memberId } })
})
afterAll(async () => {
  const { database } = exchange.context
  await exchange.close()
  await database.close()
  await mail.stop()
})

/** Ordinary names, none of which holds a party's. */
function ordinary(n: number): string[] {
  const parts = [
    'garden',
    'photo',
    'pizza',
    'travel',
    'bright',
    'river',
    'clinic',
    'garage',
    'toy',
    'cloud',
  ]
  return Array.from(
    { length: n },
    (_, i) => `${parts[i % 10]}-${parts[Math.floor(i / 10) % 10]}${i}.com`,
  )
}

/** Looks a list of names through, to its end. */
async function look(names: readonly string[]): Promise<void> {
  const file = (await exchange.stage.upload(
    'hub@member.example',
    uploadActivity,
    'name=registered.txt&of=names',
    new Blob([names.join('\n')]),
  )) as Upload
  let run = await hub(startWatch, { body: { uploadId: file.id } })
  while (!run.endedAt) {
    await sleep(50)
    run = await hub(getRun, { params: { id: run.id } })
  }
}

async function alerts(): Promise<PartyAlert[]> {
  return (await hub(listAlerts, { query: { limit: 200 } })).items
}
const mailTo = (address: string) => mail.mails.find(({ to }) => to === address)!
const tokenIn = (text: string) => /\/p#([\w-]+)/.exec(text)![1]!
async function draftOf({ findingId }: PartyAlert) {
  const { objects } = await hub(draftStix, { params: { id: findingId! } })
  const terms = {
    groupId: group,
    tlp: 'amber' as const,
    pap: 'amber' as const,
    purpose: 'election-security' as const,
    basis: 'Charter',
  }
  return { title: 'A name to block', terms, objects, findingId: findingId! }
}

test('six names among twenty thousand are found, and whoever they imitate is told at once, by two contacts each', async () => {
  const names = ordinary(20_000)
  Object.keys(SIX).forEach((name, i) => names.splice(i * 3000, 0, name))
  await look(names)
  const found = await alerts()
  const byName = Object.fromEntries(
    Object.keys(SIX).map((name) => [
      name,
      found
        .filter((one) => one.name === name)
        .map(({ target }) => target)
        .toSorted(),
    ]),
  )
  expect(byName).toEqual(SIX)
  expect(found).toHaveLength(7)
  await exchange.drain()
  for (const { domains } of PARTIES)
    for (const who of ['it', 'head']) expect(mailTo(mailbox(domains[0]!, who))).toBeDefined()
  expect((await alerts()).map(({ state }) => state)).toEqual(Array(7).fill('told'))
})

test('a party checks in one step that the mail is genuine, and a made-up code is not', async () => {
  const { text } = mailTo(mailbox('iri.org', 'it'))
  const code = /\d{4}-\d{4}-\d{4}/.exec(text)![0]
  const { anonymous } = exchange.stage
  expect(await anonymous(checkCallBackCode, { body: { code } })).toMatchObject({
    genuine: true,
    place: 'A think-tank',
  })
  const other = code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
  expect(await anonymous(checkCallBackCode, { body: { code: other } })).toEqual({ genuine: false })
  const { alerts: told } = await anonymous(openPartyLink, { body: { token: tokenIn(text) } })
  expect(told.map(({ name }) => name)).toEqual(['my-iri.org'])
})

test('while the window is sealed no peer is told, by whatever door, even of what the party lets others know', async () => {
  for (const { id } of await alerts())
    await hub(sealAlert, {
      params: { id },
      body: { until: ANNOUNCED, basis: 'Order of a district court' },
    })
  const token = tokenIn(mailTo(mailbox('iri.org', 'head')).text)
  const { anonymous } = exchange.stage
  const { alerts: told } = await anonymous(openPartyLink, { body: { token } })
  await anonymous(answerByLink, {
    body: {
      token,
      alertId: told[0]!.id,
      answer: 'not-ours',
      mayKnow: 'members',
      wantsHelp: true,
    },
  })
  for (const alert of await alerts()) {
    const { verdicts } = await hub(previewRelease, { body: await draftOf(alert) })
    expect(verdicts.map(({ allow, rule }) => [allow, rule])).toEqual([[false, 'party-first']])
  }
  const key = await hub(createKey, { body: { label: 'Hub’s machine', canWrite: true } })
  const [alert] = await alerts()
  const posted = await exchange.app.request(`/taxii2/exchange/collections/${group}/objects/`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key.secret}`,
      'content-type': 'application/taxii+json;version=2.1',
      accept: 'application/taxii+json;version=2.1',
    },
    body: JSON.stringify({ objects: (await draftOf(alert!)).objects }),
  })
  // All but the sender's own identity, which names nothing.
  expect(await posted.json()).toMatchObject({
    success_count: 1,
    failure_count: 4,
    failures: Array(4).fill(
      expect.objectContaining({ message: expect.stringContaining('it is told first') }),
    ),
  })
  expect(await anonymous(listOpenedSeals)).toEqual({ items: [] })
})

test('at the announcement peers are told, and a stranger proves that the log had each name before', async () => {
  exchange.clock.set(new Date(ANNOUNCED))
  await exchange.drain()
  const keys = toVerifiers(exchange.context.log.verifier)
  const { items } = await exchange.stage.anonymous(listOpenedSeals)
  expect(items.map(({ name }) => name).toSorted()).toEqual(
    ['hudsonorg-my-sharepoint.com', ...Object.keys(SIX)].toSorted(),
  )
  for (const { name, logIndex } of items) {
    const reply = await exchange.app.request(`/api/opened-seals/${logIndex}/proof`)
    const { disclosure } = await verifyReceipt(await reply.text(), keys)
    expect(disclosure).toMatchObject({
      state: 'open',
      kind: 'member.acted',
      time: FOUND.toISOString(),
      payload: expect.stringContaining(`"name":"${name}"`),
    })
  }
  for (const alert of await alerts()) {
    const draft = await draftOf(alert)
    const { digest, verdicts } = await hub(previewRelease, { body: draft })
    expect(verdicts).toEqual([expect.objectContaining({ allow: true })])
    const released = await hub(createRelease, { body: { draft, digest } })
    expect(released.recipients.map(({ member }) => member.id)).toEqual([platform])
  }
})

test('a peer that was told knows the name in a mail from then on, and one that was not does not', async () => {
  const names = async (who: string) => {
    const client = await exchange.stage.as(`${who}@member.example`)
    const words = 'Please sign in at https://adfs-senate[.]email/ today'
    const { verdict } = await client(checkSuspicious, { body: { words, language: 'en' } })
    return verdict
  }
  expect(await names('platform')).toBe('known')
  await exchange.admit({
    name: 'A stranger',
    kind: 'campaign',
    email: 'stranger@member.example',
    roles: ['analyst'],
  })
  expect(await names('stranger')).toBe('nothing-known')
})

test('two campaigns of one contest are told alike: as soon, of as much, with the same hours before anybody else', async () => {
  for (const name of ['Smith', 'Jones'])
    await enrol({
      name: `${name} for the county`,
      kind: 'campaign',
      domains: [`${name.toLowerCase()}forthecounty.com`],
    })
  await look(['smithforthecounty.net', 'jonesforthecounty.net', 'garden-photo.com'])
  await exchange.drain()
  const told = (await alerts()).filter(({ party }) => party.name.endsWith('for the county'))
  expect(told.map(({ party }) => party.name).toSorted()).toEqual([
    'Jones for the county',
    'Smith for the county',
  ])
  const [one, other] = told.map(({ technique, score, state, firstSeen, toldAt, othersFrom }) => ({
    technique,
    score,
    state,
    firstSeen,
    toldAt,
    othersFrom,
  }))
  expect(one).toEqual(other)
  // By the exchange's clock nothing passes between a find and the mail to the party.
  expect(one!.toldAt).toBe(one!.firstSeen)
  const mails = ['smith', 'jones'].map((name) =>
    ['it', 'head'].map((who) => mailTo(mailbox(`${name}forthecounty.com`, who)).subject),
  )
  expect(mails[0]!.map((subject) => subject.replace('Smith', 'Jones'))).toEqual(mails[1])
  const { counts } = await exchange.stage.anonymous(countParties)
  expect(counts).toContainEqual({ kind: 'campaign', count: 2 })
})
