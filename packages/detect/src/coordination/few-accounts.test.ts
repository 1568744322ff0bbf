import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { generateTraffic } from '../traffic/generate.ts'
import { trafficCsv } from '../traffic/rows.ts'
import { detectCounted, type Detection } from './detect.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-few-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function detectTraffic(options: Parameters<typeof generateTraffic>[0]): Promise<Detection> {
  const file = join(folder, 'posts.csv')
  writeFileSync(file, [...trafficCsv(generateTraffic(options))].join(''))
  return detectCounted(file)
}

test.each([
  { accounts: 60, size: 6, trace: 'link' as const },
  { accounts: 100, size: 12, trace: 'link' as const },
  { accounts: 180, size: 12, trace: 'hashtag' as const },
])('$size of $accounts accounts that share what nobody else does stand', async (file) => {
  const { accounts, size, trace } = file
  const group = { name: 'planted', size, traces: [trace], actsPerDay: 3, jitter: 60 }
  const options = {
    seed: `fewop ${accounts} ${size} ${trace}`,
    accounts,
    days: 7,
    operations: [group],
  }
  const { result } = await detectTraffic(options)
  const stands = result.findings.filter(({ verdict }) => verdict === 'stands')
  expect(Math.max(0, ...stands.map(({ membersTotal }) => membersTotal))).toBeGreaterThanOrEqual(
    Math.ceil(size * 0.7),
  )
})

test('a group that makes most of what fifteen hundred accounts had in common in two days stands whole', async () => {
  const traces = ['hashtag' as const, 'link' as const]
  const group = { name: 'planted', size: 36, traces, actsPerDay: 14, jitter: 25 }
  const { result } = await detectTraffic({
    seed: 'most of it',
    accounts: 1500,
    days: 2,
    postsPerDay: 6,
    operations: [group],
  })
  const [first] = result.findings.filter(({ verdict }) => verdict === 'stands')
  expect(first?.membersTotal).toBe(36)
})

test('of a hundred accounts that act by themselves none is found', async () => {
  const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
  const { standings } = await detectTraffic({ seed: 'few 100 0', accounts: 100, days: 10, benign })
  expect([...standings.values()].filter(({ q }) => q <= 0.05)).toEqual([])
})
