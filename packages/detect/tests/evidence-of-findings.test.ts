import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  detect,
  generateTraffic,
  trafficCsv,
  trafficRows,
  trafficTruth,
  type NetworkFinding,
} from '../src/index.ts'

type Truth = {
  sources: { name: string; accounts: string[] }[]
}

let fused: NetworkFinding
let leader: string
/** Accounts by hashtag, counted off the rows. */
const users = new Map<string, number>()

beforeAll(async () => {
  const traffic = generateTraffic({
    seed: 'evidence',
    accounts: 600,
    days: 7,
    operations: [{ name: 'led', size: 10, style: 'leader', jitter: 40, coordinatedShare: 0.3 }],
  })
  const seen = new Set<string>()
  for (const { hashtags, account } of trafficRows(traffic))
    for (const tag of hashtags
      .toLowerCase()
      .split(/[ ;,]+/)
      .filter(Boolean)) {
      const name = tag.replace('#', '')
      if (seen.has(`${name} ${account}`)) continue
      seen.add(`${name} ${account}`)
      users.set(name, (users.get(name) ?? 0) + 1)
    }
  const truth = trafficTruth(traffic) as Truth
  const planted = truth.sources.find(({ name }) => name === 'led')!.accounts
  leader = planted[0]!
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  try {
    writeFileSync(join(folder, 'posts.csv'), [...trafficCsv(traffic)].join(''))
    const { findings } = await detect(join(folder, 'posts.csv'))
    fused = findings.find(
      ({ trace, members }) => trace === 'fused' && members.some((m) => m.account === leader),
    )!
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 120_000)

describe('the evidence of an operation that follows one account', () => {
  test('shows who leads and who follows', () => {
    const leads = new Map(fused.members.map(({ account, lead }) => [account, lead]))
    expect(leads.get(leader)).toBeGreaterThan(0.9)
    for (const [account, lead] of leads) if (account !== leader) expect(lead).toBeLessThan(0.5)
    for (const { a, b, firstA, firstB, objects } of fused.edges) {
      expect(firstA + firstB).toBeLessThanOrEqual(objects)
      if (fused.members[a]!.account === leader) expect(firstA).toBeGreaterThan(firstB)
      if (fused.members[b]!.account === leader) expect(firstB).toBeGreaterThan(firstA)
    }
  })

  test('shows what chance gives beside what was seen', () => {
    const { pairs, observed, expected } = fused.chance!
    expect(pairs).toBeGreaterThan(0)
    expect(observed).toBeGreaterThan(3 * expected)
    const tested = fused.edges.filter((edge) => edge.observed !== null)
    expect(tested.reduce((sum, edge) => sum + edge.observed!, 0)).toBe(observed)
  })

  test('shows which trace says what, with the technique of each', () => {
    const { traces, evidenceTotal, techniques, evidence } = fused
    expect(traces.reduce((sum, { objects }) => sum + objects, 0)).toBe(evidenceTotal)
    expect(techniques.length).toBeGreaterThan(0)
    const kinds = new Set(traces.map(({ trace }) => trace))
    for (const { trace } of evidence) expect(kinds).toContain(trace)
  })

  test('shows how many accounts used a thing in all, also those outside the network', () => {
    expect(fused.evidence.length).toBeGreaterThan(0)
    for (const { object, accountsOverall, trace } of fused.evidence)
      if (trace === 'hashtag')
        expect([object, accountsOverall]).toEqual([object, users.get(object)])
    expect([...users.values()].some((count) => count > fused.membersTotal)).toBe(true)
  })

  test('shows the moments of most accounts first, none longer than its acts allow', () => {
    const { moments, parameters } = fused
    expect(moments.length).toBeGreaterThan(0)
    const sizes = moments.map(({ accounts }) => accounts)
    expect(sizes).toEqual(sizes.toSorted((x, y) => y - x))
    for (const { seconds, posts } of moments)
      expect(seconds).toBeLessThanOrEqual((posts - 1) * parameters.window!)
  })
})
