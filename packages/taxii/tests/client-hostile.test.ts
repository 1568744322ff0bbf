/** The client against servers that send anything: it ends, within bounds, with a resource or a coded error. */
import fc from 'fast-check'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  createTaxiiClient,
  poll,
  TAXII_MEDIA_TYPE,
  type TaxiiClientOptions,
  TaxiiError,
} from '../src/index.ts'

const ROOT = 'https://feeds.test/root/'
const HEADERS = { 'content-type': TAXII_MEDIA_TYPE }
const OBJECT = '{"type":"mutex","id":"mutex--1","name":"x"}'
const retry = { attempts: 1 }

let server: Server | undefined
afterEach(() => server?.close())

/** A real server that answers every request in one way. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((_request, response) => {
    response.on('error', () => {})
    answer(response.writeHead(200, HEADERS))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** A client of a server whose every answer `answer` makes. */
function clientOf(
  answer: (url: URL) => string | Response,
  options: Partial<TaxiiClientOptions> = {},
) {
  return createTaxiiClient({
    url: 'https://feeds.test/',
    retry,
    fetch: async (input) => {
      const made = answer(new URL(new Request(input).url))
      return typeof made === 'string' ? new Response(made, { headers: HEADERS }) : made
    },
    ...options,
  })
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof TaxiiError ? error.code : `uncoded: ${String(error)}`),
  )
}

async function drain(pages: AsyncGenerator<unknown>): Promise<number> {
  let count = 0
  for await (const _ of pages) count++
  return count
}

test('an answer that breaks off is a network failure, of resources and of objects', async () => {
  const url = await serve((response) => {
    response.write(`{"objects":[${OBJECT},`)
    setTimeout(() => response.destroy(), 20)
  })
  const client = createTaxiiClient({ url, retry })
  expect(await codeOf(client.discovery())).toBe('network')
  expect(await codeOf(drain(poll(client, { root: url, collection: 'c' })))).toBe('network')
})

test('an answer that falls silent is given up on', async () => {
  const url = await serve((response) => void response.write(`{"objects":[${OBJECT},`))
  const client = createTaxiiClient({ url, retry, timeoutMs: 50 })
  await expect(client.discovery()).rejects.toMatchObject({ code: 'network' })
  expect(await codeOf(drain(poll(client, { root: url, collection: 'c' })))).toBe('network')
  server!.closeAllConnections()
})

test('an abort ends a body that is on its way', async () => {
  const url = await serve((response) => void response.write(`{"objects":[`))
  const abort = new AbortController()
  const client = createTaxiiClient({ url, retry, signal: abort.signal })
  const reading = codeOf(client.discovery())
  setTimeout(() => abort.abort(), 20)
  expect(await reading).toBe('aborted')
  server!.closeAllConnections()
})

test('a page without end is refused before memory is', async () => {
  const object = OBJECT.replace('"x"', `"${'x'.repeat(40_000)}"`)
  const part = Buffer.from(`${object},`.repeat(10))
  const url = await serve((response) => {
    const send = (): void => {
      while (!response.destroyed && response.write(part));
    }
    response.on('drain', send).write('{"objects":[')
    send()
  })
  const client = createTaxiiClient({ url, retry })
  const polling = drain(poll(client, { root: url, collection: 'c' }))
  await expect(polling).rejects.toThrow(/too large; ask for a smaller limit/)
}, 60_000)

test('more without end and without objects is given up on', async () => {
  let asked = 0
  const client = clientOf(() => `{"more":true,"next":"${asked++}"}`)
  expect(await codeOf(drain(poll(client, { root: ROOT, collection: 'c' })))).toBe('bad-response')
  expect(asked).toBeLessThan(2000)
})

test('a server that refuses every next it gives is given up on, and that is what is said of it', async () => {
  const added = '2026-10-06T00:00:00.000001Z'
  const dated = {
    ...HEADERS,
    'x-taxii-date-added-first': added,
    'x-taxii-date-added-last': added,
  }
  const client = clientOf((url) =>
    url.searchParams.has('next')
      ? new Response('{"title":"no"}', { status: 400, headers: HEADERS })
      : new Response(`{"more":true,"next":"n","objects":[${OBJECT}]}`, { headers: dated }),
  )
  const polling = drain(poll(client, { root: ROOT, collection: 'c' }))
  await expect(polling).rejects.toThrow(/gave a next and refused it, 11 times/)
})

test('a poller that can not go on says so', async () => {
  const client = clientOf(() => `{"more":true}`)
  await expect(drain(poll(client, { root: ROOT, collection: 'c' }))).rejects.toThrow(
    /not all is read/,
  )
})

test.each(['{"objects":[{"id":]}]}', '{"objects":[1]}', '{"objects":[{}}', '[]', 'null', ''])(
  'a page that is %s is refused',
  async (text) => {
    const client = clientOf(() => text)
    expect(await codeOf(drain(poll(client, { root: ROOT, collection: 'c' })))).toBe('bad-response')
  },
)

test('no server sends its clients to this machine in the clear, or anywhere by plain HTTP', async () => {
  for (const root of ['http://127.0.0.1:1/root/', 'http://other.test/root/']) {
    const client = clientOf(() => JSON.stringify({ title: 'T', api_roots: [root] }))
    const [found] = (await client.discovery()).api_roots!
    await expect(client.collections(found!)).rejects.toThrow(/needs https/)
    await expect(client.remove(found!, 'c', 'mutex--1')).rejects.toThrow(/needs https/)
  }
})

test('an address that is none, or holds a password, is refused without showing the password', () => {
  const make = (url: string) => () => createTaxiiClient({ url })
  expect(make('feeds.test')).toThrow(/begin it with https/)
  expect(make('https://user:secret@feeds.test/')).toThrow(/^feeds.test: give user and password/)
})

test('words of a server are shown on one line and can not steer a terminal', async () => {
  const shown: string[] = []
  const client = clientOf(
    () => JSON.stringify({ title: 'T', api_roots: ['/a\u001b]0;x\u0007\n/'] }),
    { onDeviation: ({ message }) => shown.push(message) },
  )
  await client.discovery()
  const failing = clientOf(() => new Response('{"title":"\\u001b[2J\\nx"}', { status: 403 }))
  await failing.discovery().catch((error: Error) => shown.push(error.message))
  expect(shown).toHaveLength(2)
  for (const words of shown) expect(words).not.toMatch(/\p{Cc}/u)
})

/** What stands where a resource has a value: the right thing, nearly, or anything at all. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, [], {}, 'x', 0, true, [null], ['/r/'], ['http://['], [{}]),
  fc.constantFrom<unknown>([{ id: 'c' }], [{ id: 1, date_added: 2, version: 3 }], '2.1'),
  fc.jsonValue(),
)
const NAMES = ['api_roots', 'default', 'versions', 'collections', 'objects', 'id', 'status', 'more']
const resource = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), anything).map((fields) => JSON.stringify(fields)),
  fc.json(),
  fc.string(),
)

test('whatever a server sends, each call gives a resource or a coded error', async () => {
  const property = fc.asyncProperty(resource, async (text) => {
    const client = clientOf((url) =>
      url.pathname.endsWith('/status/x/') ? '{"id":"x","status":"complete"}' : text,
    )
    const calls = [
      client.discovery(),
      client.apiRoot(ROOT),
      client.collections(ROOT),
      client.collection(ROOT, 'c'),
      client.manifest(ROOT, 'c'),
      client.versions(ROOT, 'c', 'mutex--1'),
      client.add(ROOT, 'c', []),
      client.status(ROOT, 's'),
      drain(poll(client, { root: ROOT, collection: 'c' })),
    ]
    for (const code of await Promise.all(calls.map(codeOf)))
      expect(['done', 'bad-response', 'bad-request']).toContain(code)
  })
  await fc.assert(property, { numRuns: 500 })
})
