/**
 * Following a collection for good. A cursor is plain data to keep between runs; each page comes with the cursor to keep
 * once its objects are safe, so that a poller killed at any moment loses nothing: at worst it reads its last page again.
 */
import { TaxiiError } from '../errors.ts'
import { toFields } from './answers.ts'
import type { ObjectStream } from './asking.ts'
import type { TaxiiClient } from './client.ts'
import type { EnvelopeFrame } from './envelope-stream.ts'
import { advance, type Place, type PollCursor } from './poll-place.ts'
import { normalTimestamp } from '../timestamp.ts'
import type { ClientFilters } from './query.ts'
import { sleep } from './retry.ts'

export type PollOptions = {
  /** The address of the API root. */
  root: string
  /** The collection's id or alias. */
  collection: string
  /** Where the last run ended; left out, or empty: from the first object. */
  cursor?: PollCursor
  filters?: Omit<ClientFilters, 'addedAfter' | 'next' | 'limit'>
  /** Objects a page; the server may give fewer. */
  limit?: number
  /** Milliseconds between polls once all is read; left out, the generator ends there. */
  everyMs?: number
  signal?: AbortSignal
}

/** The longest page, in characters; each object counts for some more than its text. */
const MAX_PAGE = 256 * 1024 * 1024
const OBJECT_OVERHEAD = 64
/** A server that promises more this often in a row, and brings nothing, never will. */
const MAX_EMPTY = 1000
/** No server forgets its own `next` more often before a listing has come to its end. */
const MAX_REFUSED = 10

/** A page's object texts, and the cursor to keep when they are stored. */
export type PollPage = { objects: string[]; cursor: PollCursor }

/** A page that was read, where it leads, whether there is more, and whether the server refused its own `next`. */
type Read = { objects: string[]; found: number; place: Place; more: boolean; refused?: boolean }

/** Yields page after page; throws TaxiiError when the server fails for good, and the signal's reason when it fires. */
export async function* poll(client: TaxiiClient, options: PollOptions): AsyncGenerator<PollPage> {
  let place: Place = { cursor: { ...options.cursor } }
  let [empty, refused] = [0, 0]
  for (;;) {
    options.signal?.throwIfAborted()
    const page = await readPage(client, options, place)
    place = page.place
    if (page.found > 0) yield { objects: page.objects, cursor: place.cursor }
    empty = page.found > 0 || !page.more ? 0 : empty + 1
    refused = page.more ? refused + Number(page.refused ?? false) : 0
    if (empty > MAX_EMPTY) throw toEndless(options, 'promises more without end')
    if (refused > MAX_REFUSED)
      throw toEndless(options, `gave a next and refused it, ${refused} times`)
    if (page.more) continue
    if (options.everyMs === undefined) return
    await sleep(options.everyMs, options.signal)
  }
}

function toEndless(options: PollOptions, what: string): TaxiiError {
  return new TaxiiError('bad-response', `${whereOf(options)}: the server ${what}`)
}

function whereOf({ root, collection }: PollOptions): string {
  return `${root} collection ${collection}`
}

async function readPage(client: TaxiiClient, options: PollOptions, place: Place): Promise<Read> {
  const { root, collection, filters = {} } = options
  const { cursor, limit = options.limit } = place
  const query: ClientFilters = {
    ...filters,
    ...(limit !== undefined && { limit }),
    ...(cursor.addedAfter !== undefined && { addedAfter: cursor.addedAfter }),
    ...(cursor.next !== undefined && { next: cursor.next }),
  }
  const where = whereOf(options)
  try {
    const { objects, dates } = await client.objects(root, collection, query)
    const { texts, odd, ...frame } = await gather(objects, where)
    if (odd !== undefined) client.onDeviation({ code: 'envelope', url: where, message: odd })
    const last = dates.last ?? (await lastAdded(client, options, texts.at(-1)))
    const ends = { ...(dates.first && { first: dates.first }), ...(last && { last }) }
    const report = { where, onDeviation: client.onDeviation }
    return { found: texts.length, ...advance(place, { texts, ...frame, ...ends }, report) }
  } catch (error) {
    if (await isEmpty(client, options, cursor, error))
      return { objects: [], found: 0, place: { cursor }, more: false }
    const isRefused = error instanceof TaxiiError && [400, 404].includes(error.status)
    if (!isRefused || cursor.next === undefined) throw error
    client.onDeviation({
      code: 'next-refused',
      url: where,
      message: 'the server no longer knows its next; read again from the start of this listing',
    })
    const { addedAfter } = cursor
    const start = addedAfter === undefined ? {} : { addedAfter }
    return { objects: [], found: 0, place: { cursor: start }, more: true, refused: true }
  }
}

/**
 * Whether a 404 stands for an empty list, as some servers have it: the collection itself must be there and say that it may be
 * read, for a 404 is also the answer to whoever may not.
 */
async function isEmpty(
  client: TaxiiClient,
  { root, collection }: PollOptions,
  cursor: PollCursor,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof TaxiiError) || error.status !== 404) return false
  if (cursor.next !== undefined) return false
  const found = await client.collection(root, collection).catch(() => undefined)
  if (found?.can_read !== true) return false
  client.onDeviation({
    code: 'empty-not-found',
    url: `${root} collection ${collection}`,
    message: 'the objects are answered with 404, but the collection may be read; taken as none new',
  })
  return true
}

/** The whole page: its objects, each known to be one, and what stands around them. */
async function gather(
  objects: ObjectStream['objects'],
  where: string,
): Promise<EnvelopeFrame & { texts: string[] }> {
  const texts: string[] = []
  let size = 0
  let step = await objects.next()
  for (; !step.done; step = await objects.next()) {
    size += step.value.length + OBJECT_OVERHEAD
    if (size > MAX_PAGE)
      throw new TaxiiError('bad-response', `${where}: a page is too large; ask for a smaller limit`)
    toFields(step.value, where)
    texts.push(step.value)
  }
  return { texts, ...step.value }
}

/** Without date headers, the manifest says when the page's last object was added. */
async function lastAdded(
  client: TaxiiClient,
  options: PollOptions,
  text: string | undefined,
): Promise<string | undefined> {
  if (text === undefined) return undefined
  client.onDeviation({
    code: 'missing-date-headers',
    url: whereOf(options),
    message: 'X-TAXII-Date-Added-Last is missing; the manifest is asked instead',
  })
  const { id, modified, created } = JSON.parse(text) as Record<string, unknown>
  if (typeof id !== 'string') return undefined
  const { root, collection } = options
  const { page } = await client.manifest(root, collection, { id, version: 'all' })
  const version = modified ?? created
  const record = page.objects?.find((entry) => version === undefined || entry.version === version)
  return record && (normalTimestamp(record.date_added) ?? undefined)
}
