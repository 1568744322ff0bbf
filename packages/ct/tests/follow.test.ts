/** Following a log of Certificate Transparency: every leaf once and in order, on from where the last run ended, whatever passes. */
import { describe, expect, test } from 'vitest'
import { type LogState, type Word } from '../src/index.ts'
import { grow, KINDS, makeLog, named, open, readAll } from './logs.ts'

describe.each(KINDS)('%s', (kind) => {
  test('every leaf is read once and in order, and the root is the one of the leaves', async () => {
    const log = makeLog(700)
    const { source } = await open(log, kind)
    expect(source.kind).toBe(kind)
    const { first, state, steps } = await readAll(source)
    expect(first).toEqual(named(0, 700))
    expect(state).toMatchObject({ size: 700, from: 0, root: log.root().toString('base64') })
    expect(steps).toBeGreaterThan(2)
  })

  test('a run goes on at the very leaf where the last one ended, whatever the size of the tree then', async () => {
    const log = makeLog(600)
    let size = 0
    const { source, served } = await open(log, kind, { size: () => size })
    const seen: string[] = []
    let state: LogState | undefined
    for (size of [1, 2, 255, 256, 257, 511, 512, 600, 600]) {
      const kept =
        state === undefined ? {} : { state: JSON.parse(JSON.stringify(state)) as unknown }
      const read = await readAll(source, kept)
      seen.push(...read.first)
      state = read.state
    }
    expect(seen).toEqual(named(0, 600))
    expect(state!.root).toBe(log.root(600).toString('base64'))
    expect(served.asked.length).toBeGreaterThan(0)
  })

  test.each([0, 1, 256, 300, 511])('from leaf %i on nothing before it is read', async (from) => {
    const log = makeLog(513)
    const { source } = await open(log, kind)
    const { first, state } = await readAll(source, { from })
    expect(first).toEqual(named(from, 513))
    expect(state).toMatchObject({ size: 513, from, root: log.root().toString('base64') })
  })

  test('from now on means from the size that the tree has now', async () => {
    const log = makeLog(300)
    const { source } = await open(log, kind)
    const first = await readAll(source, { from: 'newest' })
    expect(first.first).toEqual([])
    grow(log, 20)
    const { first: more } = await readAll(source, { state: first.state })
    expect(more).toEqual(named(300, 320))
  })

  test('without a key the head says that its signature was not checked', async () => {
    const { source } = await open(makeLog(10), kind, {}, null)
    expect((await source.head()).isSigned).toBe(false)
  })

  test('a head of a time to come and one of more than a day ago are said, whichever clock jumped', async () => {
    const now = 1_800_000_000_000
    const { source } = await open(makeLog(5), kind, { timestamp: () => now })
    const ahead = await readAll(source, { now: () => now - 3_600_000 })
    expect(ahead.words).toEqual([{ kind: 'head-ahead', timestamp: now, size: 5 }])
    const old = await readAll(source, { now: () => now + 90_000_000 })
    expect(old.words).toEqual([{ kind: 'old-head', timestamp: now, size: 5 }])
  })

  test('a certificate that is no DER is a leaf like others, and the feed goes on', async () => {
    const log = makeLog(20)
    log.add({ der: Buffer.from('3080'.repeat(50), 'hex'), timestamp: 1 })
    grow(log, 20)
    const { source } = await open(log, kind)
    const { state, first } = await readAll(source)
    expect(state.root).toBe(log.root().toString('base64'))
    expect(first.filter((name) => name === undefined)).toHaveLength(1)
  })

  test('a log that falls silent is said to stall, and to go on when it answers again; nothing is lost', async () => {
    const log = makeLog(300)
    let isSilent = true
    const { source } = await open(log, kind, {
      change: (path, reply) => (isSilent && /data|get-entries/.test(path) ? null : reply),
    })
    const words: Word[] = []
    const { first } = await readAll(source, {
      stallMs: 300,
      patience: { baseMs: 1, maxMs: 5, attempts: Infinity },
      onWord: (word) => {
        words.push(word)
        isSilent = false
      },
    })
    expect(words.map(({ kind: word }) => word)).toEqual(['stall', 'going-on'])
    expect(first).toEqual(named(0, 300))
  })

  test('what passes is tried again: errors of the server, and answers cut short', async () => {
    const log = makeLog(300)
    let asked = 0
    const { source } = await open(log, kind, {
      change: (_, reply) => {
        asked++
        if (asked > 1 && asked % 3 === 0) return { status: 503, body: Buffer.alloc(0), headers: {} }
        return reply
      },
    })
    expect((await readAll(source)).first).toEqual(named(0, 300))
  })
})

test('a log of tiles that were never packed is read alike, and a partial tile that is gone is read from the full one', async () => {
  const log = makeLog(512)
  const { source } = await open(log, 'static-ct', {
    size: () => 300,
    isPacked: false,
    change: (path, reply) => {
      if (path.includes('.p/') && /001/.test(path))
        return { status: 404, body: Buffer.alloc(0), headers: {} }
      if (path === 'static/tile/data/001')
        return {
          status: 200,
          body: Buffer.concat(Array.from({ length: 256 }, (_, k) => log.tileLeaf(256 + k))),
          headers: {},
        }
      if (path === 'static/tile/0/001')
        return { status: 200, body: Buffer.concat(log.hashes.slice(256, 512)), headers: {} }
      return reply
    },
  })
  expect((await readAll(source)).first).toEqual(named(0, 300))
})
