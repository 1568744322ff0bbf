import {
  makeCertificate,
  MemoryLog,
  serveLog,
  type Reply,
  type ServeOptions,
} from '@tocsin/testkit/ct'
import { afterEach, describe, expect, test } from 'vitest'
import {
  followLog,
  openLog,
  openOutbound,
  readNames,
  toLogKey,
  type FollowOptions,
  type LogState,
  type Word,
} from '../src/index.ts'

const KINDS = ['static-ct', 'rfc6962'] as const
type Kind = (typeof KINDS)[number]
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function grow(log: MemoryLog, count: number): void {
  for (let k = 0; k < count; k++) {
    const serial = log.entries.length
    const isTbs = serial % 3 === 0
    const names = [`n${serial}.example`, `www.n${serial}.example`]
    log.add({
      der: makeCertificate({ names, serial, isTbs }),
      isTbs,
      timestamp: 1_790_000_000_000 + serial,
    })
  }
}

function makeLog(count: number): MemoryLog {
  const log = new MemoryLog()
  grow(log, count)
  return log
}

async function open(
  log: MemoryLog,
  kind: Kind,
  options: ServeOptions = {},
  key: string | null = log.key,
) {
  const served = await serveLog(log, options)
  const outbound = openOutbound({ allowPrivate: true, timeoutMs: 2000, againMs: 1 })
  closing.push(() => outbound.close(), served.close)
  const url = kind === 'static-ct' ? served.staticUrl : served.entriesUrl
  const source = await openLog(url, outbound, key === null ? null : toLogKey(key))
  return { source, served }
}

type Read = { first: string[]; state: LogState; words: Word[]; steps: number }

/** Follows to the end of the tree and keeps the first name of each certificate. */
async function readAll(
  source: Parameters<typeof followLog>[0],
  options: Partial<FollowOptions> = {},
): Promise<Read> {
  const first: string[] = []
  const words: Word[] = []
  let steps = 0
  const state = await followLog(source, {
    from: 'start',
    once: true,
    stepLeaves: 200,
    patience: { baseMs: 1, maxMs: 5 },
    onWord: (word) => words.push(word),
    ...options,
    onStep: async (step) => {
      steps++
      for (const { bytes, certStart, certEnd, isTbs } of step.leaves) {
        const names: string[] = []
        readNames(bytes, certStart, certEnd, isTbs, names)
        first.push(names[0]!)
      }
      await options.onStep?.(step)
    },
  })
  return { first, state, words, steps }
}

const named = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => `n${from + k}.example`)

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

  test('a head that the given key did not sign is refused', async () => {
    const log = makeLog(10)
    await expect(open(log, kind, {}, new MemoryLog().key)).rejects.toMatchObject({
      code: 'bad-signature',
    })
  })

  test('without a key the head says that its signature was not checked', async () => {
    const { source } = await open(makeLog(10), kind, {}, null)
    expect((await source.head()).isSigned).toBe(false)
  })

  test('a head whose root is not that of the leaves is named', async () => {
    const log = makeLog(300)
    const { source } = await open(log, kind, {
      change: (path, reply) => replaceHead(log, path, reply, () => Buffer.alloc(32, 1)),
    })
    await expect(readAll(source)).rejects.toMatchObject({ code: 'wrong-root', index: 0 })
  })

  test('a log that shows another history than before is named, and the size at which it forked', async () => {
    const { source } = await open(makeLog(300), kind)
    const { state } = await readAll(source)
    const fork = new MemoryLog()
    grow(fork, 200)
    fork.add({ der: makeCertificate({ names: ['other.example'], serial: 7 }), timestamp: 1 })
    grow(fork, 300)
    for (const size of [300, 420]) {
      const other = await open(fork, kind, { size: () => size })
      await expect(readAll(other.source, { state })).rejects.toMatchObject({
        code: 'fork',
        index: 300,
      })
    }
  })

  test('a leaf other than the one committed to is named by its index', async () => {
    const log = makeLog(600)
    const other = makeLog(600)
    const place = 417
    const der = makeCertificate({ names: ['other.example'], serial: 1 })
    other.entries[place] = { der, timestamp: 1 }
    const { source } = await open(log, kind, {
      change: (path, reply, query) => swapEntries(other, path, reply, query),
    })
    const read: string[] = []
    const promise = readAll(source, {
      onStep: ({ start, leaves }) => {
        read.push(`${start}-${start + leaves.length}`)
      },
    })
    await expect(promise).rejects.toMatchObject({ code: 'wrong-leaf', index: place })
    // What came before it had been given on; nothing of its own step was.
    expect(Number(read.at(-1)!.split('-')[1])).toBeLessThanOrEqual(place)
  })

  test('leaves that the head counts and the log does not have are a gap, named by its index', async () => {
    const log = makeLog(600)
    const { source } = await open(log, kind, {
      change: (path, reply, query) => {
        if (path.startsWith('static/tile/data/001'))
          return { status: 404, body: Buffer.alloc(0), headers: {} }
        if (path.endsWith('get-entries') && Number(query.get('start')) >= 256)
          return { ...reply, body: Buffer.from('{"entries":[]}') }
        if (path.endsWith('get-entries') && Number(query.get('end')) >= 256)
          return { ...reply, body: firstEntries(reply.body, 256 - Number(query.get('start'))) }
        return reply
      },
    })
    await expect(readAll(source)).rejects.toMatchObject({ code: 'gap', index: 256 })
  })

  test('a log that answers with an older head of the same tree is said to go back, and no leaf is read again', async () => {
    const log = makeLog(300)
    let size = 300
    const { source } = await open(log, kind, { size: () => size })
    const { state } = await readAll(source)
    size = 200
    const { first, words, state: after } = await readAll(source, { state })
    expect(first).toEqual([])
    expect(words).toMatchObject([{ kind: 'went-back', size: 200, read: 300 }])
    expect(after).toEqual(state)
  })

  test('a head of a time to come and one of more than a day ago are said, whichever clock jumped', async () => {
    const now = 1_800_000_000_000
    const { source } = await open(makeLog(5), kind, { timestamp: () => now })
    const ahead = await readAll(source, { now: () => now - 3_600_000 })
    expect(ahead.words).toEqual([{ kind: 'head-ahead', timestamp: now, size: 5 }])
    const old = await readAll(source, { now: () => now + 90_000_000 })
    expect(old.words).toEqual([{ kind: 'old-head', timestamp: now, size: 5 }])
  })

  test('a page without end is cut off', async () => {
    const { source } = await open(makeLog(300), kind, {
      take: (path, response) => {
        if (!/data|get-entries/.test(path)) return false
        response.writeHead(200)
        const chunk = Buffer.alloc(1 << 20, 32)
        const more = (): void => {
          while (response.write(chunk));
        }
        response.on('drain', more)
        more()
        return true
      },
    })
    await expect(readAll(source)).rejects.toMatchObject({ code: 'too-large' })
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

test('a smaller head of another history is a fork where the log can be asked for a proof', async () => {
  const { source } = await open(makeLog(300), 'rfc6962')
  const { state } = await readAll(source)
  const fork = new MemoryLog()
  grow(fork, 200)
  fork.add({ der: makeCertificate({ names: ['other.example'], serial: 7 }), timestamp: 1 })
  grow(fork, 300)
  const other = await open(fork, 'rfc6962', { size: () => 250 })
  const refused = { code: 'fork', index: 250 }
  await expect(readAll(other.source, { state })).rejects.toMatchObject(refused)
})

test('a log of tiles that lost its end is said to go back without a proof; with a stale head alone, with one', async () => {
  const log = makeLog(300)
  const { source } = await open(log, 'static-ct')
  const { state } = await readAll(source)
  const lost = await open(log, 'static-ct', { size: () => 200 })
  const stale = await open(log, 'static-ct', {
    change: (path, reply) =>
      path === 'static/checkpoint'
        ? { ...reply, body: Buffer.from(log.checkpoint(200, Date.now())) }
        : reply,
  })
  const went = { kind: 'went-back', size: 200, read: 300 }
  expect((await readAll(lost.source, { state })).words).toEqual([{ ...went, isProven: false }])
  expect((await readAll(stale.source, { state })).words).toEqual([{ ...went, isProven: true }])
})

test('a log that says the same page for every start is caught at the first leaf that does not belong', async () => {
  const log = makeLog(300)
  const { source } = await open(log, 'rfc6962', {
    change: (path, reply, query) => {
      if (!path.endsWith('get-entries')) return reply
      const count = Math.min(100, Number(query.get('end')) - Number(query.get('start')) + 1)
      const entries = Array.from({ length: count }, (_, k) => ({
        leaf_input: log.leafInput(k).toString('base64'),
      }))
      return { ...reply, body: Buffer.from(JSON.stringify({ entries })) }
    },
  })
  await expect(readAll(source)).rejects.toMatchObject({ code: 'wrong-leaf', index: 100 })
})

test('a state that does not hold together is refused', async () => {
  const { source } = await open(makeLog(30), 'rfc6962')
  const { state } = await readAll(source)
  const broken = { ...state, peaks: state.peaks.toReversed() }
  for (const one of [broken, {}, null, { ...state, size: 31 }])
    await expect(readAll(source, { state: one })).rejects.toMatchObject({ code: 'malformed-state' })
})

test('an address without a log, a private one, and one without TLS are refused', async () => {
  const served = await serveLog(makeLog(1))
  closing.push(served.close)
  const outbound = openOutbound()
  const within = openOutbound({ allowPrivate: true })
  const refused = async (address: string, code: string, by = outbound): Promise<void> => {
    await expect(openLog(address, by)).rejects.toMatchObject({ code })
  }
  await refused(served.staticUrl.replace('static', 'none'), 'no-log', within)
  await refused(served.staticUrl, 'bad-address')
  await refused('https://127.0.0.1/', 'private-address')
  await refused('https://[::ffff:10.0.0.1]/', 'private-address')
  await refused('https://localhost/', 'private-address')
  await refused('https://user@log.example/', 'bad-address')
  await refused('log.example', 'bad-address')
})

function replaceHead(log: MemoryLog, path: string, reply: Reply, rootOf: () => Buffer): Reply {
  const size = log.entries.length
  if (path === 'static/checkpoint')
    return { ...reply, body: Buffer.from(log.checkpoint(size, Date.now(), rootOf())) }
  if (path === 'rfc/ct/v1/get-sth')
    return { ...reply, body: Buffer.from(JSON.stringify(log.sth(size, Date.now(), rootOf()))) }
  return reply
}

/** The entries of another log under the hashes of the first. */
function swapEntries(other: MemoryLog, path: string, reply: Reply, query: URLSearchParams): Reply {
  const tile = /^static\/tile\/data\/(\d+)(?:\.p\/(\d+))?$/.exec(path)
  if (tile !== null) {
    const first = Number(tile[1]) * 256
    const body = Buffer.concat(
      Array.from({ length: Number(tile[2] ?? 256) }, (_, k) => other.tileLeaf(first + k)),
    )
    return { status: 200, body, headers: {} }
  }
  if (!path.endsWith('get-entries')) return reply
  const start = Number(query.get('start'))
  const count = Math.min(100, Number(query.get('end')) - start + 1)
  const entries = Array.from({ length: count }, (_, k) => ({
    leaf_input: other.leafInput(start + k).toString('base64'),
  }))
  return { ...reply, body: Buffer.from(JSON.stringify({ entries })) }
}

function firstEntries(body: Buffer, count: number): Buffer {
  const { entries } = JSON.parse(body.toString()) as { entries: unknown[] }
  return Buffer.from(JSON.stringify({ entries: entries.slice(0, count) }))
}
