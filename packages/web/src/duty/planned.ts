import { fromField } from '../words/time.ts'

/** What somebody plans: from when to when, as fields of a zone, on so many days one after another. */
export type Planned = { personId: string; from: string; until: string; zone: string; days: number }

const DAY_MS = 86_400_000

/** The same hours of the day in the zone on each of the days, also where its clocks change between. Empty while it is incomplete. */
export function shiftsOf({ from, until, zone, days }: Planned): { from: string; until: string }[] {
  const spans = Array.from({ length: days }, (_, i) => ({
    from: fromField(daysAfter(from, i), zone),
    until: fromField(daysAfter(until, i), zone),
  }))
  const isWhole = (span: (typeof spans)[number]): span is { from: string; until: string } =>
    span.from !== undefined && span.until !== undefined && span.from < span.until
  return spans.every(isWhole) ? spans : []
}

/** The field of the same hour so many days of the calendar later; as it is where it names none. */
function daysAfter(field: string, days: number): string {
  const at = Date.parse(`${field}Z`)
  return Number.isNaN(at) ? field : new Date(at + days * DAY_MS).toISOString().slice(0, 16)
}
