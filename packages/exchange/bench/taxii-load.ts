/** What the TAXII benchmarks share: a server process, a keep-alive client, indicators of about 0.8 kB. */
import { debianPrograms, startPostgres } from '@tocsin/testkit'
import { testIndicator } from '@tocsin/testkit/taxii'
import { type ChildProcess, fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { openConnection } from './kept-connection.ts'
import type { Order, Ready } from './taxii-server.ts'

export const MEDIA_TYPE = 'application/taxii+json;version=2.1'
const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

export type Server = Ready & {
  postgresUrl: string | undefined
  order: <T>(order: Order) => Promise<T>
  stop: () => Promise<void>
}

/** `stock` is the PostgreSQL that a distribution ships, with the settings it comes with. */
export type Kind = 'pglite' | 'postgres' | 'stock'

/** The databases that there are on this machine. */
export const KINDS: Kind[] = [
  'postgres',
  ...(debianPrograms() ? (['stock'] as const) : []),
  'pglite',
]

/** Starts an exchange on a fresh database of its own. */
export async function startServer(kind: Kind): Promise<Server> {
  const bin = kind === 'stock' ? debianPrograms() : undefined
  const postgres = kind === 'pglite' ? undefined : await startPostgres(bin ? { bin } : {})
  const child = fork(join(import.meta.dirname, 'taxii-server.ts'), [postgres?.url ?? 'pglite'], {
    execArgv: ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning'],
  })
  const ready = await nextMessage<Ready>(child)
  return {
    ...ready,
    postgresUrl: postgres?.url,
    order: async (order) => {
      const answer = nextMessage<never>(child)
      child.send(order)
      return answer
    },
    stop: async () => {
      child.kill('SIGKILL')
      await postgres?.stop()
    },
  }
}

/** What a child process says next; throws where it ends instead. */
export function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`the server ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}

export type Answer = { status: number; headers: Record<string, unknown>; body: Buffer }

/** One request over a kept connection. */
export function ask(
  url: string,
  authorization: string,
  options: { method?: string; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { accept: MEDIA_TYPE, authorization }
    if (options.body !== undefined) {
      headers['content-type'] = MEDIA_TYPE
      headers['content-length'] = String(Buffer.byteLength(options.body))
    }
    const sent = request(url, { agent, method: options.method ?? 'GET', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(options.body)
  })
}

/** Texts of `count` different indicators of about 0.8 kB, from number `from` on. */
export function indicatorTexts(count: number, from = 0): string[] {
  const description = 'A site that copies the polling-place finder of a county. '.repeat(7)
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({ ...testIndicator(from + i), description: description.slice(0, 380) }),
  )
}

/** Posts texts in batches, one after the other; the milliseconds it took. */
export async function postAll(
  { url, collection, writers }: Ready,
  texts: readonly string[],
  batch: number,
): Promise<number> {
  const path = `${new URL(url).pathname}collections/${collection}/objects/`
  const headers = { accept: MEDIA_TYPE, authorization: writers[0]!, 'content-type': MEDIA_TYPE }
  const add = await openConnection(new URL(url), headers)
  const bodies: Buffer[] = []
  for (let i = 0; i < texts.length; i += batch)
    bodies.push(Buffer.from(`{"objects":[${texts.slice(i, i + batch).join(',')}]}`))
  const start = performance.now()
  for (const body of bodies) {
    const answer = await add(path, body)
    if (answer.status !== 202 || !answer.body.includes('"failure_count":0'))
      throw new Error(`${answer.status}: ${answer.body.toString().slice(0, 500)}`)
  }
  return performance.now() - start
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
}

export function perSecond(count: number, ms: number): number {
  return Math.round((count / ms) * 1000)
}
