/**
 * The exchange as a TAXII store: one API root, a collection a group, and in it for each member what was released to it
 * and machines may carry. Who sees what was decided when it was released; here it is only looked up.
 */
import {
  type ApiRoot,
  type Collection,
  fromMicros,
  isUuid,
  type ObjectQuery,
  type Page,
  type Status,
  TaxiiError,
  type TaxiiStore,
  toMicros,
} from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { markRead } from '../sharing/reading.ts'
import { type TaxiiCaller, toMachineReader } from './caller.ts'
import { type FeedGroup, type FeedState, hasItem, selectFeedGroups, selectStatus } from './feed.ts'
import { createFeeds, type Feed } from './feeds.ts'
import { type ItemRow, type Range, selectItems, selectTexts, type TextPage } from './items.ts'
import { createPages, type Pages } from './pages.ts'
import { removeItems } from './remove.ts'
import { createSubmit } from './submit.ts'

/** Path of the one API root. */
export const TAXII_ROOT = 'taxii2/exchange'

const MEDIA_TYPE = 'application/stix+json;version=2.1'
const MAX_BODY = 16 << 20
const PAGE_CACHE = 64 << 20
const MAX_TRIES = 3

export function createTaxiiStore(ctx: Context): TaxiiStore<TaxiiCaller> {
  const pages = createPages(PAGE_CACHE)
  const submit = createSubmit(ctx)
  const findFeed = createFeeds(ctx.database.db)
  // A caller is one request: what `collection` learns of the feed, the page that follows need not ask again.
  const known = new WeakMap<TaxiiCaller, Feed>()
  const { db } = ctx.database
  const asCaller = <T>(caller: TaxiiCaller, read: (tx: Tx) => Promise<T>): Promise<T> =>
    asMember(db, toMachineReader(caller), ctx.clock.now(), read)
  const flights = new Map<string, Promise<Page<string | Uint8Array>>>()
  const stateOf = async (caller: TaxiiCaller, groupId: string): Promise<FeedState> => {
    const before = known.get(caller)
    const feed = before?.group.id === groupId ? before : await findFeed(caller.id, groupId)
    if (!feed) throw new TaxiiError('not-found', 'no such collection')
    return { changes: feed.changes, horizon: await feed.end() }
  }
  const rows = async (
    caller: TaxiiCaller,
    groupId: string,
    query: ObjectQuery,
  ): Promise<Page<ItemRow[]>> => {
    const range = toRange(query, await stateOf(caller, groupId))
    if (isPast(query, range)) return { items: [], count: 0, next: null }
    return asCaller(caller, (tx) => selectItems(tx, groupId, query, range))
  }

  return {
    discovery: async () => ({
      title: ctx.config.name,
      default: `/${TAXII_ROOT}/`,
      api_roots: [`/${TAXII_ROOT}/`],
    }),
    apiRoot: async (_caller, root) => (root === TAXII_ROOT ? toApiRoot(ctx.config.name) : null),
    collections: async (caller, root) =>
      root === TAXII_ROOT
        ? (await selectFeedGroups(db, caller.id)).map((group) => toCollection(ctx, caller, group))
        : [],
    collection: async (caller, root, ref) => {
      if (root !== TAXII_ROOT || !isUuid(ref)) return null
      const feed = await findFeed(caller.id, ref)
      if (!feed) return null
      known.set(caller, feed)
      return toCollection(ctx, caller, feed.group)
    },
    objects: async (caller, { id: groupId }, query) => {
      const state = await stateOf(caller, groupId)
      const range = toRange(query, state)
      if (isPast(query, range)) return { items: '', count: 0, next: null }
      const key = JSON.stringify([caller.id, groupId, { ...query, after: range.after }])
      const standing = { changes: state.changes, horizon: range.horizon, now: ctx.clock.now() }
      const kept = pages.get(key, standing)
      if (kept) return kept
      // Pollers of one member ask for the same new page at once: one reads it for all.
      const flight = `${key} to ${range.horizon}`
      const underWay = flights.get(flight)
      if (underWay) return underWay
      const reading = readAndKeep(ctx, pages, caller, groupId, query, range, { key, state })
      flights.set(flight, reading)
      try {
        return await reading
      } finally {
        flights.delete(flight)
      }
    },
    manifest: async (caller, { id }, query) => {
      const page = await rows(caller, id, query)
      const items = page.items.map(({ stix_id, added, version, spec_version }) => ({
        id: stix_id,
        date_added: fromMicros(BigInt(added)),
        version,
        media_type: `application/stix+json;version=${spec_version}`,
      }))
      return { ...page, items }
    },
    versions: async (caller, { id }, query) => {
      const page = await rows(caller, id, query)
      return { ...page, items: page.items.map((item) => item.version) }
    },
    has: (caller, { id }, objectId) => asCaller(caller, (tx) => hasItem(tx, id, objectId)),
    add: (caller, { id }, submission) => submit(caller.viewer, id, submission),
    remove: async (caller, { id }, query) =>
      removeItems(ctx, caller.id, (await rows(caller, id, query)).items),
    status: async (caller, root, id) => {
      if (root !== TAXII_ROOT) return null
      const body = await asCaller(caller, (tx) => selectStatus(tx, id))
      return body === undefined ? null : (JSON.parse(body) as Status)
    },
  }
}

function toApiRoot(name: string): ApiRoot {
  return {
    title: name,
    versions: ['application/taxii+json;version=2.1'],
    max_content_length: MAX_BODY,
  }
}

function toCollection(ctx: Context, { viewer }: TaxiiCaller, group: FeedGroup): Collection {
  return {
    id: group.id,
    title: group.name,
    ...(group.charter !== '' && { description: group.charter }),
    can_read: true,
    can_write: viewer.canWrite && group.expires_at > ctx.clock.now(),
    media_types: [MEDIA_TYPE],
  }
}

async function readAndKeep(
  ctx: Context,
  pages: Pages,
  caller: TaxiiCaller,
  groupId: string,
  query: ObjectQuery,
  range: Range,
  { key, state }: { key: string; state: FeedState },
): Promise<Page<string | Uint8Array>> {
  const page = await readTexts(ctx, caller, groupId, query, range)
  if (page.last === undefined) return page
  const { until, unread: _unread, ...rest } = page
  const items = new TextEncoder().encode(page.items)
  pages.keep(key, range.horizon, {
    ...rest,
    items,
    changes: state.changes,
    lastAt: Number(toMicros(page.last)),
    until: until?.getTime() ?? Infinity,
  })
  return { ...rest, items }
}

/** A page's objects; what is read for the first time is recorded before it is handed out. */
async function readTexts(
  ctx: Context,
  caller: TaxiiCaller,
  groupId: string,
  query: ObjectQuery,
  range: Range,
): Promise<TextPage> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const page = await asMember(ctx.database.db, toMachineReader(caller), ctx.clock.now(), (tx) =>
      selectTexts(tx, groupId, query, range),
    )
    if (page.unread.length === 0 || (await markRead(ctx, caller.id, page.unread))) return page
  }
  throw new TaxiiError('too-many-requests', 'what you ask for is being taken back; ask again')
}

function toRange({ after }: ObjectQuery, { horizon }: FeedState): Range {
  if (after === undefined) return { after: 0, horizon }
  const [from = 0, to = 0] = after.split(':').map(Number)
  return { after: from, horizon: to }
}

/** Whether the feed ends before the page begins, as for a poller that has read everything. */
function isPast({ addedAfter }: ObjectQuery, { after, horizon }: Range): boolean {
  if (after >= horizon) return true
  return addedAfter !== undefined && Number(toMicros(addedAfter)) >= horizon
}
