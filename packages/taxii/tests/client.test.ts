import { createMemoryHarness, post, testIndicator, walk } from '@tocsin/testkit/taxii'
import { expect, test } from 'vitest'
import {
  createTaxiiClient,
  type Deviation,
  poll,
  type PollCursor,
  TAXII_MEDIA_TYPE,
  type TaxiiClientOptions,
  TaxiiError,
} from '../src/index.ts'

type Fetch = typeof globalThis.fetch

function setUp(change?: (response: Response, request: Request) => Response | Promise<Response>) {
  const harness = createMemoryHarness()
  const deviations: Deviation[] = []
  const asked: Request[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request)
    const response = await harness.handle(request)
    return change ? change(response, request) : response
  }
  const client = (options: Partial<TaxiiClientOptions> = {}) =>
    createTaxiiClient({
      url: 'https://taxii.test/taxii2/',
      credentials: { token: 'a' },
      retry: { baseMs: 1, maxMs: 5 },
      fetch,
      onDeviation: (deviation) => deviations.push(deviation),
      ...options,
    })
  return { harness, deviations, asked, client, root: `https://taxii.test/${harness.root}/` }
}

/** A server of one canned answer a path. */
function canned(answers: Record<string, unknown>, headers: Record<string, string> = {}): Fetch {
  return async (input) => {
    const { pathname } = new URL(new Request(input).url)
    const body = answers[pathname]
    const type = { 'content-type': TAXII_MEDIA_TYPE, ...headers }
    return new Response(JSON.stringify(body ?? {}), { status: body ? 200 : 404, headers: type })
  }
}

async function drain(stream: { objects: AsyncGenerator<string, unknown> }): Promise<unknown[]> {
  const objects: unknown[] = []
  for await (const text of stream.objects) objects.push(JSON.parse(text))
  return objects
}

test('every resource of a server can be read and written', async () => {
  const { harness, client, root, deviations } = setUp()
  const id = await harness.collection()
  const taxii = client()
  expect((await taxii.discovery()).api_roots).toEqual([root])
  expect((await taxii.apiRoot(root)).title).toBe('Hub')
  expect((await taxii.collections(root)).map((collection) => collection.id)).toEqual([id])
  expect((await taxii.collection(root, id)).can_write).toBe(true)

  const texts = [0, 1, 2].map((n) => JSON.stringify(testIndicator(n)))
  const status = await taxii.settled(root, await taxii.add(root, id, texts))
  expect(status.success_count).toBe(3)
  expect(await taxii.status(root, status.id)).toEqual(status)

  const [, second] = [0, 1].map((n) => testIndicator(n))
  const { objects, dates } = await taxii.objects(root, id, {
    limit: 2,
    type: ['indicator', 'tool'],
  })
  expect(await drain({ objects })).toHaveLength(2)
  expect(dates.first! < dates.last!).toBe(true)
  expect(await drain(await taxii.object(root, id, second!.id))).toEqual([second])
  const { page } = await taxii.versions(root, id, second!.id)
  expect(page.versions).toEqual([second!['modified']])
  expect((await taxii.manifest(root, id, { id: second!.id })).page.objects).toHaveLength(1)
  await taxii.remove(root, id, second!.id)
  await expect(taxii.object(root, id, second!.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(deviations).toEqual([])
})

test('Basic credentials are sent as UTF-8 and only to the server they are for', async () => {
  const { client, asked, root } = setUp()
  const taxii = client({ credentials: { user: 'ä', password: 'pa:ß' } })
  await expect(taxii.discovery()).rejects.toMatchObject({ code: 'unauthorized', status: 401 })
  expect(asked[0]!.headers.get('authorization')).toBe('Basic w6Q6cGE6w58=')
  await expect(taxii.apiRoot(root.replace('taxii.test', 'other.test'))).rejects.toThrow(TaxiiError)
  expect(asked[1]!.headers.get('authorization')).toBeNull()
})

test('plain HTTP is refused except on this machine', () => {
  const make =
    (url: string, allowHttp = false) =>
    () =>
      createTaxiiClient({ url, allowHttp })
  expect(make('http://taxii.example/')).toThrow(/https/)
  expect(make('http://127.0.0.1:1/')).not.toThrow()
  expect(make('http://taxii.example/', true)).not.toThrow()
})

test('a server that is busy is asked again, no sooner than it wants', async () => {
  let refusals = 2
  const { client, asked } = setUp((response) =>
    refusals-- > 0
      ? new Response('{"title":"busy"}', { status: 503, headers: { 'retry-after': '0' } })
      : response,
  )
  expect((await client().discovery()).title).toBe('Hub')
  expect(asked).toHaveLength(3)
})

test('after the last try the failure says what the server said', async () => {
  const { client, asked } = setUp(
    () => new Response('{"title":"busy","description":"come back later"}', { status: 503 }),
  )
  const failing = client({ retry: { attempts: 3, baseMs: 1, maxMs: 2 } }).discovery()
  await expect(failing).rejects.toThrow(/HTTP 503: busy: come back later/)
  expect(asked).toHaveLength(3)
})

test('what will not pass is not tried again', async () => {
  const { client, asked } = setUp(() => new Response(null, { status: 403 }))
  await expect(client().discovery()).rejects.toMatchObject({ code: 'forbidden' })
  expect(asked).toHaveLength(1)
})

test('a lost connection is tried again, a silent server given up on', async () => {
  let losses = 1
  const { client } = setUp((response) => {
    if (losses-- > 0) throw new TypeError('connection reset')
    return response
  })
  expect((await client().discovery()).title).toBe('Hub')
  const silent: Fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    })
  const taxii = client({ fetch: silent, timeoutMs: 5, retry: { attempts: 2, baseMs: 1, maxMs: 1 } })
  await expect(taxii.discovery()).rejects.toThrow(/no answer in 5 ms/)
})

test('an abort ends a request and a wait', async () => {
  const abort = new AbortController()
  const { client } = setUp(() => new Response(null, { status: 503 }))
  const taxii = client({ signal: abort.signal, retry: { baseMs: 60_000, maxMs: 60_000 } })
  const asking = taxii.discovery()
  abort.abort()
  await expect(asking).rejects.toMatchObject({ code: 'aborted' })
})

test('a redirect to another host is not followed', async () => {
  const { client } = setUp(
    () => new Response(null, { status: 302, headers: { location: 'https://evil.test/' } }),
  )
  await expect(client().discovery()).rejects.toThrow(/not followed/)
})

test('known deviations are tolerated and told', async () => {
  const deviations: Deviation[] = []
  const id = crypto.randomUUID()
  const fetch = canned(
    {
      '/taxii2/': { title: 'Old', default: '/api1', api_roots: ['/api1'] },
      '/api1/': { title: 'One', versions: ['2.1'], max_content_length: 10 },
      '/api1/collections/': { collections: [{ id, title: 'C', can_read: true, can_write: null }] },
    },
    { 'content-type': 'application/json' },
  )
  const taxii = createTaxiiClient({
    url: 'https://old.test/',
    fetch,
    onDeviation: (deviation) => deviations.push(deviation),
  })
  const { api_roots: roots } = await taxii.discovery()
  expect(roots).toEqual(['https://old.test/api1/'])
  expect((await taxii.apiRoot(roots![0]!)).versions).toEqual([TAXII_MEDIA_TYPE])
  const [collection] = await taxii.collections(roots![0]!)
  expect(collection).toMatchObject({ can_read: true, can_write: false })
  expect(new Set(deviations.map(({ code }) => code))).toEqual(
    new Set([
      'content-type',
      'relative-api-root',
      'api-root-without-slash',
      'bare-version',
      'rights-not-boolean',
    ]),
  )
})

async function pollAll(options: Parameters<typeof poll>[1], client: Parameters<typeof poll>[0]) {
  const texts: string[] = []
  let cursor: PollCursor = options.cursor ?? {}
  for await (const page of poll(client, options)) {
    texts.push(...page.objects)
    cursor = JSON.parse(JSON.stringify(page.cursor)) as PollCursor
  }
  return { texts, cursor }
}

test('a poller stopped after any page goes on from its kept cursor without loss or repetition', async () => {
  const { harness, client, root, deviations } = setUp()
  const collection = await harness.collection()
  const all = Array.from({ length: 30 }, (_, n) => testIndicator(n))
  await post(harness, collection, all.slice(0, 20))
  const taxii = client()
  const texts: string[] = []
  let cursor: PollCursor = {}
  for (let run = 0; run < 12; run++) {
    if (run === 4) await post(harness, collection, all.slice(20))
    for await (const page of poll(taxii, { root, collection, cursor, limit: 4 })) {
      texts.push(...page.objects)
      cursor = JSON.parse(JSON.stringify(page.cursor)) as PollCursor
      break
    }
  }
  expect(texts.map((text) => JSON.parse(text))).toEqual(all)
  expect(deviations).toEqual([])
  const { objects } = await walk(harness, `collections/${collection}/objects/`)
  expect(objects).toHaveLength(30)
})

test('a server without date headers and next is still followed, by its manifest', async () => {
  const { harness, client, root, deviations } = setUp(async (response, request) => {
    if (!request.url.includes('/objects/')) return response
    const body = await response.json()
    delete body.next
    return new Response(JSON.stringify(body), { headers: { 'content-type': TAXII_MEDIA_TYPE } })
  })
  const collection = await harness.collection()
  const all = Array.from({ length: 9 }, (_, n) => testIndicator(n))
  await post(harness, collection, all)
  const { texts } = await pollAll({ root, collection, limit: 4 }, client())
  expect(texts.map((text) => JSON.parse(text))).toEqual(all)
  expect(new Set(deviations.map(({ code }) => code))).toEqual(
    new Set(['missing-date-headers', 'more-without-next']),
  )
})

/** A server of objects with a date each, that never gives a `next` and at most so many objects a page. */
function dated(dates: readonly string[], mostOf: (limit: number) => number) {
  const all = dates.map((date, n) => ({ date, text: JSON.stringify(testIndicator(n)) }))
  const fetch: Fetch = async (input) => {
    const { searchParams } = new URL(new Request(input).url)
    const after = searchParams.get('added_after') ?? ''
    const list = all.filter(({ date }) => date > after)
    const page = list.slice(0, mostOf(Number(searchParams.get('limit') ?? Infinity)))
    const more = list.length > page.length
    const ends = page.length > 0 && {
      'x-taxii-date-added-first': page[0]!.date,
      'x-taxii-date-added-last': page.at(-1)!.date,
    }
    const body = `{"more":${more},"objects":[${page.map(({ text }) => text).join()}]}`
    return new Response(body, { headers: { 'content-type': TAXII_MEDIA_TYPE, ...ends } })
  }
  return { all: all.map(({ text }) => text), fetch }
}

const day = (n: number) => `2026-10-0${n}T00:00:00.000001Z`

test('without next, objects of one date over the edge of a page are all read, once', async () => {
  const { client, root } = setUp()
  for (const limit of [2, 3, 4, 7]) {
    const days = [1, 2, 2, 2, 2, 2, 2, 3, 4, 4].map(day)
    const { all, fetch } = dated(days, (asked) => Math.min(asked, 1000))
    const { texts, cursor } = await pollAll({ root, collection: 'c', limit }, client({ fetch }))
    expect(texts).toEqual(all)
    expect(cursor).toEqual({ addedAfter: day(4) })
  }
})

test('without next, what the server cannot give in one page is an error, and the cursor stays before it', async () => {
  const { client, root } = setUp()
  const { all, fetch } = dated([1, 2, 2, 2, 2, 3].map(day), () => 3)
  const texts: string[] = []
  let cursor: PollCursor = {}
  const run = async () => {
    for await (const page of poll(client({ fetch }), { root, collection: 'c' })) {
      texts.push(...page.objects)
      cursor = page.cursor
    }
  }
  await expect(run()).rejects.toThrow(/not all is read/)
  expect(texts).toEqual(all.slice(0, 4))
  expect(cursor.addedAfter! < day(2)).toBe(true)
})

test.each([
  ['7', '7'],
  ['12345678901234567890', '12345678901234567890'],
  ['"a b+c/d=&e"', 'a b+c/d=&e'],
])('the next %s is sent back as %s', async (written, sent) => {
  const { client, root } = setUp()
  const asked: (string | null)[] = []
  const fetch: Fetch = async (input) => {
    const next = new URL(new Request(input).url).searchParams.get('next')
    asked.push(next)
    const rest = next === null ? `"more":true,"next":${written},` : ''
    const body = `{${rest}"objects":[${JSON.stringify(testIndicator(next === null ? 0 : 1))}]}`
    const headers = { 'content-type': TAXII_MEDIA_TYPE, 'x-taxii-date-added-last': day(1) }
    return new Response(body, { headers })
  }
  const { texts } = await pollAll({ root, collection: 'c' }, client({ fetch }))
  expect(texts).toHaveLength(2)
  expect(asked).toEqual([null, sent])
})

test.each([
  ['{"more":true,"next":{"a":1},"objects":[]}', /"next"/],
  ['{"more":"perhaps","objects":[]}', /"more"/],
  ['{"objects":{"a":1}}', /"objects"/],
  ['{"more":true,"objects":[]}', /not all is read/],
])('the answer %s is an error and no end', async (body, why) => {
  const { client, root } = setUp()
  const headers = { 'content-type': TAXII_MEDIA_TYPE }
  const fetch: Fetch = async () => new Response(body, { headers })
  await expect(pollAll({ root, collection: 'c' }, client({ fetch }))).rejects.toThrow(why)
})

test('a date with an offset is read, and one that cannot be read is told', async () => {
  const { client, root, deviations } = setUp()
  const text = JSON.stringify(testIndicator(0))
  const dated =
    (date: string): Fetch =>
    async (input) => {
      const isManifest = new Request(input).url.includes('/manifest/')
      const headers = { 'content-type': TAXII_MEDIA_TYPE, 'x-taxii-date-added-last': date }
      return new Response(isManifest ? '{}' : `{"objects":[${text}]}`, { headers })
    }
  const options = { root, collection: 'c' }
  const offset = await pollAll(options, client({ fetch: dated('2026-10-06T02:00:00+02:00') }))
  expect(offset.cursor).toEqual({ addedAfter: '2026-10-06T00:00:00.000000Z' })
  const lost = await pollAll(options, client({ fetch: dated('Tue Oct 06 2026 00:00:00 GMT') }))
  expect(lost.cursor).toEqual({})
  expect(deviations.map(({ code }) => code)).toContain('no-dates')
})

test('objects answered with 404 are none new only where the collection may be read', async () => {
  const { client, root } = setUp()
  const answer =
    (can_read: boolean): Fetch =>
    async (input) => {
      const isCollection = new URL(new Request(input).url).pathname.endsWith('collections/c/')
      const body = isCollection
        ? { id: 'c', title: 'C', can_read, can_write: false }
        : { title: 'x' }
      const headers = { 'content-type': TAXII_MEDIA_TYPE }
      return new Response(JSON.stringify(body), { status: isCollection ? 200 : 404, headers })
    }
  const options = { root, collection: 'c' }
  expect((await pollAll(options, client({ fetch: answer(true) }))).texts).toEqual([])
  await expect(pollAll(options, client({ fetch: answer(false) }))).rejects.toThrow(/404/)
})

test('a next the server has forgotten makes the poller read its listing again', async () => {
  const { harness, client, root, deviations } = setUp()
  const collection = await harness.collection()
  const all = [0, 1, 2].map((n) => testIndicator(n))
  await post(harness, collection, all)
  const cursor = { next: 'forgotten', reached: '2026-01-01T00:00:00.000000Z' }
  const { texts } = await pollAll({ root, collection, cursor }, client())
  expect(texts).toHaveLength(3)
  expect(deviations.map(({ code }) => code)).toEqual(['next-refused'])
})

test('polling goes on at its interval until it is aborted', async () => {
  const { harness, client, root } = setUp()
  const collection = await harness.collection()
  await post(harness, collection, [testIndicator(0)])
  const abort = new AbortController()
  const seen: string[] = []
  const run = async (): Promise<void> => {
    const options = { root, collection, everyMs: 1, signal: abort.signal }
    for await (const page of poll(client(), options)) {
      seen.push(...page.objects)
      if (seen.length === 2) abort.abort(new Error('done'))
      else await post(harness, collection, [testIndicator(1)])
    }
  }
  await expect(run()).rejects.toThrow('done')
  expect(seen.map((text) => JSON.parse(text))).toEqual([testIndicator(0), testIndicator(1)])
})
