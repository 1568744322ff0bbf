import type { StrayTexts, TextChannel, StrayKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

const SHOWN = 100

type Stray = StrayTexts['strays'][number]
type Failing = StrayTexts['failing'][number]

/** What came in over the gateways and answers no notice, the most frequent first, and what could not be taken in; read as owner. */
export async function selectStrayTexts(db: Db): Promise<StrayTexts> {
  const strays = await sql<
    Omit<Stray, 'lastAt'> & { channel: TextChannel; kind: StrayKind; at: Date }
  >`
    select channel, kind, ending, count::int as count, last_at as at from gateway_strays
    order by count desc, channel, kind, ending`.execute(db)
  const failing = await sql<
    Omit<Failing, 'cameAt' | 'setAsideAt'> & { came: Date; aside: Date | null; total: number }
  >`
    select (count(*) over ())::int as total, id::int as id, channel, kind, coalesce(right(number, 2), '') as ending, tries, fault,
      came_at as came, set_aside_at as aside
    from gateway_inbox where settled_at is null and fault is not null
    order by id limit ${sql.lit(SHOWN)}`.execute(db)
  return {
    strays: strays.rows.map(({ at, ...stray }) => ({ ...stray, lastAt: at.toISOString() })),
    failing: failing.rows.map(({ came, aside, total: _total, ...one }) => ({
      ...one,
      cameAt: came.toISOString(),
      ...(aside ? { setAsideAt: aside.toISOString() } : {}),
    })),
    failingTotal: failing.rows[0]?.total ?? 0,
  }
}
