import type { ShorterClock } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { clockOf, daysUntil } from '../elections/rules.ts'
import { selectElections } from '../elections/store.ts'
import type { Outgoing } from './sendings.ts'

/** Minutes of the places that have fewer than the notice gives, and the same by election, as people are shown it. */
export type Clocks = { minutes: ReadonlyMap<string, number>; shown: ShorterClock[] }

/**
 * The clocks of elections near the targets that are shorter than the notice's own; where several elections are near, an
 * office has the shortest. They hold as they stand when the notice is sent. A test of reachability is never hurried, and where there
 * is no clock there is none to shorten.
 */
export async function findClocks(
  db: Db,
  { kind, targets, answerWithin }: Pick<Outgoing, 'kind' | 'targets' | 'answerWithin'>,
  now: Date,
): Promise<Clocks> {
  const minutes = new Map<string, number>()
  if (kind === 'reachability' || answerWithin === 0) return { minutes, shown: [] }
  const near = (await selectElections(db)).flatMap((election) => {
    const daysLeft = daysUntil(election.date, now, election.time_zone)
    const clock = clockOf(election.clocks, daysLeft)
    return clock === undefined || clock >= answerWithin ? [] : [{ election, daysLeft, clock }]
  })
  const ids = targets.map((target) => target.jurisdiction)
  const shown: ShorterClock[] = []
  // The shortest first, so that each office is counted where its clock comes from.
  for (const { election, daysLeft, clock } of near.sort((a, b) => a.clock - b.clock)) {
    const places = new Set(await selectWithin(db, ids, election.places))
    const offices = targets.filter(
      ({ jurisdiction }) => places.has(jurisdiction) && !minutes.has(jurisdiction),
    ).length
    for (const place of places) if (!minutes.has(place)) minutes.set(place, clock)
    if (offices > 0) shown.push({ election: election.name, daysLeft, answerWithin: clock, offices })
  }
  return { minutes, shown }
}

/** Those of `ids` that are one of `places` or stand below one. */
async function selectWithin(db: Db, ids: string[], places: string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from jurisdictions
    where id = any(${sql.val(ids)}::text[]) and lineage && ${sql.val(places)}::text[]`.execute(db)
  return found.rows.map((row) => row.id)
}
