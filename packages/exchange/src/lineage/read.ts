/** An operation over its seasons, as it is or as it stood at an instant. */
import type { Lineage, Season } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { readNaming } from './naming.ts'
import {
  selectFolded,
  selectLineage,
  selectOverlaps,
  selectSaid,
  selectTechniquesThen,
  shownOf,
  type SeasonRow,
} from './seasons.ts'

/**
 * The lineage of a finding. Which networks belong together is as it is known now; each is shown as it stood at `asked`. Throws
 * `not-found`, and `bad-request` for an instant that is still to come.
 */
export async function readLineage(
  ctx: Context,
  viewer: Viewer,
  id: string,
  asked: string | undefined,
): Promise<Lineage> {
  const now = ctx.clock.now()
  const at = asked === undefined ? now : new Date(asked)
  if (at > now)
    throw new ExchangeError('bad-request', 'no instant that has been', { path: '/query/at' })
  return asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const { rows, isPart } = await selectLineage(tx, id)
    const [first] = rows
    if (!first) throw new ExchangeError('not-found', 'no such finding')
    const { shown, ...counts } = shownOf(rows, at)
    const ids = shown.map((row) => row.id)
    const networkOf = ids.length === 0 ? new Map<string, string>() : await selectFolded(tx, ids)
    const nothing = { releases: [], notices: [], cases: [], withheld: 0, unlisted: 0 }
    const findings = [...networkOf.keys()]
    return {
      ...(asked === undefined ? {} : { at: at.toISOString() }),
      from: first.found_at.toISOString(),
      to: rows.at(-1)!.found_at.toISOString(),
      seasons: await toSeasons(tx, shown, networkOf, at),
      ...counts,
      isPart,
      ...(ids.length === 0 ? nothing : await readNaming(tx, ctx, viewer, { findings, at })),
    }
  })
}

/** The last found first. */
async function toSeasons(
  tx: Tx,
  shown: readonly SeasonRow[],
  networkOf: ReadonlyMap<string, string>,
  at: Date,
): Promise<Season[]> {
  if (shown.length === 0) return []
  const first = shown[0]!.id
  const pairs = shown.flatMap(({ id }, place) =>
    place === 0 ? [] : ([[id, shown[place - 1]!.id], ...(place > 1 ? [[id, first]] : [])] as const),
  ) as [string, string][]
  const overlaps = await selectOverlaps(tx, pairs)
  const said = await selectSaid(
    tx,
    shown.map(({ id }) => id),
    at,
  )
  const techniques = await selectTechniquesThen(tx, networkOf, at)
  return shown
    .map((row, place) => {
      const beside = place === 0 ? undefined : overlaps.get(`${row.id} ${shown[place - 1]!.id}`)
      const besideFirst = place < 2 ? undefined : overlaps.get(`${row.id} ${first}`)
      const words = said.get(row.id)
      return {
        id: row.id,
        headline: row.headline,
        ...(row.file_name === null ? {} : { fileName: row.file_name }),
        foundAt: row.found_at.toISOString(),
        firstAt: row.first_at.toISOString(),
        lastAt: row.last_at.toISOString(),
        ...(row.accounts === null ? {} : { accounts: row.accounts }),
        held: row.held,
        ...(beside ? { beside } : {}),
        ...(besideFirst ? { besideFirst } : {}),
        ...(words ? { said: words } : {}),
        techniques: techniques.get(row.id) ?? [],
      }
    })
    .toReversed()
}
