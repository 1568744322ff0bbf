/**
 * October 2020: platforms had been told in general words to expect a hack and leak, and sworn accounts still differ on what was
 * said and what it was about. Here such a warning is an advisory: its words are provable, it holds no indicator, and nothing
 * later ties it to a page or account.
 *
 * Left out: requests in words that no list of phrases knows; what is played here are those that are known.
 */
import {
  addToGroup,
  approveMessage,
  createGroup,
  getMessage,
  getReceipt,
  getRegisterEntry,
  getRelease,
  getReleaseObjects,
  previewRelease,
  recallRelease,
  submitMessage,
  type Client,
  type Message,
  type ReleaseDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { freshPostgres, seedPerson, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const [HUB, AGENCY, SECOND, PLATFORM] = ['hub', 'agency', 'second', 'platform'].map(
  (name) => `${name}@member.example`,
) as [string, string, string, string]
const WARNING =
  'Expect that stolen mails, with forged ones among them, are published before the election.'
const TITLE = 'A general warning of hack and leak'

const STATED: Omit<Message, 'type'> = {
  nexus: { kind: 'credible-facts', basis: 'A foreign service did so before an earlier election.' },
  authority: {
    text: 'Authority to warn of foreign influence on elections',
    from: '2020-01-01T00:00:00.000Z',
    until: '2021-01-01T00:00:00.000Z',
  },
}

let exchange: TestExchange
let agency: Client
let second: Client
let platform: Client
let group: string
let warning: string
const report = object('report', {
  name: TITLE,
  description: WARNING,
  published: '2020-10-01T10:00:00.000Z',
})

function object(type: string, rest: object) {
  const at = '2020-10-01T10:00:00.000Z'
  const id = `${type}--${randomUUID()}`
  const refs = { object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'] }
  return { type, spec_version: '2.1', id, created: at, modified: at, ...refs, ...rest }
}

function draftOf(type: Message['type'], title: string, objects: object[]): ReleaseDraft {
  const basis = 'Agreement of the members'
  return {
    title,
    terms: { groupId: group, tlp: 'green', pap: 'green', purpose: 'election-security', basis },
    objects,
    message: { ...STATED, type },
  }
}

async function send(draft: ReleaseDraft): Promise<string> {
  const { id, revision } = await agency(submitMessage, { body: { draft } })
  const { digest } = await second(getMessage, { params: { id } })
  const sent = await second(approveMessage, { params: { id }, body: { revision, digest } })
  return sent.releaseId!
}

const ruleOf = (draft: ReleaseDraft) =>
  agency(submitMessage, { body: { draft } }).then(
    () => 'sent',
    (error: { rule?: string }) => error.rule,
  )

beforeAll(async () => {
  exchange = await startTestExchange({
    database: await freshPostgres(),
    origin: 'http://exchange.test',
    start: new Date('2020-10-01T13:00:00.000Z'),
  })
  await exchange.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
  const member = await exchange.admit({
    name: 'Federal agency',
    kind: 'agency',
    email: AGENCY,
    roles: ['analyst'],
  })
  const other = await exchange.admit({
    name: 'Platform',
    kind: 'platform',
    email: PLATFORM,
    roles: ['analyst'],
  })
  await seedPerson(exchange.context.database.db, member, { email: SECOND, roles: ['reviewer'] })
  const hub = await exchange.stage.as(HUB)
  const founded = await hub(createGroup, {
    body: {
      name: 'Agency and platforms',
      charter: 'Information only: nothing is asked and nothing is owed.',
      purposes: ['election-security'],
      legalBasis: 'Agreement of the members',
      maxTlp: 'amber',
      expiresAt: '2021-06-01T00:00:00.000Z',
    },
  })
  group = founded.id
  for (const memberId of [member, other]) await hub(addToGroup, { params: { id: group, memberId } })
  agency = await exchange.stage.as(AGENCY)
  second = await exchange.stage.as(SECOND)
  platform = await exchange.stage.as(PLATFORM)
})

afterAll(async () => {
  const { database } = exchange.context
  await exchange.close()
  await database.close()
})

test('the warning goes out as an advisory, and its exact text is provable to both sides', async () => {
  warning = await send(draftOf('advisory', TITLE, [report]))
  const { summary } = await platform(getRelease, { params: { id: warning } })
  expect(summary.message?.type).toBe('advisory')
  const bundle = await platform(getReleaseObjects, { params: { id: warning } })
  expect(JSON.stringify(bundle)).toContain(WARNING)
  await exchange.drain()
  const keys = toVerifiers(exchange.context.log.verifier)
  const entry = await exchange.stage.anonymous(getRegisterEntry, { params: { id: warning } })
  for (const side of [agency, platform]) {
    const file = await side(getReceipt, { params: { index: summary.logIndex } })
    const { disclosure } = await verifyReceipt(file, keys)
    if (disclosure.state !== 'open') throw new Error('not an open receipt')
    expect(JSON.parse(disclosure.payload)).toMatchObject({
      title: TITLE,
      message: { type: 'advisory' },
      objects: { sha256: entry.contentHash },
    })
  }
})

test('a warning with an indicator, a page or an account in it is no advisory', async () => {
  const named = [
    [
      object('report', {
        name: 'Warning',
        description: 'It is at hxxps://story[.]example',
        published: '2020-10-01T10:00:00.000Z',
      }),
    ],
    [object('note', { content: 'Posted by @example_desk' })],
    [
      {
        type: 'domain-name',
        spec_version: '2.1',
        id: `domain-name--${randomUUID()}`,
        value: 'story.example',
      },
    ],
  ]
  for (const objects of named)
    expect(await ruleOf(draftOf('advisory', 'A warning', objects))).toBe('advisory-names-nothing')
})

test('no later message ties it to a page: not by its objects, its release, its title, nor by a new version', async () => {
  const page = { object_refs: [`url--${randomUUID()}`] }
  const ties = [
    object('note', { content: 'This is the one', object_refs: [...page.object_refs, report.id] }),
    object('note', { content: `This is what ${warning} was about`, ...page }),
    object('note', { content: 'See “a general warning of hack and leak”', ...page }),
    { ...report, modified: '2020-10-14T10:00:00.000Z', description: 'It is at story.example' },
  ]
  for (const tie of ties)
    expect(await ruleOf(draftOf('notice-of-information', 'The story of today', [tie]))).toBe(
      'advisory-not-attached',
    )
  await expect(
    agency(recallRelease, {
      params: { id: warning },
      body: { reason: 'It was about story.example' },
    }),
  ).rejects.toMatchObject({ rule: 'advisory-not-attached' })
})

test('a request goes through in no type and no field', async () => {
  const asks = [
    'Please remove these accounts',
    'We ask that you take down the page',
    'This should be labelled, and the group must be suspended',
    'Pedimos que eliminen las cuentas',
  ]
  for (const ask of asks)
    for (const type of ['notice-of-information', 'technical-indicator', 'advisory'] as const)
      expect(await ruleOf(draftOf(type, 'A word', [object('note', { content: ask })]))).toBe(
        'government-asks-nothing',
      )
  const plain = draftOf('notice-of-information', 'A word', [object('note', { content: 'Seen' })])
  const [ask] = asks
  const hidden: ReleaseDraft[] = [
    { ...plain, title: ask! },
    { ...plain, terms: { ...plain.terms, basis: ask! } },
    { ...plain, message: { ...plain.message!, nexus: { kind: 'credible-facts', basis: ask! } } },
    {
      ...plain,
      objects: [{ ...object('course-of-action', { name: 'What helps' }), object_refs: undefined }],
    },
  ]
  for (const draft of hidden) expect(await ruleOf(draft)).toBe('government-asks-nothing')
})

test('legal process names its paper and holds no word of its own', async () => {
  const bare = draftOf('legal-process', 'An order was served', [
    object('grouping', { context: 'unspecified' }),
  ])
  expect(await ruleOf(bare)).toBe('legal-process-by-paper')
  const served = {
    ...bare,
    message: { ...bare.message!, reference: 'District court, order 1 of 2020' },
  }
  const { verdicts } = await agency(previewRelease, { body: served })
  expect(verdicts.map(({ rule }) => rule)).toEqual(['message-needs-second'])
  const prose = [
    object('grouping', { context: 'unspecified', description: 'It names three accounts' }),
  ]
  expect(await ruleOf({ ...served, objects: prose })).toBe('legal-process-by-paper')
})
