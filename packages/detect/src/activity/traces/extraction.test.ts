import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startExtraction } from './extraction.ts'
import type { PostTrace } from './post-objects.ts'
import { toTextColumn } from './text-column.ts'
import type { ExtractedTrace, PostBatch, PostColumns } from './trace-extractor.ts'

const TRACES: PostTrace[] = ['link', 'hashtag', 'text', 'mention']
const WORDS = [
  '#Одно',
  'https://example.org/a?utm_source=x',
  '@anna',
  'words enough to say something',
  '😀',
]

const texts = fc.sample(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
  { numRuns: 600, seed: 5 },
)

/** The traces of `texts`, extracted as if there were so many posts. */
async function extract(posts: number): Promise<ReadonlyMap<PostTrace, ExtractedTrace>> {
  const extraction = startExtraction(TRACES, posts)
  const length = 50
  for (let first = 0; first < texts.length; first += length) {
    const bytes = texts.slice(first, first + length).map((text) => Buffer.from(text))
    const batch: PostBatch = { first, length, fields: { text: toTextColumn(bytes) } }
    await extraction.push(batch)
  }
  const columns: PostColumns = {
    account: Int32Array.from(texts, (_, k) => k % 7),
    time: Int32Array.from(texts, (_, k) => (k * 31) % 100),
    accounts: 7,
    clock: { epoch: 0, tick: 1 },
    keepAll: false,
  }
  const found = await extraction.finish(columns)
  extraction.close()
  return found
}

test('threads find in posts what one thread finds', async () => {
  const here = await extract(1)
  const inThreads = await extract(1_000_000)
  expect([...inThreads.keys()].sort()).toEqual(TRACES.toSorted())
  for (const trace of TRACES) expect(inThreads.get(trace)).toEqual(here.get(trace))
  expect(here.get('hashtag')!.names).toEqual(['одно'])
})

test('an abort ends the threads', async () => {
  const abort = new AbortController()
  const extraction = startExtraction(TRACES, 1_000_000, abort.signal)
  abort.abort()
  const columns = { account: new Int32Array(), time: new Int32Array(), accounts: 0 }
  const rest = { clock: { epoch: 0, tick: 1 }, keepAll: false }
  await expect(extraction.finish({ ...columns, ...rest })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
})
