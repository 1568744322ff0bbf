/** Techniques as members read them: one with what is around it, and those that words find. */
import type {
  BodyOf,
  draftMappings as draftRoute,
  findTechniques as findRoute,
  listMappings as listRoute,
  QueryOf,
  ReplyOf,
  Technique,
} from '@tocsin/api'
import { nameKey, selectNamed } from '../cases/item-words.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectMember } from '../members/store.ts'
import { selectMappings, selectTold } from './mappings.ts'
import { toBrief, toTechnique } from './shape.ts'
import { toStix } from './to-stix.ts'
import { findTechniques, selectAround, selectSuccessor, selectTechnique } from './store.ts'

/** Words of a search that count. */
const MOST_WORDS = 10

/** Throws `not-found`. */
export async function readTechnique(tx: Tx, id: string): Promise<Technique> {
  const row = await selectTechnique(tx, id)
  if (!row) throw new ExchangeError('not-found', 'no such technique')
  const around = (of: Parameters<typeof selectAround>[2]) => selectAround(tx, row.framework_id, of)
  const [parent] = row.parent === null ? [] : await around({ stixId: row.parent })
  const subs = await around({ parent: row.stix_id })
  return toTechnique(row, { parent, subs, successor: await selectSuccessor(tx, row) })
}

/** Techniques of all frameworks by words. */
export async function searchTechniques(tx: Tx, words: string): Promise<ReplyOf<typeof findRoute>> {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  const rows = await findTechniques(tx, wanted)
  return {
    items: rows.map((row) => ({ ...toBrief(row), framework: row.framework })),
    total: rows[0]?.total ?? 0,
  }
}

/** What the viewer's member maps of one thing, where the viewer sees that. */
export async function readMappings(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  of: QueryOf<typeof listRoute>,
): Promise<ReplyOf<typeof listRoute>> {
  const named = await selectNamed(tx, ctx, viewer, [of])
  return { items: named.has(nameKey(of)) ? await selectMappings(tx, of) : [] }
}

/** Mappings as STIX objects of the viewer's member. Throws `not-found` where one is none of it, or does not stand. */
export async function draftStix(
  ctx: Context,
  viewer: Viewer,
  { ids, source }: BodyOf<typeof draftRoute>,
): Promise<ReplyOf<typeof draftRoute>> {
  const at = ctx.clock.now()
  return asMember(ctx.database.db, toReader(viewer), at, async (tx) => {
    const told = await selectTold(tx, ids)
    if (told.length < ids.length)
      throw new ExchangeError('not-found', 'one of these is no mapping of yours that stands', {
        path: '/body/ids',
      })
    const { id, created_at: since } = (await selectMember(tx, viewer.memberId))!
    return { objects: toStix(told, source, { id, since }, at) }
  })
}
