import { type ObjectQuery, type Page, TaxiiError, toMicros } from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { type TaxiiCaller, toMachineReader } from './caller.ts'
import type { FeedState } from './feed.ts'
import { createFirstReads } from './first-reads.ts'
import { isPast, type Range, selectTexts, type TextPage, toRange } from './items.ts'
import { createPages } from './pages.ts'
import { isPlain, selectPlainTexts } from './plain-page.ts'

const PAGE_CACHE = 32 << 20
const MAX_TRIES = 3

/** A page of objects from the member's feed of the group as it stood at `state`. */
export type ReadPage = (
  caller: TaxiiCaller,
  groupId: string,
  query: ObjectQuery,
  state: FeedState,
) => Promise<Page<string | Uint8Array>>

/** Pages are kept, and pollers of one member that ask for the same new page at once have it read once. */
export function createPageReading(ctx: Context): ReadPage {
  const pages = createPages(PAGE_CACHE)
  const markFirstReads = createFirstReads(ctx)
  const underWay = new Map<string, Promise<Page<string | Uint8Array>>>()

  function selectPage(
    caller: TaxiiCaller,
    groupId: string,
    query: ObjectQuery,
    range: Range,
  ): Promise<TextPage> {
    const { db } = ctx.database
    const reader = toMachineReader(caller)
    const now = ctx.clock.now()
    return isPlain(query)
      ? selectPlainTexts(db, reader, now, groupId, query, range)
      : asMember(db, reader, now, (tx) => selectTexts(tx, groupId, query, range))
  }

  /** What is read for the first time is recorded before it is handed out. */
  async function readTexts(
    caller: TaxiiCaller,
    groupId: string,
    query: ObjectQuery,
    range: Range,
  ): Promise<TextPage> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const page = await selectPage(caller, groupId, query, range)
      if (page.unread.length === 0 || (await markFirstReads(caller.id, page.unread))) return page
    }
    throw new TaxiiError('too-many-requests', 'what you ask for is being taken back; ask again')
  }

  return async (caller, groupId, query, { changes, horizon: end }) => {
    const range = toRange(query, { horizon: end })
    if (isPast(query, range)) return { items: '', count: 0, next: null }
    const { horizon } = range
    const key = JSON.stringify([caller.id, groupId, { ...query, after: range.after }])
    const kept = pages.get(key, { changes, horizon, now: ctx.clock.now() })
    if (kept) return kept
    const name = `${key} to ${horizon}`
    const before = underWay.get(name)
    if (before) return before
    const reading = readTexts(caller, groupId, query, range).then((texts) => {
      if (texts.last === undefined) return texts
      const { until, unread: _unread, ...rest } = texts
      const page = { ...rest, items: new TextEncoder().encode(texts.items) }
      const lastAt = Number(toMicros(texts.last))
      pages.keep(key, horizon, { ...page, changes, lastAt, until: until?.getTime() ?? Infinity })
      return page
    })
    underWay.set(name, reading)
    try {
      return await reading
    } finally {
      underWay.delete(name)
    }
  }
}
