import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accountsCsv,
  detectCounted,
  generateTraffic,
  trafficCsv,
  trafficTruth,
} from '../src/index.ts'
import type { Detection, NetworkFinding } from '../src/index.ts'

type Truth = {
  sources: { kind: string; name: string; accounts: string[] }[]
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-standing-'))
const file = join(folder, 'posts.csv')
let detection: Detection
let truth: Truth

beforeAll(async () => {
  const traffic = generateTraffic({
    seed: 'findings',
    accounts: 3000,
    operations: [
      { name: 'together', size: 20 },
      { name: 'led', size: 10, style: 'leader', jitter: 120, coordinatedShare: 0.2 },
    ],
  })
  writeFileSync(file, [...trafficCsv(traffic)].join(''))
  truth = trafficTruth(traffic) as Truth
  detection = await detectCounted(file, { traces: ['link', 'hashtag', 'near-text', 'reshare'] })
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('findings of generated traffic', () => {
  test('hold each planted operation in one fused network of high confidence', () => {
    for (const name of ['together', 'led']) {
      const planted = accountsOf('operation', name)
      const found = strong().filter((finding) => partOf(finding, planted) > 0.9)
      expect(found.length).toBeGreaterThan(0)
      const members = new Set(found.flatMap((f) => f.members.map(({ account }) => account)))
      expect(
        [...planted].filter((account) => members.has(account)).length / planted.size,
      ).toBeGreaterThan(0.9)
      expect(found[0]!.confidence).toBeGreaterThan(0.9)
      expect(found[0]!.stability).toBeGreaterThan(0.8)
    }
  })

  test('tell press offices and feeds apart by what they declare', () => {
    const open = new Set([...accountsOf('press office'), ...accountsOf('declared bots')])
    const findings = strong().filter((finding) => partOf(finding, open) > 0.9)
    expect(findings.length).toBeGreaterThan(1)
    for (const { confidence, counterEvidence } of findings) {
      expect(confidence).toBeLessThan(0.3)
      expect(counterEvidence.find((tried) => tried.explanation === 'declared')?.holds).toBe(true)
    }
  })

  test('hold nobody else at a false-discovery rate of 5 %', () => {
    const known = new Set(
      ['operation', 'press office', 'declared bots', 'same owner'].flatMap((kind) => [
        ...accountsOf(kind),
      ]),
    )
    const members = strong().flatMap((finding) => finding.members)
    const strangers = members.filter(({ account, q }) => (q ?? 1) <= 0.05 && !known.has(account))
    expect(strangers).toEqual([])
  })

  test('carry what strangers would share beside each observed pair, and no p where none is known', () => {
    const [first] = strong()
    for (const edge of first!.edges.slice(0, 20)) {
      expect([edge.p, edge.q]).toEqual([null, null])
      expect(edge.observed).toBeGreaterThan(edge.expected!)
    }
  })

  test('carry expectation, p and q beside each pair that was tested within a window', async () => {
    const windowed = await detectCounted(file, { traces: ['link', 'hashtag'], window: 60 })
    const [first] = strong(windowed)
    for (const edge of first!.edges.slice(0, 20)) {
      expect(edge.p).toBeLessThanOrEqual(edge.q!)
      expect(edge.objects).toBeGreaterThan(edge.expected ?? 0)
    }
  }, 60_000)

  test('rank every planted account above nearly all others in the table of accounts', () => {
    const planted = accountsOf('operation')
    const rows = [...accountsCsv(detection)].slice(1).map((line) => line.trim().split(','))
    const score = new Map(rows.map(([account, , value]) => [account!, Number(value)]))
    const least = Math.min(...[...planted].map((account) => score.get(account) ?? 0))
    const closed = new Set(
      ['press office', 'declared bots', 'same owner'].flatMap((kind) => [...accountsOf(kind)]),
    )
    const above = [...score].filter(([a, s]) => s >= least && !planted.has(a) && !closed.has(a))
    expect(above.length).toBeLessThan(30)
  })
})

describe('findings in a wide window', () => {
  test('hold operations that take a day for each act, by the rare things they share', async () => {
    const traffic = generateTraffic({
      seed: 'slow',
      accounts: 3000,
      operations: [{ name: 'slow', size: 20, jitter: 86_400 }],
    })
    const slow = join(folder, 'slow.csv')
    writeFileSync(slow, [...trafficCsv(traffic)].join(''))
    const { sources } = trafficTruth(traffic) as Truth
    const planted = new Set(sources.find(({ kind }) => kind === 'operation')!.accounts)
    for (const window of [86_400, Infinity]) {
      const found = strong(await detectCounted(slow, { window }))
      const best = found.find((finding) => partOf(finding, planted) > 0.9)!
      expect(best.membersTotal).toBeGreaterThan(17)
      expect(best.parameters.window).toBe(window === Infinity ? null : window)
    }
    expect(
      strong(await detectCounted(slow, { window: 60 })).some((f) => partOf(f, planted) > 0),
    ).toBe(false)
    const [whole] = strong(await detectCounted(slow, {})).filter((f) => partOf(f, planted) > 0.9)
    expect(whole!.membersTotal).toBeGreaterThan(17)
    expect(whole!.parameters.window).toBeGreaterThan(3600)
  }, 60_000)

  test('stand at the false-discovery rate that was asked for, which is above 0 and below 1', async () => {
    const { result } = await detectCounted(file, { traces: ['link'], fdr: 1e-9 })
    const fused = result.findings.filter(({ trace }) => trace === 'fused')
    expect(fused.filter(({ q }) => q === null || q > 1e-9)).toEqual([])
    await expect(detectCounted(file, { fdr: 1 })).rejects.toThrow('false-discovery rate')
  }, 60_000)
})

function strong({ result } = detection): NetworkFinding[] {
  return result.findings.filter(({ trace, q }) => trace === 'fused' && q! <= 0.05)
}

function accountsOf(kind: string, name?: string): Set<string> {
  const sources = truth.sources.filter((s) => s.kind === kind && (name ?? s.name) === s.name)
  return new Set(sources.flatMap(({ accounts }) => accounts))
}

function partOf({ members }: NetworkFinding, accounts: Set<string>): number {
  return members.filter(({ account }) => accounts.has(account)).length / members.length
}
