import type { TestObject } from './objects.ts'

/** The two members every TAXII suite plays. */
export type TestMember = 'a' | 'b'

/** What a member may do with a collection; `hidden` means it is not told of it. */
export type TestRights = 'read-write' | 'read' | 'write' | 'none' | 'hidden'

/** A TAXII server under test, whatever store it stands on. */
export type TaxiiHarness = {
  handle: (request: Request) => Promise<Response>
  /** Path of the API root, without outer slashes. */
  root: string
  /** The Authorization header of a member. */
  authorization: Record<TestMember, string>
  /** A new collection, its id; both members read and write it unless told otherwise. */
  collection: (options?: {
    rights?: Partial<Record<TestMember, TestRights>>
    /** What it holds from the start, with given dates added, in this order. */
    objects?: { object: TestObject; date_added: string }[]
  }) => Promise<string>
  /** Which rights this store can express besides reading and writing together. */
  rights: readonly TestRights[]
  /** Whether several objects can have been added at one instant. */
  oneInstant: boolean
  /** Puts an object where only the named members see it. */
  show: (collection: string, object: TestObject, to: readonly TestMember[]) => Promise<void>
  stop: () => Promise<void>
}

/** One request's essentials. */
export type Ask = {
  as?: TestMember | null
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

export type Answer = {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read what came, whatever it is
  json: any
  text: string
}

const MEDIA_TYPE = 'application/taxii+json;version=2.1'

/** Sends a request below the API root (or to an absolute path) and reads the answer. */
export async function ask(harness: TaxiiHarness, path: string, options: Ask = {}): Promise<Answer> {
  const { as = 'a', method = 'GET', body } = options
  const url = `http://taxii.test${path.startsWith('/') ? path : `/${harness.root}/${path}`}`
  const headers: Record<string, string> = { accept: MEDIA_TYPE }
  if (as) headers['authorization'] = harness.authorization[as]
  if (body !== undefined) headers['content-type'] = MEDIA_TYPE
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = value
  for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name]
  const text = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)
  const response = await harness.handle(new Request(url, { method, headers, body: text }))
  const answer = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    json: answer === '' ? undefined : JSON.parse(answer),
  }
}

/** Adds objects as a member and returns the status resource. */
export async function post(
  harness: TaxiiHarness,
  collection: string,
  objects: unknown[],
  as: TestMember = 'a',
): Promise<Answer> {
  const path = `collections/${collection}/objects/`
  return ask(harness, path, { as, method: 'POST', body: { objects } })
}

/** Every object of a listing, page by page, by `next`. */
export async function walk(
  harness: TaxiiHarness,
  path: string,
  query: Record<string, string> = {},
  as: TestMember = 'a',
): Promise<{ objects: TestObject[]; pages: Answer[] }> {
  const objects: TestObject[] = []
  const pages: Answer[] = []
  const params = new URLSearchParams(query)
  for (;;) {
    const page = await ask(harness, `${path}?${params}`, { as })
    if (page.status !== 200) throw new Error(`${page.status}: ${page.text}`)
    pages.push(page)
    objects.push(...(page.json.objects ?? []))
    if (!page.json.more) return { objects, pages }
    params.set('next', page.json.next)
  }
}
