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

test('of a hundred accounts that act by themselves none is found', async () => {
  const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
  const { standings } = await detectTraffic({ seed: 'few 100 0', accounts: 100, days: 10, benign })
  expect([...standings.values()].filter(({ q }) => q <= 0.05)).toEqual([])
})
