/** Techniques as members read them: one with what is around it, and those that words find. */
import type { findTechniques as findRoute, ReplyOf, Technique } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toBrief, toTechnique } from './shape.ts'
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
