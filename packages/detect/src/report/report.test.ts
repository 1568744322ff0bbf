import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { detect } from '../coordination/detect.ts'
import type { DetectionResult } from '../coordination/network-finding.ts'
import { generateTraffic } from '../traffic/generate.ts'
import { trafficCsv } from '../traffic/rows.ts'
import { markup } from './markup.ts'
import { outlineFindings } from './outline.ts'
import { reportHtml } from './report.ts'
import { toRate, toSpan, toTiming } from './words.ts'

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
    const sections = page.split('<section aria-labelledby="finding-').slice(1)
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

  test('counts a network once, and tells what each trace shows of it as a part', () => {
    const groups = outlineFindings(result.findings).filter(({ isPart }) => !isPart)
    expect(page).toMatch(
      new RegExp(
        `${groups.length} groups? (was|were) seen: \\d+ (in step|innocently|untested|that chance)`,
      ),
    )
    const [, nav] = /<nav[^>]*>(.*)<\/nav>/s.exec(page)!
    const linked = [...nav!.matchAll(/href="#(finding-[\d.]+)"/g)].map(([, id]) => id)
    expect(linked).toHaveLength(result.findings.length)
    for (const id of linked) expect(page).toContain(`<h2 id="${id}">`)
  })

  test('folds what single traces show under their network, and leads from each account to a page of its own', () => {
    const parts = outlineFindings(result.findings).filter(({ isPart }) => isPart)
    expect(parts.length).toBeGreaterThan(0)
    for (const { number } of parts) {
      const before = page.slice(0, page.indexOf(`<h2 id="finding-${number}">`))
      expect(before.lastIndexOf('<details class="parts">')).toBeGreaterThan(
        before.lastIndexOf('<h2 id="finding-1">'),
      )
    }
    const anchors = [...page.matchAll(/<details id="(account-\d+)">/g)].map(([, id]) => id)
    expect(anchors.length).toBeGreaterThanOrEqual(12)
    for (const id of anchors) expect(page).toContain(`href="#${id}"`)
    expect(page).toContain('Strongest partners')
    expect(page).toContain('Acts in step that the finding shows')
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

test('rates and spans are told as a person reads them', () => {
  expect([1e-24, 0.000_12, 0.0456, 1].map(toRate)).toEqual([
    'below 0.0001',
    '0.00012',
    '0.046',
    '1',
  ])
  expect([0, 1, 60, 90, 600, 3600, 5400, 86_400, 172_800].map(toSpan)).toEqual([
    '0 s',
    '1 s',
    '60 s',
    '90 s',
    '10 min',
    '60 min',
    '90 min',
    '24 h',
    '2 d',
  ])
})

test('a finding says whether one window was tested or all time scales, and where what it shows lies', () => {
  expect(toTiming({ window: 60 })).toBe('within 60 s')
  expect(toTiming({ window: null })).toBe('at any distance in time')
  expect(toTiming({ window: 21_600, everyScale: true })).toBe(
    'at all time scales at once; what is shown lies within 6 h',
  )
})
