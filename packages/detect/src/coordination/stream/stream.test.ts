import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectCounted } from '../detect.ts'
import { DetectError } from '../../errors.ts'
import { edgesCsv } from '../../report/tables.ts'
import { generateTraffic } from '../../traffic/generate.ts'
import { trafficJsonl, trafficRows } from '../../traffic/rows.ts'
import { createStream, restoreStream } from './stream.ts'
import type { Post } from '../../activity/read/post-reader.ts'
import type { StreamChange } from './stream-change.ts'

const traffic = generateTraffic({
  seed: 'stream',
  days: 2,
  accounts: 150,
  postsPerDay: 4,
  operations: [
    { name: 'planted', size: 8, traces: ['hashtag', 'link'], actsPerDay: 10, jitter: 20 },
  ],
})
const posts: Post[] = [...trafficRows(traffic)].map((row) => ({
  account: row.account,
  time: Date.parse(row.posted_at) / 1000,
  content: row.id,
  text: row.text,
  links: row.link,
  hashtags: row.hashtags,
}))

/** Gives posts over in calls of the sizes that `cut` says. */
function play(stream: ReturnType<typeof createStream>, some: readonly Post[], cut: () => number) {
  const changes: StreamChange[] = []
  for (let at = 0; at < some.length;) {
    const size = cut()
    changes.push(stream.append(some.slice(at, at + size)))
    at += size
  }
  return changes
}

test('on posts of a table, the stream ends with the edges of the batch', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stream-'))
  try {
    const file = join(folder, 'posts.jsonl')
    await writeFile(file, [...trafficJsonl(traffic)].join(''))
    const options = { traces: ['link', 'hashtag', 'text'], mode: 'contents', minWeight: 2 } as const
    const { traces } = await detectCounted(file, { ...options, findings: false })
    const stream = createStream({ ...options, history: Infinity, lateness: Infinity })
    play(stream, posts, () => 500)
    const lines = stream
      .edges()
      .map((e) =>
        [e.a, e.b, e.weight, e.trace, e.pairs, e.objects, e.contentsA, e.contentsB].join(),
      )
    const batch = [...edgesCsv(traces, 'contents')].slice(1)
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.toSorted()).toEqual(batch.map((line) => line.split(',').slice(0, 8).join()).sort())
  } finally {
    await rm(folder, { recursive: true })
  }
})

const OPTIONS = { history: 86_400, lateness: 600, refresh: 600, minWeight: 3 } as const

describe('the same posts in the same order give the same edges, networks and events', () => {
  const whole = createStream(OPTIONS)
  const events = play(whole, posts, () => posts.length).flatMap(({ networks }) => networks)

  test('however they are cut into calls', () => {
    expect(events.some(({ event }) => event === 'born')).toBe(true)
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 900 })), (sizes) => {
        const stream = createStream(OPTIONS)
        const changes = play(stream, posts, () => sizes.next().value as number)
        expect(changes.flatMap(({ networks }) => networks)).toEqual(events)
        expect(stream.edges()).toEqual(whole.edges())
        expect(stream.networks()).toEqual(whole.networks())
      }),
      { numRuns: 8 },
    )
  })

  test('across a stop and a restart at any place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: posts.length - 1 }), (at) => {
        const first = createStream(OPTIONS)
        const before = first.append(posts.slice(0, at)).networks
        const second = restoreStream(first.snapshot(), OPTIONS)
        const after = second.append(posts.slice(at)).networks
        expect([...before, ...after]).toEqual(events)
        expect(second.edges()).toEqual(whole.edges())
        expect(second.networks()).toEqual(whole.networks())
        expect(second.totals()).toEqual(whole.totals())
      }),
      { numRuns: 8 },
    )
  })
})

test('the changes of every call add up to the edges that stand', () => {
  const stream = createStream({ ...OPTIONS, history: 20_000 })
  const standing = new Map<string, unknown>()
  for (const { edges, ended } of play(stream, posts, () => 211)) {
    for (const { trace, a, b } of ended) standing.delete(`${trace} ${a} ${b}`)
    for (const edge of edges) standing.set(`${edge.trace} ${edge.a} ${edge.b}`, edge)
  }
  expect(standing.size).toBeGreaterThan(0)
  expect(new Set(standing.values())).toEqual(new Set(stream.edges()))
})

test('the planted operation is one network that keeps its name while it grows', () => {
  const stream = createStream({ ...OPTIONS, minWeight: 5, history: Infinity })
  const events = play(stream, posts, () => 100).flatMap(({ networks }) => networks)
  const [network] = stream.networks()
  expect(network!.members).toHaveLength(8)
  const own = events.filter(({ id }) => id === network!.id)
  expect(own.length).toBeGreaterThan(1)
  expect([own[0]!.event, new Set(own.slice(1).map(({ event }) => event))]).toEqual([
    'born',
    new Set(['grew']),
  ])
})

test('a post that comes twice counts once, one that comes too late not at all', () => {
  const stream = createStream({ lateness: 60 })
  const post = (account: string, time: number, content: string) => ({
    account,
    time,
    content,
    hashtags: 'vote',
  })
  stream.append([post('a', 1000, '1'), post('b', 1010, '2'), post('b', 1010, '2')])
  stream.append([post('a', 1000, '1'), post('c', 900, '3')])
  expect(stream.totals()).toMatchObject({ accepted: 2, repeated: 2, late: 1, edges: 1 })
})

describe('a snapshot is refused', () => {
  const snapshot = createStream(OPTIONS).snapshot()
  const code = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return (error as DetectError).code
    }
    return null
  }

  test('when it is cut short, changed or something else', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: snapshot.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const changed = snapshot.slice()
          changed[at]! ^= by
          expect(code(() => restoreStream(changed))).toBe('MALFORMED')
          expect(code(() => restoreStream(snapshot.subarray(0, at)))).toBe('MALFORMED')
        },
      ),
    )
  })

  test('when other settings are asked for', () => {
    expect(code(() => restoreStream(snapshot, { ...OPTIONS, window: 30 }))).toBe('BAD_OPTION')
    expect(restoreStream(snapshot, OPTIONS).totals().accepted).toBe(0)
  })
})

test.each([
  ['a history shorter than window and lateness', { window: 3600, history: 3600 }],
  ['a window without end in a history with one', { window: Infinity }],
  ['a trace that needs all texts at once', { traces: ['near-text'] as never }],
  ['a negative lateness', { lateness: -1 }],
])('options that contradict themselves are refused: %s', (_, options) => {
  expect(() => createStream(options)).toThrow(DetectError)
})
