/**
 * Following a collection for good. A cursor is plain data to keep between runs; each page comes with the cursor to keep
 * once its objects are safe, so that a poller killed at any moment loses nothing: at worst it reads its last page again.
 */
import { TaxiiError } from '../errors.ts'
import type { TaxiiClient } from './client.ts'
import type { ClientFilters } from './query.ts'
import { normalTimestamp } from '../timestamp.ts'
import { sleep } from './retry.ts'

/** Where a poller stands. JSON in, JSON out; good only with the same filters. */
export type PollCursor = {
  /** Everything added up to here has been read. */
  addedAfter?: string
  /** Inside a listing: the server's `next`, and the last date added seen so far. */
  next?: string
  reached?: string
}

export type PollOptions = {
  root: string
  collection: string
  cursor?: PollCursor
  filters?: Omit<ClientFilters, 'addedAfter' | 'next' | 'limit'>
  /** Objects a page; the server may give fewer. */
  limit?: number
  /** Milliseconds between polls once all is read; left out, the generator ends there. */
  everyMs?: number
  signal?: AbortSignal
}

/** A page's object texts, and the cursor to keep when they are stored. */
export type PollPage = { objects: string[]; cursor: PollCursor }

/** Yields page after page; throws TaxiiError when the server fails for good. */
export async function* poll(client: TaxiiClient, options: PollOptions): AsyncGenerator<PollPage> {
  let cursor: PollCursor = { ...options.cursor }
  for (;;) {
    options.signal?.throwIfAborted()
    const page = await readPage(client, options, cursor)
    cursor = page.cursor
    if (page.objects.length > 0) yield { objects: page.objects, cursor }
    if (page.more) continue
    if (options.everyMs === undefined) return
    await sleep(options.everyMs, options.signal)
  }
}

async function readPage(
  client: TaxiiClient,
  options: PollOptions,
  cursor: PollCursor,
): Promise<PollPage & { more: boolean }> {
  const { root, collection, filters = {}, limit } = options
  const query: ClientFilters = {
    ...filters,
    ...(limit !== undefined && { limit }),
    ...(cursor.addedAfter !== undefined && { addedAfter: cursor.addedAfter }),
    ...(cursor.next !== undefined && { next: cursor.next }),
  }
  const where = `${root} collection ${collection}`
  try {
    const { objects, dates } = await client.objects(root, collection, query)
    const texts: string[] = []
    let step = await objects.next()
    for (; !step.done; step = await objects.next()) texts.push(step.value)
    const { more, next } = step.value
    const last = dates.last ?? (await lastAdded(client, options, texts.at(-1), where))
    return { objects: texts, ...advance(client, where, cursor, more, next, last) }
  } catch (error) {
    const isRefused = error instanceof TaxiiError && [400, 404].includes(error.status)
    if (!isRefused || cursor.next === undefined) throw error
    client.onDeviation({
      code: 'next-refused',
      url: where,
      message: 'the server no longer knows its next; read again from the start of this listing',
    })
    const { addedAfter } = cursor
    return { objects: [], cursor: addedAfter === undefined ? {} : { addedAfter }, more: true }
  }
}

function advance(
  client: TaxiiClient,
  where: string,
  cursor: PollCursor,
  more: boolean,
  next: string | undefined,
  last: string | undefined,
): { cursor: PollCursor; more: boolean } {
  const reached = laterOf(cursor.reached, last)
  const { addedAfter } = cursor
  if (more && next !== undefined)
    return {
      more: true,
      cursor: {
        ...(addedAfter !== undefined && { addedAfter }),
        next,
        ...(reached !== undefined && { reached }),
      },
    }
  if (more)
    client.onDeviation({
      code: 'more-without-next',
      url: where,
      message: 'more is true but next is missing; going on by added_after',
    })
  const from = laterOf(addedAfter, reached)
  return {
    more: more && from !== addedAfter,
    cursor: from === undefined ? {} : { addedAfter: from },
  }
}

/** Without date headers, the manifest says when the page's last object was added. */
async function lastAdded(
  client: TaxiiClient,
  { root, collection }: PollOptions,
  text: string | undefined,
  where: string,
): Promise<string | undefined> {
  if (text === undefined) return undefined
  client.onDeviation({
    code: 'missing-date-headers',
    url: where,
    message: 'X-TAXII-Date-Added-Last is missing; the manifest is asked instead',
  })
  const { id, modified, created } = JSON.parse(text) as Record<string, string | undefined>
  if (id === undefined) return undefined
  const { page } = await client.manifest(root, collection, { id, version: 'all' })
  const version = modified ?? created
  const records = page.objects ?? []
  const record = records.find((entry) => version === undefined || entry.version === version)
  return record && (normalTimestamp(record.date_added) ?? undefined)
}

function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}
