/** What was said of a finding can be reached from whatever tells of the same network later, and holds for that only once somebody says so. */
import {
  getFinding,
  getNetwork,
  getOverview,
  importFindings,
  listFindings,
  listNetworks,
  setPersonActive,
  triageNetworks,
  type Network,
} from '@tocsin/api'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weighOldFindings } from '../src/detection/weigh-old.ts'

const ANALYST = 'analyst@platform.example'
const OTHER = 'other@platform.example'
const HUB = 'hub@hub.example'
const AT = '2026-09-30T10:00:00.000Z'
const MINUTE = 60_000

function document(thing: string, accounts: readonly string[], trace = 'fused') {
  const span = { first: AT, last: AT }
  const parameters = { trace, window: 60, mode: 'pairs', minWeight: 3, minMembers: 2, seed: 1 }
  return {
    version: 1,
    kind: 'network',
    id: `finding-${randomUUID().replaceAll('-', '')}`,
    trace,
    summary: `Accounts in step on ${thing}`,
    score: 0.5,
    q: 0.001,
    verdict: 'stands',
    confidence: trace === 'fused' ? 0.9 : 0.7,
    things: 9,
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

onServer('findings that tell of one network again', (open) => {
  let node: TestExchange
  let memberId: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    const admit = (name: string, email: string) =>
      node.admit({ name, kind: 'platform', email, roles: ['analyst'] })
    memberId = await admit('Platform A', ANALYST)
    await admit('Platform B', OTHER)
    await node.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  async function addAnalyst(name: string): Promise<string> {
    const id = randomUUID()
    const email = `${id}@platform.example`
    const person = { id, member_id: memberId, name, email, roles: ['analyst' as const] }
    const { db } = node.context.database
    await db
      .insertInto('people')
      .values({ ...person, created_at: node.clock.now() })
      .execute()
    return id
  }

  /** Brings findings as one import; ids in their order. */
  async function bring(who: string, ...findings: object[]): Promise<string[]> {
    node.clock.advance(MINUTE)
    const call = await node.stage.as(who)
    const { items } = await call(importFindings, { body: { findings } })
    return items.map(({ id }) => id)
  }

  const one = async (id: string) => {
    const call = await node.stage.as(ANALYST)
    return call(getNetwork, { params: { id } })
  }

  test('a network that was found again tells what was said of it before, and stays new until somebody says so', async () => {
    const letters = [...'abcdefghij']
    const [first] = await bring(ANALYST, document('#first', letters))
    const analyst = await node.stage.as(ANALYST)
    const change = { id: first!, version: 0, state: 'benign' as const, note: 'A fan club' }
    // Six of twelve are in both: half. Then five of thirteen: less.
    const [half] = await bring(ANALYST, document('#half', [...letters.slice(4), 'k', 'l']))
    const [less] = await bring(ANALYST, document('#less', [...letters.slice(5), 'm', 'n', 'o']))
    const [elsewhere] = await bring(OTHER, document('#elsewhere', letters))
    await analyst(triageNetworks, { body: { changes: [change] } })
    expect((await one(half!)).network).toMatchObject({
      state: 'new',
      version: 0,
      earlier: [
        {
          id: first,
          how: 'earlier-run',
          state: 'benign',
          note: 'A fan club',
          common: 6,
          total: 12,
        },
      ],
    })
    expect((await one(less!)).network.earlier).toEqual([])
    const other = await node.stage.as(OTHER)
    const { network } = await other(getNetwork, { params: { id: elsewhere! } })
    expect(network.earlier).toEqual([])
    const { items } = await analyst(listNetworks, { query: { words: '#half' } })
    expect(items).toMatchObject([{ earlier: [{ id: first, state: 'benign' }] }])
  })

  test('of many networks of earlier runs those said of last are told', async () => {
    const accounts = ['p', 'q', 'r', 's']
    const analyst = await node.stage.as(ANALYST)
    const ids: string[] = []
    for (let at = 0; at < 5; at++) ids.push((await bring(ANALYST, document('#many', accounts)))[0]!)
    for (const id of ids.slice(0, 4)) {
      node.clock.advance(MINUTE)
      const body = { changes: [{ id, version: 0, state: 'closed' as const }] }
      await analyst(triageNetworks, { body })
    }
    const { earlier } = (await one(ids[4]!)).network
    expect(earlier.map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]])
    // What came later was not known before.
    expect((await one(ids[0]!)).network.earlier).toEqual([])
  })

  test('what was said of a finding before it folded under another is told with that, and whoever has it finds it', async () => {
    const night = await addAnalyst('Analyst of the night')
    const accounts = ['t', 'u', 'v']
    const [lead, trace] = await bring(
      ANALYST,
      document('#lead', accounts),
      document('#trace', accounts.slice(1), 'hashtag'),
    )
    const { db } = node.context.database
    // As before there was a triage: each stands for itself until it is weighed.
    const place = sql`headline = null, standing = null, leader = null, weight = null, account_keys = null`
    await sql`update findings set ${place} where id in (${lead}, ${trace})`.execute(db)
    const analyst = await node.stage.as(ANALYST)
    const said = { state: 'looking' as const, assignee: night, note: 'Asked the desk' }
    await analyst(triageNetworks, { body: { changes: [{ id: trace!, version: 0, ...said }] } })
    while (await weighOldFindings(node.context));
    const { network, history } = await one(trace!)
    expect(network).toMatchObject({
      id: lead,
      state: 'new',
      folded: 1,
      earlier: [
        {
          id: trace,
          how: 'folds-here',
          state: 'looking',
          assignee: { id: night },
          note: said.note,
        },
      ],
    })
    expect(history).toMatchObject([{ state: 'looking', of: { id: trace } }])
    const { items } = await analyst(listNetworks, { query: { assignee: night } })
    expect(items.map(({ id }) => id)).toEqual([lead])
  })

  test('one finding that cannot be read holds no other up, and its member and the operator are told', async () => {
    const [good, torn, bare] = await bring(
      ANALYST,
      ...['#good', '#torn', '#bare'].map((thing) => document(thing, [`${thing}1`, `${thing}2`])),
    )
    const { db } = node.context.database
    const place = sql`headline = null, standing = null, leader = null, weight = null, account_keys = null`
    await sql`update findings set ${place} where id in (${good}, ${torn}, ${bare})`.execute(db)
    await sql`update findings set body = '{"kind":' where id = ${torn}`.execute(db)
    await sql`update findings set body = '{"kind":"network"}' where id = ${bare}`.execute(db)
    while (await weighOldFindings(node.context));
    const analyst = await node.stage.as(ANALYST)
    const all: Network[] = (await analyst(listNetworks, { query: { limit: 200 } })).items
    const found = new Map(all.map((network) => [network.id, network]))
    expect(found.get(good!)).toMatchObject({
      standing: 'stands',
      headline: '#good: 2 accounts, 30 Sept 2026',
    })
    expect(found.get(good!)).not.toHaveProperty('unread')
    for (const id of [torn!, bare!]) {
      expect(found.get(id)).toMatchObject({ standing: 'unclear', unread: expect.any(String) })
      await expect(analyst(getFinding, { params: { id } })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/cannot be read: ./),
      })
    }
    expect((await analyst(listFindings, { query: {} })).items.map(({ id }) => id)).toContain(torn)
    const { faults } = await (await node.stage.as(HUB))(getOverview)
    expect(faults).toContainEqual(expect.stringMatching(/^2 findings cannot be read\. They stand/))
  })

  test('who is suspended while a network is given to them had it before, on record, or was not given it', async () => {
    const [analyst, hub] = [await node.stage.as(ANALYST), await node.stage.as(HUB)]
    const [id] = await bring(ANALYST, document('#given', ['w', 'x']))
    const { db } = node.context.database
    const order = async (subject: string) => {
      const { rows } = await sql<{ index: number }>`
        select index from log_payloads where subject = ${subject} order by index desc limit 1`.execute(
        db,
      )
      return Number(rows[0]!.index)
    }
    for (let at = 0; at < 12; at++) {
      const assignee = await addAnalyst(`Analyst ${at}`)
      const { version } = (await one(id!)).network
      const give = () =>
        analyst(triageNetworks, { body: { changes: [{ id: id!, version, assignee }] } })
      const suspend = () =>
        hub(setPersonActive, { params: { id: assignee }, body: { active: false } })
      const acts = at % 2 === 0 ? [give(), suspend()] : [suspend(), give()]
      const ended = await Promise.allSettled(acts)
      const [given, suspended] = at % 2 === 0 ? ended : ended.toReversed()
      expect(suspended!.status).toBe('fulfilled')
      const before =
        given!.status === 'fulfilled'
          ? (await order(`finding:${id}`)) < (await order(`person:${assignee}`))
          : (given!.reason as { path?: string }).path === '/body/changes/0/assignee'
      expect(before).toBe(true)
    }
  })
})
