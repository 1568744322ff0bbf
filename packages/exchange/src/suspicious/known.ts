/** What the viewer was given, or has, about things in a mail: by the rules, as of now. */
import type { ComposedItem } from '@tocsin/api'
import { findHits, type Hit } from '@tocsin/detect/suspicious'
import { Indicators, StixReader } from '@tocsin/detect/match'
import { sql } from 'kysely'
import { checkItems } from '../composing/known.ts'
import { readValue } from '../composing/value.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectReleasesById } from '../sharing/select.ts'
import { decideReading } from '../sharing/verdict.ts'

export type Known = {
  known: readonly { value: string; title: string }[]
  hits: readonly Hit[]
}

/** Values of which patterns are looked for, the newest indicators first. */
const MOST_VALUES = 60
const MOST_INDICATORS = 500

/** Objects about these values that the viewer was given, and indicators whose patterns name them. */
export async function findKnown(
  ctx: Context,
  viewer: Viewer,
  values: readonly string[],
): Promise<Known> {
  const items = values.flatMap((value): ComposedItem[] => {
    const read = readValue(value)
    return read && 'value' in read ? [{ row: 1, ...read.value } as ComposedItem] : []
  })
  const { known } = await checkItems(ctx, viewer, items)
  const titles = new Map(known.map(({ value, title }) => [`${value}\n${title}`, { value, title }]))
  return { known: [...titles.values()], hits: await findPatterns(ctx, viewer, values) }
}

type Row = { body: string; release_id: string }

/** Indicators in releases that the viewer may read now; the database hides the others, and the rules are asked of each release. */
async function findPatterns(
  ctx: Context,
  viewer: Viewer,
  values: readonly string[],
): Promise<Hit[]> {
  const wanted = values.filter((value) => value.length >= 4).slice(0, MOST_VALUES)
  if (wanted.length === 0) return []
  const now = ctx.clock.now()
  const rows = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const { rows: found } = await sql<Row>`
      select o.body, r.id as release_id from objects o
        join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
        join releases r on r.id = ro.release_id and r.recalled_at is null
      where o.type = 'indicator' and exists (
        select from unnest(${wanted}::text[]) as w where position(w in lower(o.body)) > 0)
      order by o.row desc limit ${sql.lit(MOST_INDICATORS)}`.execute(tx)
    const ids = [...new Set(found.map((row) => row.release_id))]
    const releases = await selectReleasesById(tx, viewer.memberId, ids)
    const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
    return found.filter(({ release_id: id }) => {
      const release = releases.get(id)
      return release !== undefined && decideReading(release, viewer, moment, ctx.policies).allow
    })
  })
  if (rows.length === 0) return []
  const indicators = new Indicators()
  indicators.sources.open('what you were given')
  const reader = new StixReader(indicators, () => undefined)
  for (const [i, { body }] of rows.entries()) reader.take(JSON.parse(body), i + 1)
  indicators.build()
  return indicators.size === 0 ? [] : findHits(values, indicators, () => now.getTime())
}
