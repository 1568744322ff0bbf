import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  answerBulk,
  askBulk,
  finishBulk,
  isPaddedSize,
  type MatchContext,
  paddedSize,
  prepareBulk,
} from '../src/index.ts'

const CONTEXT: MatchContext = {
  agreement: 'a',
  epoch: 1,
  kind: 'domain',
  platform: '',
  lane: 'bulk',
  learns: 'receiver',
}
const P = 2n ** 255n - 19n
const toBytes = (number: bigint) => {
  const bytes = Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
  return Buffer.from(bytes.toReversed())
}

/** The u coordinates of small order on the curve and its twist (Bernstein 2006; RFC 7748, 6.1). */
const SMALL = [
  0n,
  1n,
  P - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]

test.each(SMALL)('a point of small order is refused, and nothing is answered: %i', async (u) => {
  const { key } = await prepareBulk([], 16, CONTEXT)
  const { request } = await askBulk(['a.example'], 16, CONTEXT)
  toBytes(u).copy(request, 32)
  await expect(answerBulk(request, 16, key, CONTEXT)).rejects.toMatchObject({
    code: 'bad-point',
    index: 1,
  })
})

test.each([P, P + 1n, P + 9n, 2n ** 255n - 1n, 2n ** 255n, 2n ** 255n + 9n, 2n ** 256n - 1n])(
  'a coordinate in another form than its one is refused, so that none comes twice in two forms: %i',
  async (u) => {
    const { key } = await prepareBulk([], 16, CONTEXT)
    const { request } = await askBulk(['a.example'], 16, CONTEXT)
    toBytes(u).copy(request, 64)
    await expect(answerBulk(request, 16, key, CONTEXT)).rejects.toMatchObject({
      code: 'bad-point',
      index: 2,
    })
  },
)

test('a small point in the midst of a long list is named by its place, across threads', async () => {
  const { key } = await prepareBulk([], 16, CONTEXT)
  const { request } = await askBulk([], 16_384, CONTEXT)
  request.fill(0, 9000 * 32, 9001 * 32)
  await expect(answerBulk(request, 16_384, key, CONTEXT)).rejects.toMatchObject({
    code: 'bad-point',
    index: 9000,
  })
})

test('a list of another length than agreed is refused before anything is computed, ten million points as well as one', async () => {
  const { key } = await prepareBulk([], 16, CONTEXT)
  const before = process.cpuUsage()
  for (const bytes of [0, 31, 511, 513, 320_000_000])
    await expect(answerBulk(Buffer.alloc(bytes), 16, key, CONTEXT)).rejects.toMatchObject({
      code: 'bad-length',
    })
  // 10 M multiplications take minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(20e6)
})

test('a point that stands twice is refused: in a shuffled answer it would mark itself', async () => {
  const { key } = await prepareBulk([], 16, CONTEXT)
  const { request } = await askBulk(['a.example'], 16, CONTEXT)
  request.copy(request, 160, 0, 32)
  await expect(answerBulk(request, 16, key, CONTEXT)).rejects.toMatchObject({
    code: 'duplicate-point',
    index: 5,
  })
})

test('points that begin alike and are two are taken', async () => {
  const { key } = await prepareBulk([], 16, CONTEXT)
  const { request } = await askBulk(['a.example'], 16, CONTEXT)
  request.copy(request, 160, 0, 8)
  await expect(answerBulk(request, 16, key, CONTEXT)).resolves.toHaveLength(512)
})

test('an answer that is the question, or is bad in itself, is refused by whoever asked', async () => {
  const { table } = await prepareBulk([], 16, CONTEXT)
  const { request, asked } = await askBulk(['a.example'], 16, CONTEXT)
  const finish = (reply: Buffer) => finishBulk(reply, request, asked, table, CONTEXT)
  await expect(finish(request)).rejects.toMatchObject({ code: 'own-reflection' })
  await expect(finish(Buffer.alloc(512))).rejects.toMatchObject({ code: 'duplicate-point' })
  await expect(finish(request.subarray(32))).rejects.toMatchObject({ code: 'bad-length' })
})

test('a peer that sends identifiers at random learns its true hits and nothing else', async () => {
  const held = Array.from({ length: 3000 }, () => `${randomBytes(8).toString('hex')}.example`)
  const holding = await prepareBulk(held, 4096, CONTEXT)
  const guesses = Array.from({ length: 4000 }, () => `${randomBytes(8).toString('hex')}.example`)
  const { request, asked } = await askBulk([...guesses, held[17]!], 4096, CONTEXT)
  const reply = await answerBulk(request, 4096, holding.key, CONTEXT)
  const { hits } = await finishBulk(reply, request, asked, holding.table, CONTEXT)
  expect(hits.map(({ value }) => value)).toEqual([held[17]])
})

test('a table says nothing of what is in it to whoever asked another list: tags of other epochs and padding look alike', async () => {
  const values = Array.from({ length: 500 }, (_, i) => `site${i}.example`)
  const one = await prepareBulk(values, 512, CONTEXT)
  const other = await prepareBulk(values, 512, CONTEXT)
  const tagsOf = (table: Buffer) => new Set(table.toString('hex').match(/.{20}/g))
  const [first, second] = [tagsOf(one.table), tagsOf(other.table)]
  expect(first.size).toBe(512)
  expect([...first].filter((tag) => second.has(tag))).toEqual([])
})

/** Chi-squared of counts against an even distribution, less its mean and over its spread: of a normal one, 5 is one in a million. */
function deviation(counts: ArrayLike<number>, total: number): number {
  const cells = counts.length
  const chi = Array.from(counts).reduce(
    (sum, n) => sum + (n - total / cells) ** 2 / (total / cells),
    0,
  )
  return (chi - (cells - 1)) / Math.sqrt(2 * (cells - 1))
}

/**
 * What the wire carries of one item: the question's point and the answer's, as whoever carries them sees them. Bits and bytes are
 * counted, and the two kinds of transcript are compared with each other byte by byte.
 */
test('of 10,000 transcripts those of hits and those of misses are told apart by no statistic of their bytes', async () => {
  const held = Array.from({ length: 5000 }, (_, i) => `held${i}.example`)
  const absent = Array.from({ length: 5000 }, (_, i) => `absent${i}.example`)
  const holding = await prepareBulk(held, 8192, CONTEXT)
  const transcripts = async (values: readonly string[]) => {
    const { request, asked } = await askBulk(values, 8192, CONTEXT)
    const reply = await answerBulk(request, 8192, holding.key, CONTEXT)
    return asked.order.flatMap((value, i) =>
      value === undefined
        ? []
        : [
            Buffer.concat([
              request.subarray(i * 32, i * 32 + 32),
              reply.subarray(i * 32, i * 32 + 32),
            ]),
          ],
    )
  }
  const [hits, misses] = [await transcripts(held), await transcripts(absent)]
  const bits = (all: readonly Buffer[]) => {
    const counts = new Uint32Array(512)
    for (const bytes of all)
      for (let i = 0; i < 512; i++) counts[i]! += (bytes[i >> 3]! >> (i & 7)) & 1
    return counts
  }
  const [ofHits, ofMisses] = [bits(hits), bits(misses)]
  // Bit 255 of a coordinate is nought by its form.
  const differences = Array.from(ofHits, (n, i) => (n - ofMisses[i]!) / Math.sqrt(5000 / 2))
  const bytes = (all: readonly Buffer[], from: number) => {
    const counts = new Uint32Array(256)
    for (const one of all) for (let i = from; i < from + 31; i++) counts[one[i]!]!++
    return deviation(counts, all.length * 31)
  }
  expect([hits.length, misses.length]).toEqual([5000, 5000])
  expect(Math.max(...differences.map(Math.abs))).toBeLessThan(5.5)
  expect(
    Math.abs(differences.reduce((sum, d) => sum + d ** 2, 0) - 510) / Math.sqrt(2 * 510),
  ).toBeLessThan(5)
  for (const all of [hits, misses])
    for (const from of [0, 32]) expect(Math.abs(bytes(all, from))).toBeLessThan(5)
})

test('the sizes that lists are padded to say the power of two alone', () => {
  expect([0, 1, 16, 17, 1000, 1_000_000, 10_000_000].map(paddedSize)).toEqual([
    16, 16, 16, 32, 1024, 1_048_576, 16_777_216,
  ])
  expect([15, 16, 24, 1 << 24, 1 << 25].map(isPaddedSize)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ])
  expect(() => paddedSize(20_000_000)).toThrow(expect.objectContaining({ code: 'too-many' }))
})
