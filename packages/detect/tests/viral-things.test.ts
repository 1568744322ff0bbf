import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detectCounted, type Detection } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-viral-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'posts.csv')
const MONDAY = Date.UTC(2026, 9, 5) / 1000
const CROWD = 150
const SHARES = 72_000
const MEMBERS = 6

/** A link that a crowd shares 72,000 times in a minute, ordinary links, and six accounts with twelve links of their own. */
function posts(): string[] {
  const rows: string[] = []
  const add = (account: string, time: number, link: string): void => {
    rows.push(`${account},${MONDAY + time},post ${rows.length},https://${link}`)
  }
  for (let k = 0; k < SHARES; k++)
    add(`crowd ${k % CROWD}`, 90_000 + (k % 59), 'viral.example/page')
  for (let k = 0; k < 4000; k++)
    add(`crowd ${(k * 7) % CROWD}`, (k * 7919) % 600_000, `news.example/${(k * k) % 500}`)
  for (let link = 0; link < 12; link++)
    for (let member = 0; member < MEMBERS; member++)
      add(`member ${member}`, link * 40_000 + member * 4, `own.example/${link}`)
  return ['account,time,content,links', ...rows, '']
}

const options = { traces: ['link' as const], window: 60 }

describe('a thing that very many share at once', () => {
  let detection: Detection
  beforeAll(async () => {
    writeFileSync(file, posts().join('\n'))
    detection = await detectCounted(file, options)
  }, 60_000)

  test('is left out of the test of timing and of the pairs, which the summary counts', () => {
    const said = detection.result.warnings.filter((words) => words.includes('very many share'))
    expect(said).toEqual([
      expect.stringMatching(/^link: 72\d{3} acts in 1 moment .* were left out of .* within 60 s/),
      expect.stringMatching(/^link: 72\d{3} acts in 1 moment .* were left out of .* within 600 s/),
      expect.stringMatching(
        /^link: 72000 acts on "viral\.example\/page", .* not paired one by one/,
      ),
    ])
  })

  test('hides nobody who acts in step on other things, and each finding says what was left out', () => {
    const [first] = detection.result.findings
    expect(first!.members.map(({ account }) => account)).toEqual(
      Array.from({ length: MEMBERS }, (_, member) => `member ${member}`),
    )
    expect(first!.verdict).toBe('stands')
    expect(first!.caveats.filter((words) => words.includes('very many share'))).toHaveLength(3)
  })

  test('is paired where every pair was asked for', async () => {
    const { traces, result } = await detectCounted(file, { ...options, everyPair: true })
    const { edges } = traces[0]!
    expect(edges.size).toBeGreaterThanOrEqual((CROWD * (CROWD - 1)) / 2)
    expect(edges.size).toBeGreaterThan(detection.traces[0]!.edges.size)
    expect(result.warnings.join()).not.toContain('not paired')
  }, 60_000)
})
