/**
 * Peace Data, summer of 2020 to 1 September: a site that posed as independent news hired freelance writers who did not know
 * for whom they wrote; a tip of the FBI reached two platforms, and each took down what it found itself.
 *
 * The agency's words name a writer: the exchange finds who may be one, the agency's author states who is of the country, and what
 * leaves has a pseudonym in that place.
 */
import {
  addToGroup,
  approveMessage,
  createGroup,
  createRelease,
  getMessage,
  getPacket,
  getRelease,
  getReleaseObjects,
  getRegisterEntry,
  listRegister,
  listReleases,
  previewRelease,
  submitMessage,
  type Client,
  type Message,
  type ReleaseDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { freshPostgres, seedPerson, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const [HUB, AGENCY, SECOND, A, B, RESEARCHER] = [
  'hub',
  'agency',
  'second',
  'platform-a',
  'platform-b',
  'researcher',
].map((name) => `${name}@member.example`) as [string, string, string, string, string, string]
const DAY_MS = 86_400_000
const SITE = 'peacedata.net'
/** Stand for any of the writers; roles, never people. */
const WRITER = 'Freelance Writer of Example City'

const MESSAGE: Message = {
  type: 'notice-of-information',
  nexus: {
    kind: 'foreign-government',
    basis: 'The site is run by people of the organisation that ran the accounts of 2015 to 2018.',
  },
  authority: {
    text: 'Authority to warn of foreign influence on elections',
    from: '2020-01-01T00:00:00.000Z',
    until: '2021-01-01T00:00:00.000Z',
  },
}

let exchange: TestExchange
let room: string
let circle: string
let tip: string

function object(type: string, rest: object) {
  const at = '2020-08-24T10:00:00.000Z'
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${randomUUID()}`,
    created: at,
    modified: at,
    ...rest,
  }
}

function draftOf(
  groupId: string,
  title: string,
  objects: object[],
  rest: Partial<ReleaseDraft> & {
    purpose?: 'research' | 'platform-integrity' | 'election-security'
  } = {},
): ReleaseDraft {
  const { purpose = 'election-security', ...more } = rest
  const basis = 'Agreement of the members'
  return { title, terms: { groupId, tlp: 'amber', pap: 'amber', purpose, basis }, objects, ...more }
}

const as = (email: string): Promise<Client> => exchange.stage.as(email)

async function send(by: Client, draft: ReleaseDraft) {
  const { digest } = await by(previewRelease, { body: draft })
  return by(createRelease, { body: { draft, digest } })
}

/** What the author of the agency states: the writer is of the country. */
async function reviewed(draft: ReleaseDraft): Promise<ReleaseDraft> {
  const names = [WRITER]
  const { persons } = await (
    await as(AGENCY)
  )(previewRelease, { body: { ...draft, persons: { names, statements: [] } } })
  const found = persons!.found.map(({ key }) => key)
  return {
    ...draft,
    persons: { of: persons!.of, names, statements: [{ as: 'of-the-country', found }] },
  }
}

const tipDraft = () => {
  const id = `domain-name--${randomUUID()}`
  const site = { type: 'domain-name', spec_version: '2.1', id, value: SITE }
  return draftOf(
    room,
    'A site that poses as independent news',
    [
      site,
      object('report', {
        name: 'A site that poses as independent news',
        description: `Its editors are personas. It pays writers who do not know for whom they write, such as ${WRITER} (freelance.writer [at] example [dot] org).`,
        published: '2020-08-24T10:00:00.000Z',
        object_refs: [site.id],
      }),
    ],
    { message: MESSAGE },
  )
}

beforeAll(async () => {
  exchange = await startTestExchange({
    database: await freshPostgres(),
    origin: 'http://exchange.test',
    start: new Date('2020-08-25T13:00:00.000Z'),
  })
  const admit = (name: string, kind: 'hub' | 'agency' | 'platform' | 'researcher', email: string) =>
    exchange.admit({ name, kind, email, roles: kind === 'hub' ? ['operator'] : ['analyst'] })
  await admit('Hub', 'hub', HUB)
  const agency = await admit('Federal agency', 'agency', AGENCY)
  const platforms = [
    await admit('Platform A', 'platform', A),
    await admit('Platform B', 'platform', B),
  ]
  const researcher = await admit('Observatory', 'researcher', RESEARCHER)
  await seedPerson(exchange.context.database.db, agency, { email: SECOND, roles: ['reviewer'] })
  const hub = await as(HUB)
  const found = async (name: string, members: string[]) => {
    const group = await hub(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what they find; each judges for itself.',
        purposes: ['election-security', 'platform-integrity', 'research'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'amber',
        expiresAt: '2021-06-01T00:00:00.000Z',
      },
    })
    for (const memberId of members) await hub(addToGroup, { params: { id: group.id, memberId } })
    return group.id
  }
  room = await found('Agency and platforms', [agency, ...platforms])
  circle = await found('Platforms and researchers', [...platforms, researcher])
})

afterAll(async () => {
  const { database } = exchange.context
  await exchange.close()
  await database.close()
})

test('the gate stops the tip until a foreign nexus and an authority are stated, a person has looked at who is named, and a second one approves it', async () => {
  const agency = await as(AGENCY)
  const draft = tipDraft()
  const rules = async (message?: Message, persons?: ReleaseDraft['persons']) => {
    const { message: _whole, ...bare } = draft
    const body = { ...bare, ...(message ? { message } : {}), ...(persons ? { persons } : {}) }
    const { verdicts } = await agency(previewRelease, { body })
    return [...new Set(verdicts.map(({ rule }) => rule))]
  }
  const { nexus, authority, type } = MESSAGE
  expect(await rules()).toEqual(['message-needs-type'])
  expect(await rules({ type, authority: authority! })).toEqual(['message-needs-nexus'])
  expect(await rules({ type, nexus: nexus! })).toEqual(['message-needs-authority'])
  expect(await rules(MESSAGE)).toEqual(['persons-not-reviewed'])
  const { persons } = await reviewed(draft)
  expect(await rules(MESSAGE, persons)).toEqual(['message-needs-second'])
})

test('a second person sees who receives it, approves exactly that, and both platforms have it, each for itself', async () => {
  const agency = await as(AGENCY)
  const second = await as(SECOND)
  const { id, revision } = await agency(submitMessage, {
    body: { draft: await reviewed(tipDraft()) },
  })
  const { digest, verdicts } = await second(getMessage, { params: { id } })
  expect(verdicts.map(({ member, allow }) => [member.name, allow])).toEqual([
    ['Platform A', true],
    ['Platform B', true],
  ])
  const sent = await second(approveMessage, { params: { id }, body: { revision, digest } })
  tip = sent.releaseId!
  for (const email of [A, B]) {
    const platform = await as(email)
    const { summary } = await platform(getRelease, { params: { id: tip } })
    expect(summary.message?.noAsk.text).toContain('It asks you to do nothing')
    const bundle = JSON.stringify(await platform(getReleaseObjects, { params: { id: tip } }))
    expect(bundle).toContain(SITE)
    expect(bundle).toContain('such as person-')
    expect(bundle).not.toMatch(/freelance|example.org/i)
  }
})

test('each platform finds its own, which the other sees once it is shared and the agency never does', async () => {
  const accounts = (platform: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      type: 'user-account',
      spec_version: '2.1',
      id: `user-account--${randomUUID()}`,
      user_id: `${platform}-persona-${i + 1}`,
      account_type: platform,
    }))
  const titles = async (email: string) => {
    const { items } = await (await as(email))(listReleases, { query: { direction: 'in' } })
    return items.map(({ title }) => title)
  }
  const research = { purpose: 'research' } as const
  const a = await send(await as(A), draftOf(circle, 'Found by A', accounts('one', 13), research))
  expect(await titles(B)).toContain('Found by A')
  expect(await titles(A)).not.toContain('Found by B')
  const b = await send(await as(B), draftOf(circle, 'Found by B', accounts('two', 5), research))
  const observatory = await as(RESEARCHER)
  const foundIn = async (id: string) => {
    const { objects } = await observatory(getReleaseObjects, { params: { id } })
    return (objects as { type: string }[]).filter(({ type }) => type === 'user-account').length
  }
  expect([await foundIn(a.summary.id), await foundIn(b.summary.id)]).toEqual([13, 5])
  expect(await titles(A)).toContain('Found by B')
  expect((await titles(RESEARCHER)).toSorted()).toEqual(['Found by A', 'Found by B'])
  expect(await titles(AGENCY)).toEqual([])
  const seen = await (await as(AGENCY))(getRelease, { params: { id: tip } })
  expect(seen.recipients.map(({ readAt, readWithheld }) => [readAt, readWithheld])).toEqual([
    [undefined, true],
    [undefined, true],
  ])
})

test('the register has it at once, for anybody and with no receiver, and its words on their day', async () => {
  const { items } = await exchange.stage.anonymous(listRegister)
  expect(items.map(({ id }) => id)).toEqual([tip])
  expect(items[0]).toMatchObject({
    sender: 'Federal agency',
    type: 'notice-of-information',
    receivers: [{ kind: 'platform', fewerThan: 5 }],
    usPersons: 'masked',
  })
  expect(JSON.stringify(items)).not.toMatch(/Platform|peacedata|poses as/)
  exchange.clock.advance(180 * DAY_MS)
  const later = await exchange.stage.anonymous(getRegisterEntry, { params: { id: tip } })
  expect(later.text).toContain('such as person-')
  expect(JSON.stringify(later)).not.toMatch(/freelance|example.org/i)
})

test('the chain is rebuilt from proof files that verify with a public key alone', async () => {
  await exchange.drain()
  const { items } = await (
    await as(AGENCY)
  )(getPacket, {
    params: { about: `release:${tip}` },
    query: {},
  })
  const keys = toVerifiers(exchange.context.log.verifier)
  const said = await Promise.all(
    items.map(async (file) => {
      const { disclosure } = await verifyReceipt(file, keys)
      if (disclosure.state !== 'open') throw new Error('not an open receipt')
      return { kind: disclosure.kind, ...(JSON.parse(disclosure.payload) as object) }
    }),
  )
  const [created] = said
  expect(created).toMatchObject({
    kind: 'release.created',
    message: { type: 'notice-of-information', nexus: MESSAGE.nexus, noAsk: { version: '1' } },
    author: expect.any(String),
    approvedBy: expect.any(String),
  })
  const granted = said.filter(({ kind }) => kind === 'release.granted')
  expect(granted).toHaveLength(2)
  const entry = await exchange.stage.anonymous(getRegisterEntry, { params: { id: tip } })
  expect(created).toMatchObject({ objects: { sha256: entry.contentHash } })
})
