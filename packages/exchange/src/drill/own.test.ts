import {
  addToGroup,
  createGroup,
  createRelease,
  draftStix,
  getRelease,
  getReleaseObjects,
  importFindings,
  listFindings,
  listGroups,
  listReleases,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOwn, readOwn } from './own.ts'
import { detect, read, recall, release } from './tips.ts'
import { unitedStates } from './us.ts'

const AT = '2026-09-30T10:00:00.000Z'
const FACTS = { seed: 'own', country: unitedStates }
const WANTED = {
  group: 'tips',
  tlp: 'green',
  purpose: 'platform-integrity',
  title: 'By the drill',
} as const

onServer('drill', (open) => {
  let node: TestExchange

  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    const operator = { name: 'Hub', kind: 'hub', email: 'hub@drill.example', roles: ['operator'] }
    await node.admit(operator as Parameters<TestExchange['admit']>[0])
    const ids: string[] = []
    for (const key of ['platform-a', 'platform-b'])
      ids.push(
        await node.admit({
          name: key,
          kind: 'platform',
          email: `${key}@drill.example`,
          roles: ['analyst'],
        }),
      )
    const hub = await node.stage.as('hub@drill.example')
    const group = await hub(createGroup, {
      body: {
        name: unitedStates.groups[WANTED.group].name,
        charter: 'Platforms.',
        purposes: ['platform-integrity'],
        legalBasis: 'Charter',
        maxTlp: 'amber',
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    })
    for (const memberId of ids) await hub(addToGroup, { params: { id: group.id, memberId } })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  test('the drill releases, reads and takes back nothing that a person brought', async () => {
    const person = await node.stage.as('platform-a@drill.example')
    const { items } = await person(importFindings, { body: { findings: [FINDING] } })
    await expect(release(node.stage, FACTS, 'platform-a', WANTED)).rejects.toThrow(
      'no finding to release',
    )
    const id = await releaseAsPerson(items[0]!.id)
    await recall(node.stage, FACTS)
    await read(node.stage, 'platform-b')
    const seen = await person(getRelease, { params: { id } })
    expect(seen.summary.recalledAt).toBeUndefined()
    expect(seen.recipients.map((one) => one.readAt)).not.toContainEqual(expect.any(String))
    expect((await person(listReleases, { query: { direction: 'out' } })).items).toHaveLength(1)
  })

  test('what the drill made is known again after a restart, by who made it', async () => {
    const { db } = node.context.database
    await addOwn(db, 'agency-a', 'notices', 'one')
    await addOwn(db, 'agency-a', 'notices', 'two')
    await addOwn(db, 'platform-b', 'runs', 'three')
    expect(await readOwn(db, 'agency-a')).toEqual({
      runs: [],
      releases: [],
      notices: ['one', 'two'],
    })
    expect((await readOwn(db, 'platform-b')).runs).toEqual(['three'])
  })

  test('the network that the drill finds and releases is the planted one, and it stands', async () => {
    node.clock.advance(1000)
    await detect(node.stage, FACTS, 'platform-a', 0)
    await release(node.stage, FACTS, 'platform-a', WANTED)
    const platform = await node.stage.as('platform-a@drill.example')
    const sent = (await platform(listReleases, { query: { direction: 'out' } })).items.find(
      ({ title }) => title === WANTED.title,
    )
    const { objects } = await platform(getReleaseObjects, { params: { id: sent!.id } })
    expect(
      objects.filter((one) => JSON.stringify(one).includes('"type":"user-account"')),
    ).toHaveLength(36)
    const { items } = await platform(listFindings, { query: { limit: 200 } })
    expect(items.find((one) => one.accounts === 36)).toMatchObject({ verdict: 'stands' })
  })

  async function releaseAsPerson(findingId: string): Promise<string> {
    const person = await node.stage.as('platform-a@drill.example')
    const { objects } = await person(draftStix, { params: { id: findingId } })
    const hub = await node.stage.as('hub@drill.example')
    const group = (await hub(listGroups)).items[0]!
    const draft: ReleaseDraft = {
      title: 'By a person',
      terms: {
        groupId: group.id,
        tlp: 'green',
        pap: 'green',
        purpose: 'platform-integrity',
        basis: 'Charter',
      },
      objects,
    }
    const { digest } = await person(previewRelease, { body: draft })
    return (await person(createRelease, { body: { draft, digest } })).summary.id
  }
})

const FINDING = {
  version: 1,
  id: `finding-${'0'.repeat(31)}1`,
  trace: 'hashtag',
  summary: '2 accounts used the same hashtags.',
  score: 1,
  q: null,
  started: AT,
  ended: AT,
  members: ['a', 'b'].map((account) => ({ account, score: 1, degree: 1, posts: 9, matched: 8 })),
  membersTotal: 2,
  edges: [],
  edgesTotal: 0,
  evidence: [],
  evidenceTotal: 0,
  timeline: { from: AT, binSeconds: 600, counts: [4] },
  parameters: {
    trace: 'hashtag',
    window: 60,
    mode: 'pairs',
    minWeight: 3,
    minMembers: 2,
    seed: 1,
    maxAccountsPerObject: null,
  },
  caveats: [],
}
