/** Servers of a log on this machine: static-ct-api below `static/`, RFC 6962 below `rfc/`; what they answer can be changed on its way. */
import { rootHash, TILE_WIDTH } from '@tocsin/proof'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { MemoryLog } from './log.ts'

export type Reply = { status: number; body: Buffer; headers: Record<string, string> }

export type ServedLog = {
  readonly staticUrl: string
  readonly entriesUrl: string
  /** Every address that was asked for, in order. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

export type ServeOptions = {
  /** The size of the head; default: all there is. */
  readonly size?: () => number
  readonly timestamp?: () => number
  /** Entries a page at most; default 100. */
  readonly page?: number
  /** Whether data tiles are packed; default true. */
  readonly isPacked?: boolean
  /** What is answered in place of `reply`; null for nothing at all, ever. */
  readonly change?: (path: string, reply: Reply, query: URLSearchParams) => Reply | null
  /** Answers by itself; true where it did. */
  readonly take?: (path: string, response: ServerResponse) => boolean
}

const sha256 = (data: Uint8Array): Buffer => hash('sha256', data, 'buffer')

/** Serves `log` on a free port of the loopback. */
export async function serveLog(log: MemoryLog, options: ServeOptions = {}): Promise<ServedLog> {
  const asked: string[] = []
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://log.example')
    const path = url.pathname.slice(1)
    asked.push(path + url.search)
    if (options.take?.(path, response) === true) return
    const known = answer(log, options, path, url.searchParams)
    const reply = options.change?.(path, known, url.searchParams) ?? (options.change ? null : known)
    if (reply === null) return
    response.writeHead(reply.status, reply.headers)
    response.end(reply.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    staticUrl: `${origin}/static/`,
    entriesUrl: `${origin}/rfc/`,
    asked,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const NOTHING: Reply = { status: 404, body: Buffer.from('not found'), headers: {} }

function answer(
  log: MemoryLog,
  options: ServeOptions,
  path: string,
  query: URLSearchParams,
): Reply {
  const size = options.size?.() ?? log.entries.length
  const timestamp = options.timestamp?.() ?? Date.now()
  const [side, ...rest] = path.split('/')
  if (path === 'static/checkpoint') return text(log.checkpoint(size, timestamp))
  if (side === 'static' && rest[0] === 'tile')
    return tile(log, size, rest.slice(1), options.isPacked ?? true)
  if (path === 'rfc/ct/v1/get-sth') return json(log.sth(size, timestamp))
  if (side !== 'rfc') return NOTHING
  return answerRfc(log, size, path.replace('rfc/ct/v1/', ''), query, options.page ?? 100)
}

function answerRfc(
  log: MemoryLog,
  size: number,
  act: string,
  query: URLSearchParams,
  page: number,
): Reply {
  const number = (name: string) => Number(query.get(name))
  const base64 = (hashes: readonly Uint8Array[]) =>
    hashes.map((one) => Buffer.from(one).toString('base64'))
  if (act === 'get-sth-consistency')
    return json({ consistency: base64(log.consistency(number('first'), number('second'))) })
  if (act === 'get-proof-by-hash') {
    const index = log.hashes.findIndex((one) => one.toString('base64') === query.get('hash'))
    if (index < 0) return NOTHING
    return json({
      leaf_index: index,
      audit_path: base64(log.inclusion(index, number('tree_size'))),
    })
  }
  if (act !== 'get-entries') return NOTHING
  const start = number('start')
  const end = Math.min(size, number('end') + 1, start + page)
  const indices = Array.from({ length: Math.max(0, end - start) }, (_, k) => start + k)
  return json({
    entries: indices.map((index) => ({
      leaf_input: log.leafInput(index).toString('base64'),
      extra_data: '',
    })),
  })
}

/** A tile by the parts of its path after `tile/`; only of a head that there is. */
function tile(log: MemoryLog, size: number, parts: readonly string[], isPacked: boolean): Reply {
  const [level = '', ...names] = parts
  const width = names.at(-2)?.endsWith('.p') ? Number(names.pop()) : TILE_WIDTH
  const index = Number(names.map((name) => name.replaceAll(/x|\.p/g, '')).join(''))
  const span = level === 'data' ? 1 : TILE_WIDTH ** Number(level)
  const first = index * TILE_WIDTH
  if ((first + width) * span > size) return NOTHING
  const places = Array.from({ length: width }, (_, k) => first + k)
  if (level === 'data') {
    const body = Buffer.concat(places.map((at) => log.tileLeaf(at)))
    if (!isPacked) return { status: 200, body, headers: {} }
    return { status: 200, body: gzipSync(body), headers: { 'content-encoding': 'gzip' } }
  }
  const hashes = places.map((at) => rootHash(log.hashes.slice(at * span, (at + 1) * span), sha256))
  return { status: 200, body: Buffer.concat(hashes), headers: {} }
}

function text(body: string): Reply {
  return { status: 200, body: Buffer.from(body), headers: { 'content-type': 'text/plain' } }
}

function json(value: object): Reply {
  return {
    status: 200,
    body: Buffer.from(JSON.stringify(value)),
    headers: { 'content-type': 'application/json' },
  }
}
