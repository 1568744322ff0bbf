import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Learns, MatchContext } from '../context.ts'
import { answerBulk, askBulk, finishBulk, prepareBulk } from './match.ts'

const contextOf = (learns: Learns, epoch = 1): MatchContext => ({
  agreement: 'a',
  epoch,
  kind: 'domain',
  platform: '',
  lane: 'bulk',
  learns,
})

async function match(own: readonly string[], theirs: readonly string[], learns: Learns) {
  const context = contextOf(learns)
  const holding = await prepareBulk(theirs, 64, context)
  const { request, asked } = await askBulk(own, 32, context)
  const reply = await answerBulk(request, 32, holding.key, context)
  const outcome = await finishBulk(reply, request, asked, holding.table, context)
  return { outcome, holding, request, reply, asked, context }
}

const list = fc.uniqueArray(fc.stringMatching(/^[a-f]{1,3}$/), { maxLength: 32 })

test('two lists give what stands in both, and the place of each in the table', async () => {
  await fc.assert(
    fc.asyncProperty(list, list, async (own, theirs) => {
      const { outcome, holding } = await match(own, theirs, 'receiver')
      const both = own.filter((value) => theirs.includes(value))
      expect(outcome.hits.map(({ value }) => value).toSorted()).toEqual(both.toSorted())
      expect(outcome.hits.every(({ value, place }) => holding.order[place] === value)).toBe(true)
      expect(outcome.count).toBe(both.length)
    }),
    { numRuns: 40 },
  )
})

test('of a count alone whoever asks learns how many and not which', async () => {
  await fc.assert(
    fc.asyncProperty(list, list, async (own, theirs) => {
      const { outcome } = await match(own, theirs, 'count')
      expect(outcome).toEqual({
        count: own.filter((value) => theirs.includes(value)).length,
        hits: [],
      })
    }),
    { numRuns: 20 },
  )
})

test('an answer to a count is shuffled evenly: each point stands at each place alike', async () => {
  const counts = new Uint32Array(16)
  const context = contextOf('count')
  const holding = await prepareBulk([], 16, context)
  const { request } = await askBulk(['one.example'], 16, context)
  const plain = await answerBulk(request, 16, holding.key, contextOf('receiver'))
  const first = plain.subarray(0, 32)
  for (let i = 0; i < 1600; i++) {
    const reply = await answerBulk(request, 16, holding.key, context)
    counts[reply.indexOf(first) / 32]!++
  }
  // Chi-squared with 15 degrees of freedom: 44.3 at one in ten thousand.
  const chi = counts.reduce((sum, seen) => sum + (seen - 100) ** 2 / 100, 0)
  expect(chi).toBeLessThan(44.3)
})

test('what is sent has one size whatever is in it, and is new each time', async () => {
  const context = contextOf('receiver')
  const { request: none } = await askBulk([], 32, context)
  const { request: one } = await askBulk(['a.example'], 32, context)
  const { request: again } = await askBulk(['a.example'], 32, context)
  expect([none.length, one.length]).toEqual([1024, 1024])
  expect(one.equals(again)).toBe(false)
})

test('of another epoch nothing fits, even where every item is in both', async () => {
  const values = Array.from({ length: 16 }, (_, i) => `site${i}.example`)
  const holding = await prepareBulk(values, 16, contextOf('receiver', 1))
  const other = contextOf('receiver', 2)
  const { request, asked } = await askBulk(values, 16, other)
  const reply = await answerBulk(request, 16, holding.key, other)
  const { count } = await finishBulk(reply, request, asked, holding.table, other)
  expect(count).toBe(0)
})

test('threads give what one gives', async () => {
  const context = contextOf('receiver')
  const values = Array.from({ length: 5000 }, (_, i) => `site${i}.example`)
  const holding = await prepareBulk(values, 8192, context, { threads: 2 })
  const { request, asked } = await askBulk(values.slice(4990), 16, context)
  const reply = await answerBulk(request, 16, holding.key, context)
  const { hits } = await finishBulk(reply, request, asked, holding.table, context)
  expect(hits.map(({ value }) => value).toSorted()).toEqual(values.slice(4990).toSorted())
})

test('whoever stops half-way is told so, and no thread stays', async () => {
  const stop = new AbortController()
  const values = Array.from({ length: 20_000 }, (_, i) => `site${i}.example`)
  const running = prepareBulk(values, 32_768, contextOf('receiver'), {
    threads: 2,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  await expect(running).rejects.toMatchObject({ code: 'ended' })
})

test('an item that is longer than a hash takes is matched like any other', async () => {
  const long = `https://example.org/${randomBytes(900).toString('hex')}`
  const { outcome } = await match([long], [long], 'receiver')
  expect(outcome.count).toBe(1)
})
