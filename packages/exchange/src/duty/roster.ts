/** The duty roster of a member, as its own people read it. */
import type { Colleague, getRoster, QueryOf, Roster, Shift } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { weighWatches } from './rules.ts'
import { readAs, selectColleagues } from './store.ts'

const DAY_MS = 86_400_000
const ORDINARY_DAYS = 14

export type ShiftRow = {
  id: string
  person_id: string
  from_at: Date
  until_at: Date
  zone: string
  state: string
  made_by: string
}

/** Throws `bad-request` for days that no calendar has. */
export async function readRoster(
  ctx: Context,
  who: PersonViewer,
  query: QueryOf<typeof getRoster>,
): Promise<Roster> {
  const now = ctx.clock.now()
  const range = rangeOf(query, now)
  const people = await selectColleagues(ctx.database.db, who.memberId, now)
  const rows = await readAs(ctx, who, (tx) =>
    tx
      .selectFrom('duty_shifts')
      .select(['id', 'person_id', 'from_at', 'until_at', 'zone', 'state', 'made_by'])
      .where('state', 'in', ['offered', 'taken'])
      .where('from_at', '<', new Date(range.until))
      .where('until_at', '>', new Date(range.from))
      .orderBy('from_at')
      .orderBy('id')
      .execute(),
  )
  const watches = rows
    .filter((row) => row.state === 'taken' && !people.get(row.person_id)!.away)
    .map((row) => ({
      person: row.person_id,
      from: row.from_at.getTime(),
      until: row.until_at.getTime(),
    }))
  const { gaps, overlaps } = weighWatches(watches, range)
  const onDuty = await selectOnDuty(ctx, who)
  return {
    ...toSpan(range),
    shifts: rows.map((row) => toShift(row, people, who)),
    gaps: gaps.map(toSpan),
    overlaps: overlaps.map((one) => ({
      ...toSpan(one),
      people: one.people.map((id) => people.get(id)!),
    })),
    onDuty: [...people.values()].filter(({ id }) => onDuty.has(id)),
    people: [...people.values()].filter(({ away }) => !away),
  }
}

function rangeOf(
  { from, days = ORDINARY_DAYS }: QueryOf<typeof getRoster>,
  now: Date,
): { from: number; until: number } {
  const begin = from === undefined ? now.getTime() : Date.parse(from)
  const until = begin + days * DAY_MS
  // No calendar has either.
  if (Number.isNaN(new Date(until).getTime()))
    throw new ExchangeError('bad-request', 'no calendar has these days', { path: '/query/from' })
  return { from: begin, until }
}

function toSpan({ from, until }: { from: number; until: number }) {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
}

export function toShift(
  row: ShiftRow,
  people: ReadonlyMap<string, Colleague>,
  who: PersonViewer,
): Shift {
  return {
    id: row.id,
    person: people.get(row.person_id)!,
    own: row.person_id === who.personId,
    from: row.from_at.toISOString(),
    until: row.until_at.toISOString(),
    zone: row.zone,
    state: row.state as Shift['state'],
    by: people.get(row.made_by)!,
  }
}

/** Ids of the people of this person's member who are on duty now and may sign in. */
async function selectOnDuty(ctx: Context, who: PersonViewer): Promise<Set<string>> {
  const now = ctx.clock.now()
  const { rows } = await readAs(ctx, who, (tx) =>
    sql<{ person_id: string }>`select distinct person_id from duty_shifts
      where state = 'taken' and from_at <= ${now} and until_at > ${now}`.execute(tx),
  )
  const people = await selectColleagues(ctx.database.db, who.memberId, now)
  return new Set(rows.map((row) => row.person_id).filter((id) => !people.get(id)!.away))
}
