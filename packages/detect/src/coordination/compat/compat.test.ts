import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { countCompat, type CompatTrace } from './compat.ts'
import { quantileType7 } from './coortweet.ts'

type Row = {
  object: string
  account: string
  content: string
  time: number
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-compat-'))
afterAll(() => rmSync(folder, { recursive: true }))
const columns = { account: 'a', object: 'o', content: 'c', time: 't' }

// Names overlap on purpose: a post may be the object itself, and one post id may stand under two accounts.
const rows = fc.array(
  fc.record({
    object: fc.constantFrom('x', 'y', 'z', 'p1'),
    account: fc.constantFrom('anna', 'Ben', 'čen', 'd,"d'),
    content: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'),
    time: fc.nat({ max: 30 }),
  }),
  { minLength: 1, maxLength: 40 },
)

function write(list: Row[]): string {
  const file = join(folder, 'rows.csv')
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = list.map((r) => `${cell(r.account)},${r.object},${r.content},${r.time}`)
  writeFileSync(file, ['a,o,c,t', ...lines, ''].join('\n'))
  return file
}

function table([trace]: CompatTrace[], directed: boolean) {
  const entries = trace!.edges.map(({ a, b, weight }) => [
    (directed ? [a, b] : [a, b].sort()).join(' '),
    weight,
  ])
  return Object.fromEntries(entries)
}

/** The published description, written out over whole tables of pairs. */
function naiveCooRTweet(list: Row[], window: number, min: number) {
  const active = list.filter((r) => list.filter((s) => s.account === r.account).length >= min)
  const pairs = active.flatMap((r, i) =>
    active
      .slice(i + 1)
      .filter(
        (s) =>
          s.object === r.object &&
          Math.abs(s.time - r.time) <= window &&
          r.account !== s.account &&
          r.content !== s.content &&
          r.content !== r.object &&
          s.content !== s.object,
      )
      .map((s) => [r, s] as const),
  )
  const inPairs = new Set(pairs.flat().map((r) => r.content))
  const taking = active.filter((r) => inPairs.has(r.content))
  const passing = new Set(
    taking
      .filter((r) => taking.filter((s) => s.account === r.account).length >= min)
      .map((r) => r.content),
  )
  const weights: Record<string, number> = {}
  for (const [r, s] of pairs) {
    if (!passing.has(r.content) && !passing.has(s.content)) continue
    const key = [r.account, s.account].sort().join(' ')
    weights[key] = (weights[key] ?? 0) + 1
  }
  return weights
}

function naiveToolkit(list: Row[], window: number, min: number) {
  const sets: Record<string, Set<string>> = {}
  for (const r of list)
    for (const s of list)
      if (r.object === s.object && r.account !== s.account && Math.abs(r.time - s.time) <= window)
        (sets[`${r.account} ${s.account}`] ??= new Set()).add(r.content)
  return Object.fromEntries(
    Object.entries(sets)
      .map(([key, set]) => [key, set.size] as const)
      .filter(([, size]) => size >= min),
  )
}

const windows = fc.constantFrom(0, 1, 5, 12, Infinity)

describe('counting as other tools do', () => {
  test('gives the pairs and weights of CooRTweet on any rows', async () => {
    await fc.assert(
      fc.asyncProperty(rows, windows, fc.integer({ min: 1, max: 4 }), async (list, window, min) => {
        const traces = await countCompat([write(list)], { tool: 'coortweet', columns, window, min })
        expect(table(traces, false)).toEqual(naiveCooRTweet(list, window, min))
      }),
      { numRuns: 80 },
    )
  })

  test('gives the directed counts of the coordination network toolkit on any rows', async () => {
    await fc.assert(
      fc.asyncProperty(rows, windows, fc.integer({ min: 1, max: 3 }), async (list, window, min) => {
        const traces = await countCompat([write(list)], { tool: 'cnt', columns, window, min })
        expect(table(traces, true)).toEqual(naiveToolkit(list, window, min))
      }),
      { numRuns: 80 },
    )
  })

  test('keeps edges strictly above the quantile', async () => {
    const list = [1, 2, 3].flatMap((k) =>
      ['anna', 'Ben', ...(k > 1 ? ['čen'] : [])].map((account, n) => ({
        object: `o${k}`,
        account,
        content: `${account}${k}`,
        time: n,
      })),
    )
    const all = { tool: 'coortweet', columns, window: 10, min: 1 } as const
    expect(table(await countCompat([write(list)], all), false)).toEqual({
      'Ben anna': 3,
      'anna čen': 2,
      'Ben čen': 2,
    })
    const top = await countCompat([write(list)], { ...all, edgeWeight: 0.5 })
    expect(table(top, false)).toEqual({ 'Ben anna': 3 })
  })
})

test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[5], 0.9, 5],
  [[1, 1, 2, 8], 0.75, 3.5],
  [[1, 2, 3], 1, 3],
  [[1, 2, 3], 0, 1],
])('the type 7 quantile of %j at %f is %f', (values, p, expected) => {
  expect(quantileType7(Float64Array.from(values), p)).toBe(expected)
})
