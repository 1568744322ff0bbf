/**
 * S1, 19 to 22 August 2019: a platform published 936 accounts that it had suspended, a second one acted the same day on what it was
 * told, a third one three days later. Here the first one finds a network by when accounts post, tells two peers at once, and the three
 * work a case. Posts are generated, since the published set is not part of this tree; so are the accounts that five members disclose
 * together at the end, as many as were stated then (936; 7 pages, 3 groups and 5 accounts; 210 channels).
 * Left out: matching of accounts between platforms in private.
 */
import {
  addDecisionKey,
  addToGroup,
  answerDisclosure,
  answerCaseInvitation,
  createGroup,
  createRelease,
  draftStix,
  type DisclosurePack,
  getCase,
  getDisclosure,
  getPublished,
  handInPart,
  getReceipt,
  getRelease,
  getReleaseObjects,
  importFindings,
  listCaseEvents,
  listCaseItems,
  listCaseLines,
  listCases,
  listDecisions,
  openCase,
  previewRelease,
  proposeDisclosure,
  putInCase,
  sealDecision as sealRoute,
  writeCaseLine,
  writeCaseStep,
  type Client,
  type ReleaseDraft,
} from '@tocsin/api'
import { detect, generateTraffic, trafficCsv } from '@tocsin/detect'
import { toBase64, toVerifiers, verifyReceipt } from '@tocsin/proof'
import { aboutOf, makeDecisionKey, sealDecision } from '@tocsin/proof/sealing'
import { freshPostgres, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const [A, B, C, AGENCY] = ['a', 'b', 'c', 'agency'].map((name) => `${name}@member.example`) as [
  string,
  string,
  string,
  string,
]
const SLOW = 300_000
const START = new Date('2019-08-19T12:00:00.000Z')

let dir: string
let exchange: TestExchange
let group: string
let ids: Map<string, string>
let findingId: string
let release: string
let caseId: string

const as = (email: string): Promise<Client> => exchange.stage.as(email)

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-s1-'))
  exchange = await startTestExchange({
    database: await freshPostgres(),
    origin: 'http://exchange.test',
    start: START,
  })
  ids = new Map()
  for (const [email, name] of [
    [A, 'Platform A'],
    [B, 'Platform B'],
    [C, 'Platform C'],
  ] as const) {
    const roles = email === A ? (['analyst', 'operator'] as const) : (['analyst'] as const)
    ids.set(email, await exchange.admit({ name, kind: 'platform', email, roles: [...roles] }))
  }
  await exchange.admit({ name: 'Agency', kind: 'agency', email: AGENCY, roles: ['analyst'] })
  const a = await as(A)
  const founded = await a(createGroup, {
    body: {
      name: 'Platforms',
      charter: 'Platforms tell each other what they find; each judges for itself.',
      purposes: ['platform-integrity'],
      legalBasis: 'Voluntary agreement',
      maxTlp: 'amber',
      expiresAt: '2020-08-01T00:00:00.000Z',
    },
  })
  group = founded.id
  for (const memberId of ids.values()) await a(addToGroup, { params: { id: group, memberId } })
})

afterAll(async () => {
  const { database } = exchange.context
  await exchange.close()
  await database.close()
  await rm(dir, { recursive: true, force: true })
})

test(
  'the first platform finds a network by when its accounts post, in words that name no side',
  { timeout: SLOW },
  async () => {
    const traffic = generateTraffic({
      seed: 's1',
      start: Date.UTC(2019, 7, 9),
      days: 10,
      accounts: 600,
      operations: [
        { name: 'planted', size: 40, traces: ['hashtag', 'link'], actsPerDay: 12, jitter: 25 },
      ],
    })
    const path = join(dir, 'posts.csv')
    await writeFile(path, [...trafficCsv(traffic)].join(''))
    const found = await detect(path, { traces: ['link', 'hashtag', 'text'], window: 60 })
    const [largest] = found.findings.toSorted((x, y) => y.members.length - x.members.length)
    expect(largest!.members.length).toBeGreaterThan(30)
    expect(largest!.summary).not.toMatch(/china|state|troll|propaganda/i)
    const taken = await (await as(A))(importFindings, { body: { findings: [largest!] } })
    findingId = taken.items[0]!.id
  },
)

test('within the hour two peers hold it as STIX under AMBER, and no body of government is there to see it', async () => {
  const a = await as(A)
  const { objects } = await a(draftStix, { params: { id: findingId } })
  const draft: ReleaseDraft = {
    title: 'Accounts that post in step',
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'platform-integrity',
      basis: 'Voluntary agreement',
    },
    objects,
  }
  const { digest, verdicts } = await a(previewRelease, { body: draft })
  expect(
    verdicts
      .filter(({ allow }) => allow)
      .map(({ member }) => member.name)
      .toSorted(),
  ).toEqual(['Platform B', 'Platform C'])
  const { summary } = await a(createRelease, { body: { draft, digest } })
  release = summary.id
  expect(Date.parse(summary.releasedAt) - START.getTime()).toBeLessThan(3_600_000)
  for (const email of [B, C])
    expect(
      JSON.stringify(await (await as(email))(getReleaseObjects, { params: { id: release } })),
    ).toContain('user-account')
  await expect((await as(AGENCY))(getRelease, { params: { id: release } })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('the three work a case: what one has for itself is counted for the others, and joining shows nobody more', async () => {
  const a = await as(A)
  const body = {
    groupId: group,
    title: 'Accounts that post in step, August 2019',
    purpose: 'platform-integrity' as const,
    invited: [ids.get(B)!, ids.get(C)!],
  }
  caseId = (await a(openCase, { body })).id
  const params = { id: caseId }
  for (const email of [B, C])
    await (
      await as(email)
    )(answerCaseInvitation, { params, body: { answer: 'joined' } })
  await a(putInCase, { params, body: { kind: 'finding', ref: findingId } })
  await a(putInCase, { params, body: { kind: 'release', ref: release } })
  const shapes = async (email: string) =>
    (await (await as(email))(listCaseItems, { params })).items.map((one) =>
      'withheld' in one ? one.withheld : one.kind,
    )
  expect(await shapes(A)).toEqual(['release', 'finding'])
  for (const email of [B, C]) expect(await shapes(email)).toEqual(['release', 1])
  const agency = await as(AGENCY)
  expect((await agency(listCases)).items).toEqual([])
  await expect(agency(getCase, { params })).rejects.toMatchObject({ code: 'not-found' })
})

test('each decides for itself, sealed: the others see neither what nor that it was decided', async () => {
  for (const email of [B, C]) {
    const by = await as(email)
    const { publicKey } = await makeDecisionKey()
    const key = await by(addDecisionKey, { body: { publicKey } })
    const sealed = await sealDecision(aboutOf(release, ids.get(email)!), '{}', {
      own: publicKey,
      holders: [],
    })
    await by(sealRoute, {
      params: { id: release },
      body: {
        keyId: key.id,
        envelope: toBase64(sealed.envelope),
        commitment: toBase64(sealed.commitment),
        holderKeys: [],
      },
    })
    await by(writeCaseStep, {
      params: { id: caseId },
      body: { editId: randomUUID(), words: 'We look at our own accounts' },
    })
  }
  const counts = []
  for (const email of [A, B, C])
    counts.push((await (await as(email))(listDecisions, { params: { id: release } })).items.length)
  expect(counts).toEqual([0, 1, 1])
})

test('one time line and one clock stand for all three, and the record of the release is proven offline', async () => {
  const a = await as(A)
  const params = { id: caseId }
  const words = 'Each publishes what it found itself'
  await a(writeCaseLine, {
    params,
    body: { lineId: randomUUID(), kind: 'plan', words, dueAt: '2019-08-19T20:00:00.000Z' },
  })
  const lines = []
  for (const email of [A, B, C]) {
    const by = await as(email)
    const acts = (await by(listCaseEvents, { params })).items.map(({ act, by: who }) => [
      who.name,
      act,
    ])
    expect(acts).toContainEqual(['Platform B', 'step-made'])
    expect(acts).toContainEqual(['Platform C', 'step-made'])
    expect(acts).toContainEqual(['Platform A', 'planned'])
    expect(JSON.stringify(acts)).not.toContain('decided')
    lines.push((await by(listCaseLines, { params })).items.map((line) => [line.words, line.dueAt]))
  }
  expect(new Set(lines.map((one) => JSON.stringify(one))).size).toBe(1)
  const { summary } = await a(getRelease, { params: { id: release } })
  const proof = await a(getReceipt, { params: { index: summary.logIndex } })
  const verifiers = toVerifiers(exchange.context.log.verifier)
  expect(await verifyReceipt(proof, verifiers)).toMatchObject({ index: summary.logIndex })
})

const INSTANT = '2019-08-19T20:00:00.000Z'
type Account = DisclosurePack['accounts'][number]

/** So many accounts of a kind; every `large`th has followers enough to be named. */
function toAccounts(
  mark: string,
  count: number,
  { kind, large }: { kind: Account['kind']; large: number },
): Account[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${mark}-${kind}-${at}`,
    platform: mark,
    kind,
    handle: `${mark}_${kind}_${at}`,
    followers: at % large === 0 ? 12_000 : 40,
    created: '2017-05-01',
  }))
}

function toPack(accounts: Account[], basis: string): DisclosurePack {
  const actor = 'A network that acted in step'
  return {
    accounts,
    posts: accounts.slice(0, 50).map(({ id, handle }, at) => ({
      id: `post-${id}`,
      account: id,
      at: `2019-08-0${1 + (at % 9)}T09:00:00Z`,
      text: `Number ${at}, by @${handle}`,
    })),
    reach: [],
    spend: [],
    attribution: [{ actor, likelihood: 'likely', confidence: 'moderate', basis }],
    indicators: [],
    corrections: [],
  }
}

test('five members publish to the second what each found: small accounts under pseudonyms, no body of government in it, the proof verifies', async () => {
  const [D, E] = ['d@member.example', 'e@member.example']
  const others = [
    await exchange.admit({ name: 'Platform D', kind: 'platform', email: D, roles: ['analyst'] }),
    await exchange.admit({ name: 'Observatory', kind: 'researcher', email: E, roles: ['analyst'] }),
  ]
  const a = await as(A)
  const { id: circle } = await a(createGroup, {
    body: {
      name: 'Joint disclosure',
      charter: 'Members publish together what each found.',
      purposes: ['platform-integrity'],
      legalBasis: 'Voluntary agreement',
      maxTlp: 'clear',
      expiresAt: '2020-08-01T00:00:00.000Z',
    },
  })
  const invited = [ids.get(B)!, ids.get(C)!, ...others]
  for (const memberId of [ids.get(A)!, ...invited])
    await a(addToGroup, { params: { id: circle, memberId } })
  const { id } = await a(proposeDisclosure, {
    body: {
      groupId: circle,
      title: 'Accounts that acted in step on Hong Kong',
      purpose: 'platform-integrity',
      opensAt: INSTANT,
      threshold: 5000,
      k: 10,
      researchTerms: 'For research alone; nobody is named, nothing is passed on.',
      invited,
    },
  })
  const params = { id }
  for (const email of [B, C, D, E])
    await (
      await as(email)
    )(answerDisclosure, { params, body: { answer: 'agree', opensAt: INSTANT } })
  const facebook = [
    ...toAccounts('facebook', 7, { kind: 'page', large: 1 }),
    ...toAccounts('facebook', 3, { kind: 'group', large: 3 }),
    ...toAccounts('facebook', 5, { kind: 'account', large: 9 }),
  ]
  const packs: [string, DisclosurePack][] = [
    [A, toPack(toAccounts('twitter', 936, { kind: 'account', large: 20 }), 'When they post')],
    [B, toPack(facebook, 'Accounts that a peer told us of, and what we found beside them')],
    [
      C,
      toPack(
        toAccounts('youtube', 210, { kind: 'channel', large: 30 }),
        'Uploads in step, by way of VPNs',
      ),
    ],
    [D, toPack(toAccounts('forum', 12, { kind: 'account', large: 99 }), 'The same words')],
    [
      E,
      {
        ...toPack([], ''),
        attribution: [],
        reach: [{ what: 'Accounts that we looked at', count: 1163 }],
      },
    ],
  ]
  for (const [email, pack] of packs) {
    const body = new Blob([JSON.stringify(pack)], { type: 'application/json' })
    await (
      await as(email)
    )(handInPart, { params, body })
  }
  const { members } = await (await as(B))(getDisclosure, { params })
  expect(members.map(({ handedIn }) => handedIn)).toEqual([true, true, true, true, true])
  await expect((await as(AGENCY))(getDisclosure, { params })).rejects.toMatchObject({
    code: 'not-found',
  })
  exchange.clock.set(new Date(INSTANT))
  await exchange.drain()
  const seen = await exchange.stage.anonymous(getPublished, { params: { id, version: 1 } })
  expect([seen.openedAt, seen.instant]).toEqual([INSTANT, INSTANT])
  expect(seen.parts.map(({ member, state, named }) => [member.name, state, named])).toEqual([
    ['Observatory', 'opened', 0],
    ['Platform A', 'opened', 47],
    ['Platform B', 'opened', 9],
    ['Platform C', 'opened', 7],
    ['Platform D', 'opened', 1],
  ])
  expect(seen.parts.map(({ underPseudonym }) => underPseudonym)).toEqual([
    { count: 0 },
    { count: 889 },
    { fewerThan: 10 },
    { count: 203 },
    { count: 11 },
  ])
  expect(JSON.stringify(seen)).not.toContain('twitter_account_1"')
  const path = `http://exchange.test/api/published-disclosures/${id}/1/proof`
  const proof = await (await exchange.app.request(path)).text()
  const verified = await verifyReceipt(proof, toVerifiers(exchange.context.log.verifier))
  expect(verified.disclosure).toMatchObject({ kind: 'disclosure.opened', time: INSTANT })
})
