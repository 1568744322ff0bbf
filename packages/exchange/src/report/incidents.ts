/** Notices of one matter, and how long it took from its first sighting: pure, from entries of the log alone, so that whoever has the log comes to the same. */
import { INCIDENT_STEPS, type IncidentStep, type Places, type ReportIncident } from '@tocsin/api'
import { toPlaces } from './period.ts'

/** A sending with what ties it to others: keys of the notices, releases, findings and cases that it rests on. */
export type SentNotice = {
  id: string
  entry: number
  ties: readonly string[]
  /** Entries that it may first stand on record by. */
  sightings: readonly { by: Sighting['by']; entry: number }[]
}

/** The first event of a kind at an office that a notice was made out to; none where `kind` is null. */
export type OfficeEvent = { notice: string; office: string; kind: string | null; entry: number }

type Sighting = NonNullable<ReportIncident['sighting']>

/** When an entry states that it was made, UTC, RFC 3339. */
export type TimeOf = (entry: number) => string

/** One for each matter, in the order of their first sendings. Offices count once in each, whatever notices of it they had. */
export function toIncidents(
  notices: readonly SentNotice[],
  events: readonly OfficeEvent[],
  timeOf: TimeOf,
): ReportIncident[] {
  const byNotice = new Map<string, OfficeEvent[]>(notices.map(({ id }) => [id, []]))
  for (const event of events) byNotice.get(event.notice)?.push(event)
  return gather(notices).map((own) => {
    const at = own.flatMap(({ id }) => byNotice.get(id) ?? [])
    const sent = Math.min(...own.map(({ entry }) => entry))
    const sighting = firstOf(own, sent, timeOf)
    const reached = at.filter(({ kind }) => kind !== null)
    return {
      notices: toPlaces(own.map(({ entry }) => entry)),
      sentAt: timeOf(sent),
      ...(sighting ? { sighting } : {}),
      offices: new Set(at.map(({ office }) => office)).size,
      reached: {
        offices: new Set(reached.map(({ office }) => office)).size,
        entries: toPlaces(firsts(reached)),
      },
      steps: stepsOf(at, sighting, timeOf),
    }
  })
}

function stepsOf(
  events: readonly OfficeEvent[],
  sighting: Sighting | undefined,
  timeOf: TimeOf,
): ReportIncident['steps'] {
  return (Object.keys(INCIDENT_STEPS) as IncidentStep[]).map((step) => {
    const kinds: readonly string[] = INCIDENT_STEPS[step]
    const done = firsts(events.filter(({ kind }) => kind !== null && kinds.includes(kind)))
    const entries = toPlaces(done)
    const minutes = measure(sighting?.at, entries, timeOf)
    return { step, offices: done.length, entries, ...(minutes ? { minutes } : {}) }
  })
}

/** Minutes from a sighting to the first, the middle and the last of some entries, to a tenth; none without a sighting or entries. */
export function measure(
  from: string | undefined,
  entries: Places,
  timeOf: TimeOf,
): ReportIncident['steps'][number]['minutes'] {
  if (from === undefined || entries.length === 0) return undefined
  const minutes = eachPlace(entries)
    .map((entry) => (Date.parse(timeOf(entry)) - Date.parse(from)) / 60_000)
    .toSorted((a, b) => a - b)
  const middle = minutes[Math.ceil(minutes.length / 2) - 1]!
  return { first: tenth(minutes[0]!), half: tenth(middle), last: tenth(minutes.at(-1)!) }
}

/** `[[3, 5]]` as 3, 4, 5. */
export function eachPlace(places: Places): number[] {
  return places.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at),
  )
}

/** The earliest that is on record before the first sending; what came later is no sighting of it. */
function firstOf(
  notices: readonly SentNotice[],
  sent: number,
  timeOf: TimeOf,
): Sighting | undefined {
  const [first] = notices
    .flatMap(({ sightings }) => sightings)
    .filter(({ entry }) => entry < sent)
    .toSorted((a, b) => a.entry - b.entry)
  return first && { ...first, at: timeOf(first.entry) }
}

/** The first entry of each office. */
function firsts(events: readonly OfficeEvent[]): number[] {
  const found = new Map<string, number>()
  for (const { office, entry } of events)
    found.set(office, Math.min(entry, found.get(office) ?? entry))
  return [...found.values()]
}

/** Notices that anything ties, directly or over others, together. */
function gather(notices: readonly SentNotice[]): SentNotice[][] {
  const groups = new Set<{ ties: Set<string>; own: SentNotice[] }>()
  for (const notice of notices.toSorted((a, b) => a.entry - b.entry)) {
    const ties = [`notice:${notice.id}`, ...notice.ties]
    const met = [...groups].filter((group) => ties.some((tie) => group.ties.has(tie)))
    for (const group of met) groups.delete(group)
    groups.add({
      ties: new Set([...met.flatMap((group) => [...group.ties]), ...ties]),
      own: [...met.flatMap(({ own }) => own), notice].toSorted((a, b) => a.entry - b.entry),
    })
  }
  return [...groups].map(({ own }) => own).toSorted((a, b) => a[0]!.entry - b[0]!.entry)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
