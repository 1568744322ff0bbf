import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { detect } from '../detect.ts'
import type { DetectionResult } from '../finding/finding.ts'
import { generateTraffic } from '../traffic/generate.ts'
import { trafficCsv } from '../traffic/rows.ts'
import { markup } from './markup.ts'
import { reportHtml } from './report.ts'

let result: DetectionResult
let page: string

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  const traffic = generateTraffic({
    seed: 'report',
    days: 7,
    accounts: 300,
    operations: [
      { name: 'planted', size: 12, traces: ['hashtag', 'link'], actsPerDay: 12, jitter: 20 },
    ],
  })
  try {
    writeFileSync(join(folder, 'posts.csv'), [...trafficCsv(traffic)].join(''))
    result = await detect(join(folder, 'posts.csv'), {})
  } finally {
    rmSync(folder, { recursive: true })
  }
  page = [...reportHtml(result)].join('')
}, 60_000)

describe('the page of a findings file', () => {
  test('tells of each finding what was seen, who leads, what chance gives, what was tried and what is open', () => {
    expect(result.findings.length).toBeGreaterThan(0)
    const sections = page.split('<section').slice(1)
    expect(sections).toHaveLength(result.findings.length)
    for (const section of sections)
      for (const words of [
        'Beside chance',
        'Which trace says what',
        'Synchronised moments',
        'What they shared',
        'Innocent explanations tried',
        'What would change this',
        'DISARM',
      ])
        expect(section).toContain(words)
    expect(page).toContain('Who leads, who follows')
  })

  test('needs nothing from elsewhere and runs nothing', () => {
    expect(page).not.toMatch(/<script|<img|<link|\son\w+=|url\(/i)
    expect(page).toContain("default-src 'none'")
  })

  test('is the same for the same findings', () => {
    expect([...reportHtml(structuredClone(result))].join('')).toBe(page)
  })
})

test('words of strangers never become markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { html } = markup`<b title="${text}">${text}</b>`
      expect(html.replace(/^<b title="[^"<>]*">[^<>]*<\/b>$/su, '')).toBe('')
    }),
  )
  expect(markup`${'<script>&"\''}${['a', 'b<']}${null}`.html).toBe(
    '&lt;script&gt;&amp;&quot;&#39;ab&lt;',
  )
})
