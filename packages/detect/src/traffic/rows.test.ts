import { describe, expect, test } from 'vitest'
import { generateTraffic } from './generate.ts'
import { trafficCsv, trafficJsonl, trafficRows, trafficTruth } from './rows.ts'

const options = {
  accounts: 500,
  days: 2,
  operations: [
    {
      name: 'posters',
      size: 6,
      actsPerDay: 8,
      messages: ['The office at {place} is closed'],
      hashtags: ['ClosedToday'],
      links: ['https://notice.example/closed'],
    },
  ],
}

describe('rows of generated posts', () => {
  test('give one CSV line and one JSON line for each post', () => {
    const rows = [...trafficRows(generateTraffic(options))]
    const csv = [...trafficCsv(generateTraffic(options))].join('').trimEnd().split('\n')
    const jsonl = [...trafficJsonl(generateTraffic(options))].join('').trimEnd().split('\n')
    expect(csv).toHaveLength(rows.length + 1)
    expect(jsonl).toHaveLength(rows.length)
    expect(JSON.parse(jsonl[0]!)).toMatchObject({ id: rows[0]!.id, account: rows[0]!.account })
  })

  test('carry the texts, hashtags and links that the caller gave', () => {
    const rows = [...trafficRows(generateTraffic(options))]
    expect(rows.some((row) => /^The office at the \w+ is closed/.test(row.text))).toBe(true)
    expect(rows.some((row) => row.hashtags === 'ClosedToday')).toBe(true)
    expect(rows.some((row) => row.link === 'https://notice.example/closed')).toBe(true)
  })

  test('name a reshare by its original and repeat its words', () => {
    const rows = [...trafficRows(generateTraffic({ ...options, accounts: 3000 }))]
    const byId = new Map(rows.map((row) => [row.id, row]))
    const reshares = rows.filter((row) => row.kind === 'reshare' && byId.has(row.reshare_of))
    expect(reshares.length).toBeGreaterThan(20)
    for (const row of reshares) {
      const original = byId.get(row.reshare_of)!
      expect(row.text).toBe(`RT @${original.account}: ${original.text}`)
      expect(row.posted_at >= original.posted_at).toBe(true)
    }
  })

  test('come with the truth: every planted account by name', () => {
    const traffic = generateTraffic(options)
    const accounts = new Set([...trafficRows(traffic)].map((row) => row.account))
    const truth = trafficTruth(traffic) as { sources: { kind: string; accounts: string[] }[] }
    const planted = truth.sources.find((source) => source.kind === 'operation')!
    expect(planted.accounts).toHaveLength(6)
    expect(planted.accounts.every((name) => accounts.has(name))).toBe(true)
  })
})
