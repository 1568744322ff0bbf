import {
  createRelease,
  addToGroup,
  createGroup,
  draftStix,
  getNetwork,
  importFindings,
  listNetworks,
  previewRelease,
  recallRelease,
  triageNetworks,
  type Network,
  type QueryOf,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weighOldFindings } from './weigh-old.ts'

const FIRST = 'first@platform.example'
const SECOND = 'second@platform.example'
const OTHER = 'other@platform.example'
const HUB = 'hub@hub.example'
const AT = '2026-09-30T10:00:00.000Z'

type Told = { verdict: string; confidence: number; accounts: string[]; trace?: string }

function document(thing: string, { verdict, confidence, accounts, trace = 'fused' }: Told) {
  const span = { first: AT, last: AT }
  const parameters = { trace, window: 60, mode: 'pairs', minWeight: 3, minMembers: 2, seed: 1 }
  const explained = verdict === 'explained' ? { explainedBy: 'declared' } : {}
  return {
    version: 1,
    kind: 'network',
    id: `finding-${randomUUID().replaceAll('-', '')}`,
    trace,
    summary: `Accounts in step on ${thing}`,
    score: 0.5,
    q: verdict === 'chance' ? 0.9 : 0.001,
    verdict,
    confidence,
    things: 9,
    ...explained,
    started: AT,
    ended: AT,
    members: accounts.map((account) => ({ account, score: 0.5, degree: 1, posts: 3, matched: 3 })),
    membersTotal: accounts.length,
    edges: [],
    edgesTotal: 0,
    evidence: [
      { object: thing, accounts: 2, posts: 4, ...span, accountsOverall: 2, rows: [], rowsTotal: 4 },
    ],
    evidenceTotal: 1,
    timeline: { from: AT, binSeconds: 600, counts: [4] },
    parameters: { ...parameters, maxAccountsPerObject: null },
    caveats: [],
  }
}

const FINDINGS = [
  document('#declared', { verdict: 'explained', confidence: 1, accounts: [...'qrstuvwxyz'] }),
  document('#chance', { verdict: 'chance', confidence: 0.29, accounts: [...'mnop'] }),
  document('#small', { verdict: 'stands', confidence: 1, accounts: ['a', 'b'] }),
  document('#little', { verdict: 'untested', confidence: 0.5, accounts: ['i', 'j'] }),
  document('#large', { verdict: 'stands', confidence: 0.9, accounts: ['c', 'd', 'e', 'f', 'g'] }),
  document('#trace', {
    verdict: 'stands',
    confidence: 0.7,
    accounts: ['c', 'd'],
    trace: 'hashtag',
  }),
]

onEachDatabase('triage', (open) => {
  let node: TestExchange
  let ids: Record<string, string>
  let secondId: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    const memberId = await node.admit({
      name: 'Platform A',
      kind: 'platform',
      email: FIRST,
      roles: ['analyst'],
    })
    const otherId = await node.admit({
      name: 'Platform B',
      kind: 'platform',
      email: OTHER,
      roles: ['analyst'],
    })
    await node.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
    secondId = randomUUID()
    await node.context.database.db
      .insertInto('people')
      .values({
        id: secondId,
        member_id: memberId,
        name: 'Analyst of the night',
        email: SECOND,
        roles: ['analyst'],
        created_at: node.clock.now(),
      })
      .execute()
    const hub = await node.stage.as(HUB)
    const group = await hub(createGroup, {
      body: {
        name: 'Circle',
        charter: 'Members tell each other what they found.',
        purposes: ['platform-integrity'],
        legalBasis: 'Charter',
        maxTlp: 'amber',
        expiresAt: '2029-09-01T00:00:00.000Z',
      },
    })
    for (const id of [memberId, otherId])
      await hub(addToGroup, { params: { id: group.id, memberId: id } })
    const first = await node.stage.as(FIRST)
    const { items } = await first(importFindings, { body: { findings: FINDINGS } })
    ids = Object.fromEntries(items.map((one, i) => [FINDINGS[i]!.evidence[0]!.object, one.id]))
    ids['group'] = group.id
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const list = async (query: QueryOf<typeof listNetworks> = {}) =>
    (await node.stage.as(FIRST))(listNetworks, { query })
  const thingsOf = (networks: readonly Network[]) =>
    networks.map(({ headline }) => headline.split(/[ :]/)[0])

  test('a network is one row; what stands comes first by certainty times weight, what is explained last, chance apart', async () => {
    const { items, counts } = await list()
    expect(thingsOf(items)).toEqual(['#large', '#small', '#little', '#declared'])
    expect(items[0]).toMatchObject({
      alsoBy: ['hashtag'],
      folded: 1,
      state: 'new',
      version: 0,
      headline: '#large: 5 accounts, 30 Sept 2026',
    })
    expect(items.map(({ standing }) => standing)).toEqual([
      'stands',
      'stands',
      'unclear',
      'explained',
    ])
    expect(counts).toMatchObject({ open: 4, new: 4, chance: 1, shared: 0, benign: 0 })
    expect(thingsOf((await list({ tab: 'chance' })).items)).toEqual(['#chance'])
  })

  test('pages go on in the order of the list, and filters narrow list and counts alike', async () => {
    const seen: Network[] = []
    let after: string | undefined
    do {
      const page = await list({ limit: 1, ...(after === undefined ? {} : { after }) })
      seen.push(...page.items)
      after = page.next
    } while (after !== undefined)
    expect(thingsOf(seen)).toEqual(['#large', '#small', '#little', '#declared'])
    const stands = await list({ standing: 'stands' })
    expect([thingsOf(stands.items), stands.counts.open]).toEqual([['#large', '#small'], 2])
    expect(thingsOf((await list({ words: 'SMALL' })).items)).toEqual(['#small'])
    await expect(list({ after: '9_x' })).rejects.toMatchObject({ path: '/query/after' })
  })

  test('each change is an act on record with who and when, and is undone by another', async () => {
    const first = await node.stage.as(FIRST)
    const id = ids['#small']!
    const { items } = await first(triageNetworks, {
      body: {
        changes: [{ id, version: 0, state: 'benign', assignee: secondId, note: 'A fan club' }],
      },
    })
    expect(items).toMatchObject([
      { state: 'benign', assignee: { id: secondId }, note: 'A fan club', version: 1 },
    ])
    expect(thingsOf((await list({ tab: 'benign', assignee: secondId })).items)).toEqual(['#small'])
    await first(triageNetworks, {
      body: { changes: [{ id, version: 1, state: 'new', assignee: null, note: null }] },
    })
    const { network, history } = await first(getNetwork, { params: { id } })
    expect(network).toMatchObject({ state: 'new', version: 2 })
    expect(network).not.toHaveProperty('assignee')
    expect(history).toMatchObject([
      { version: 2, state: 'new' },
      { version: 1, state: 'benign', assignee: 'Analyst of the night', note: 'A fan club' },
    ])
    const { rows } = await sql<{ kind: string; payload: string }>`
      select e.leaf::json ->> 'kind' as kind, p.payload from log_payloads p join log_entries e using (index)
      where p.subject = ${`finding:${id}`} order by index`.execute(node.context.database.db)
    expect(rows.map(({ kind }) => kind)).toEqual(['member.acted', 'member.acted'])
    expect(rows.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { act: 'finding.changed', state: 'benign', by: { person: expect.any(String) } },
      { act: 'finding.changed', state: 'new' },
    ])
  })

  test('of two people at once the later is refused with what differs, and nothing of theirs is written', async () => {
    const [first, second] = [await node.stage.as(FIRST), await node.stage.as(SECOND)]
    const [large, little] = [ids['#large']!, ids['#little']!]
    await second(triageNetworks, {
      body: { changes: [{ id: large, version: 0, state: 'looking', assignee: secondId }] },
    })
    const late = first(triageNetworks, {
      body: {
        changes: [
          { id: large, version: 0, state: 'benign' },
          { id: little, version: 0, state: 'benign' },
        ],
      },
    })
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /#large.* is being looked at, Analyst of the night has it, by Analyst of the night.*Nothing of yours was written/,
      ),
    })
    expect((await first(getNetwork, { params: { id: little } })).network.state).toBe('new')
    const both = await Promise.allSettled(
      [first, second].map((call) =>
        call(triageNetworks, { body: { changes: [{ id: little, version: 0, state: 'looking' }] } }),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test("another member's network, a folded trace, and an assignee of elsewhere are refused", async () => {
    const [first, other] = [await node.stage.as(FIRST), await node.stage.as(OTHER)]
    const change = (id: string, more = {}) => ({
      body: { changes: [{ id, version: 0, state: 'benign' as const, ...more }] },
    })
    expect((await other(listNetworks, { query: {} })).items).toEqual([])
    await expect(other(triageNetworks, change(ids['#small']!))).rejects.toMatchObject({
      status: 404,
    })
    await expect(other(getNetwork, { params: { id: ids['#small']! } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(first(triageNetworks, change(ids['#trace']!))).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      first(triageNetworks, change(ids['#declared']!, { assignee: randomUUID() })),
    ).rejects.toMatchObject({ path: '/body/changes/0/assignee' })
    const twice = { changes: [change(ids['#declared']!), change(ids['#declared']!)] }
    await expect(
      first(triageNetworks, {
        body: { changes: twice.changes.flatMap((one) => one.body.changes) },
      }),
    ).rejects.toMatchObject({ path: '/body/changes/1/id' })
    // A folded trace opens the network that it is of.
    const { network } = await first(getNetwork, { params: { id: ids['#trace']! } })
    expect(network.id).toBe(ids['#large'])
  })

  test('that a network was shared follows from the releases in force that were made of it', async () => {
    const first = await node.stage.as(FIRST)
    const { objects } = await first(draftStix, { params: { id: ids['#trace']! } })
    const draft: ReleaseDraft = {
      title: 'Accounts in step',
      terms: {
        groupId: ids['group']!,
        tlp: 'green',
        pap: 'green',
        purpose: 'platform-integrity',
        basis: 'Charter',
      },
      objects,
      findingId: ids['#trace']!,
    }
    const { digest } = await first(previewRelease, { body: draft })
    const release = await first(createRelease, { body: { draft, digest } })
    const stateOf = async () =>
      (await first(getNetwork, { params: { id: ids['#large']! } })).network
    expect(await stateOf()).toMatchObject({ state: 'shared', releases: 1 })
    expect((await list({ tab: 'shared' })).counts.shared).toBe(1)
    await first(recallRelease, { params: { id: release.summary.id }, body: { reason: 'wrong' } })
    expect(await stateOf()).toMatchObject({ state: 'looking', releases: 0 })
  })

  test('findings from before there was a triage take their place', async () => {
    const { db } = node.context.database
    const before = (await list()).items
    await sql`update findings set headline = null, standing = null, leader = null, weight = null, account_keys = null`.execute(
      db,
    )
    expect((await list({ limit: 200 })).items.length).toBeGreaterThan(before.length)
    while (await weighOldFindings(node.context));
    expect((await list()).items).toEqual(before)
  })
})
