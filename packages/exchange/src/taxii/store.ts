/**
 * The exchange as a TAXII store: one API root, a collection a group, and in it for each member what was released to it
 * and machines may carry. Who sees what was decided when it was released; here only whether the machine may read the feed.
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
} from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { decideFeed } from '../policy/reading.ts'
import { mayPost, type TaxiiCaller, toMachineReader } from './caller.ts'
import { type FeedGroup, type FeedState, hasItem, selectFeedGroups, selectStatus } from './feed.ts'
import { createFeeds, type Feed } from './feeds.ts'
import { type ItemRow, isPast, selectItems, toRange } from './items.ts'
import { createPageReading } from './read-page.ts'
import { removeItems } from './remove.ts'
import { createSubmit } from './submit.ts'

/** Path of the one API root. */
const TAXII_ROOT = 'taxii2/exchange'

const MEDIA_TYPE = 'application/stix+json;version=2.1'
export const MAX_BODY = 16 << 20

export function createTaxiiStore(ctx: Context): TaxiiStore<TaxiiCaller> {
  const submit = createSubmit(ctx)
  const readPage = createPageReading(ctx)
  const { findFeed, stateOf, rows, asCaller } = openFeeds(ctx)
  return {
    discovery: async () => ({
      title: toTitle(ctx, ctx.config.name),
      default: `/${TAXII_ROOT}/`,
      api_roots: [`/${TAXII_ROOT}/`],
    }),
    apiRoot: async (_caller, root) => (root === TAXII_ROOT ? toApiRoot(ctx) : null),
    collections: async (caller, root) =>
      root === TAXII_ROOT
        ? (await selectFeedGroups(ctx.database.db, caller.id))
            .filter((group) => mayCollect(ctx, caller, group))
            .map((group) => toCollection(ctx, caller, group))
        : [],
    collection: async (caller, root, ref) => {
      if (root !== TAXII_ROOT || !isUuid(ref)) return null
      const feed = await findFeed(caller, ref)
      return feed ? toCollection(ctx, caller, feed.group) : null
    },
    objects: async (caller, { id }, query) =>
      readPage(caller, id, query, await stateOf(caller, id)),
    manifest: async (caller, { id }, query) => {
      const page = await rows(caller, id, query)
      return { ...page, items: page.items.map(toManifest) }
    },
    versions: async (caller, { id }, query) => {
      const page = await rows(caller, id, query)
      return { ...page, items: page.items.map((item) => item.version) }
    },
    has: (caller, { id }, objectId) => asCaller(caller, (tx) => hasItem(tx, id, objectId)),
    add: async ({ viewer, enterAgain }, { id }, submission) => {
      // What it posted may have taken many minutes to come.
      await enterAgain()
      return submit(viewer, id, submission)
    },
    remove: async (caller, { id }, query) =>
      removeItems(ctx, caller.viewer, (await rows(caller, id, query)).items),
    status: async (caller, root, id) => {
      if (root !== TAXII_ROOT) return null
      const body = await asCaller(caller, (tx) => selectStatus(tx, id))
      return body === undefined ? null : (JSON.parse(body) as Status)
    },
  }
}

/** The feeds that the rules let a caller read, and what stands in them. */
function openFeeds(ctx: Context) {
  const feeds = createFeeds(ctx.database)
  // A caller is one request: what `collection` learns of the feed, the page that follows need not ask again.
  const known = new WeakMap<TaxiiCaller, Feed>()
  const asCaller = <T>(caller: TaxiiCaller, read: (tx: Tx) => Promise<T>): Promise<T> =>
    asMember(ctx.database.db, toMachineReader(caller), ctx.clock.now(), read)
  const findFeed = async (caller: TaxiiCaller, groupId: string): Promise<Feed | undefined> => {
    const before = known.get(caller)
    const feed = before?.group.id === groupId ? before : await feeds(caller.id, groupId)
    if (!feed || !mayCollect(ctx, caller, feed.group)) return undefined
    known.set(caller, feed)
    return feed
  }
  const stateOf = async (caller: TaxiiCaller, groupId: string): Promise<FeedState> => {
    const feed = await findFeed(caller, groupId)
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
  return { findFeed, stateOf, rows, asCaller }
}

function toManifest({ stix_id, added, version, spec_version }: ItemRow) {
  return {
    id: stix_id,
    date_added: fromMicros(BigInt(added)),
    version,
    media_type: `application/stix+json;version=${spec_version}`,
  }
}

/**
 * Asks the rules whether the machine may read the feed of a group that its member belongs to. What each release in it may be
 * read by was asked when it was released; views leave out what has ended since by the rules of `reading.cedar`.
 */
function mayCollect(ctx: Context, { viewer }: TaxiiCaller, group: FeedGroup | undefined): boolean {
  const { exercise } = ctx.config
  const question = {
    // Authentication admits active members only.
    reader: { kind: viewer.memberKind, active: true },
    belongs: group !== undefined,
    context: { now: ctx.clock.now(), exit: 'taxii' as const, exercise },
  }
  return decideFeed(question, ctx.policies).allow
}

/** Objects posted in an exercise are kept byte for byte and carry no mark of it: what they come from does. */
function toTitle({ config }: Context, name: string): string {
  return config.exercise ? `EXERCISE: ${name}` : name
}

function toApiRoot(ctx: Context): ApiRoot {
  return {
    title: toTitle(ctx, ctx.config.name),
    versions: ['application/taxii+json;version=2.1'],
    max_content_length: MAX_BODY,
  }
}

function toCollection(ctx: Context, caller: TaxiiCaller, group: FeedGroup): Collection {
  return {
    id: group.id,
    title: toTitle(ctx, group.name),
    ...(group.charter !== '' && { description: group.charter }),
    can_read: true,
    can_write: mayPost(caller) && group.expires_at > ctx.clock.now(),
    media_types: [MEDIA_TYPE],
  }
}
