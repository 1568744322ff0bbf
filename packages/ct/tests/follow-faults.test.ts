/** A log that forks, goes back, leaves out or changes a leaf, or holds no true head, is and nothing false is read of it. */
import { makeCertificate, MemoryLog, serveLog, type Reply } from '@tocsin/testkit/ct'
import { describe, expect, test } from 'vitest'
import { openLog, openOutbound } from '../src/index.ts'
import { closing, firstEntries, grow, KINDS, makeLog, open, readAll } from './logs.ts'

describe.each(KINDS)('%s', (kind) => {
  test('a head that the given key did not sign is refused', async () => {
    const log = makeLog(10)
    await expect(open(log, kind, {}, new MemoryLog().key)).rejects.toMatchObject({
      code: 'bad-signature',
    })
  })

  test('a head whose root is not that of the leaves is named', async () => {
    const log = makeLog(300)
    const { source } = await open(log, kind, {
      change: (path, reply) => replaceHead(log, path, reply, () => Buffer.alloc(32, 1)),
    })
    await expect(readAll(source)).rejects.toMatchObject({ code: 'wrong-root', index: 0 })
  })

  test('a log that shows another history than before is and the size at which it forked', async () => {
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
