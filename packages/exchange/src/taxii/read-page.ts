/**
 * Pages are kept, pollers of one member that ask for the same new page at once have it read once, and for a client that
 * follows `next` the page after the one it gets is read while that one is on its way.
 */
import { type ObjectBytes, type ObjectQuery, type Page, TaxiiError, toMicros } from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { readersOf } from '../db/readers.ts'
import { type TaxiiCaller, toMachineReader } from './caller.ts'
import type { FeedState } from './feed.ts'
import { createFirstReads } from './first-reads.ts'
import { isPast, type PageTerms, type Range, selectTexts, toRange } from './items.ts'
import { createPages, type KeptPage } from './pages.ts'
import { isPlain, selectPlainPage } from './plain-page.ts'

const PAGE_CACHE = 32 << 20
const MAX_TRIES = 3
const EMPTY = { items: '', count: 0, next: null }

/** A page of objects from the member's feed of the group as it stood at `state`. */
export type ReadPage = (
  caller: TaxiiCaller,
  groupId: string,
  query: ObjectQuery,
  state: FeedState,
) => Promise<Page<string | ObjectBytes>>

/** What one page is asked by. */
type Asked = {
  caller: TaxiiCaller
  groupId: string
  query: ObjectQuery
  range: Range
  changes: number
}

export function createPageReading(ctx: Context): ReadPage {
  const pages = createPages(PAGE_CACHE)
  const markFirstReads = createFirstReads(ctx)
  const underWay = new Map<string, Promise<KeptPage | null>>()

  function find(asked: Asked): KeptPage | undefined {
    const { changes, range } = asked
    return pages.get(keyOf(asked), { changes, horizon: range.horizon, now: ctx.clock.now() })
  }

  async function readNew(asked: Asked): Promise<KeptPage | null> {
    const { until, unread, ...read } = await selectPage(ctx, asked)
    if (read.last === undefined) return null
    const page = {
      ...read,
      changes: asked.changes,
      lastAt: Number(toMicros(read.last)),
      until: until?.getTime() ?? Infinity,
      unread: new Set(unread),
    }
    pages.keep(keyOf(asked), asked.range.horizon, page)
    return page
  }

  /** The page, read if need be; not yet recorded as read. Null where nothing is left. */
  function fetch(asked: Asked): KeptPage | Promise<KeptPage | null> {
    const kept = find(asked)
    if (kept) return kept
    const name = `${keyOf(asked)} to ${asked.range.horizon}`
    const before = underWay.get(name)
    if (before) return before
    const reading = readNew(asked).finally(() => underWay.delete(name))
    underWay.set(name, reading)
    return reading
  }

  function readAhead(asked: Asked, { next }: KeptPage): void {
    if (next === null || asked.query.after === undefined) return
    const query = { ...asked.query, after: next }
    const ahead = { ...asked, query, range: toRange(query, asked.range) }
    // Nobody waits for it: whoever asks for that page has it read again and is told what is wrong.
    Promise.resolve(fetch(ahead)).catch((error: unknown) =>
      ctx.logger.debug({ err: error }, 'TAXII page could not be read ahead'),
    )
  }

  return async (caller, groupId, query, { changes, horizon }) => {
    const range = toRange(query, { horizon })
    if (isPast(query, range)) return EMPTY
    const asked = { caller, groupId, query, range, changes }
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const page = await fetch(asked)
      if (!page) return EMPTY
      readAhead(asked, page)
      if (page.unread.size === 0) return page
      // What is read for the first time is recorded before it is handed out.
      if (await markFirstReads(caller.viewer, [...page.unread])) {
        page.unread.clear()
        return page
      }
      pages.drop(keyOf(asked), range.horizon)
    }
    throw new TaxiiError('too-many-requests', 'what you ask for is being taken back; ask again')
  }
}

function keyOf({ caller, groupId, query, range }: Asked): string {
  return JSON.stringify([caller.id, groupId, { ...query, after: range.after }])
}

async function selectPage(
  { database, clock }: Context,
  { caller, groupId, query, range }: Asked,
): Promise<Page<ObjectBytes> & PageTerms> {
  const reader = toMachineReader(caller)
  const now = clock.now()
  // The one call of a plain page is for the login that owns rows; where members are read by another, so is this.
  if (isPlain(query) && !readersOf(database.db))
    return selectPlainPage(database, reader, now, groupId, query, range)
  const page = await asMember(database.db, reader, now, (tx) =>
    selectTexts(tx, groupId, query, range),
  )
  const buffer = new TextEncoder().encode(page.items)
  return { ...page, items: { buffer, start: 0, end: buffer.length } }
}
