import type { PeriodReport, Places, ReportLine } from '@tocsin/api'
import { SECTIONS } from './sections.ts'

/** Counts entries of a period as they come, in the order of the log. Times compare as text: UTC, RFC 3339, milliseconds. */
export function countPeriod(from: string, to: string) {
  const found = new Map<string, { count: number; entries: Places }>()
  return {
    take: (index: number, kind: string, time: string): void => {
      if (time < from || time >= to) return
      const line = found.get(kind) ?? { count: 0, entries: [] }
      found.set(kind, line)
      line.count++
      addPlace(line.entries, index)
    },
    /** Every kind of act with its number, nought too; kinds of a newer log come last, by their own name. */
    sections: (): PeriodReport['sections'] => {
      const known = new Set(SECTIONS.flatMap(({ rows }) => rows.map(([kind]): string => kind)))
      const toLine = (kind: string, what: string): ReportLine => ({
        kind,
        what,
        ...(found.get(kind) ?? { count: 0, entries: [] }),
      })
      const other = [...found.keys()].filter((kind) => !known.has(kind)).sort()
      return [
        ...SECTIONS.map(({ title, rows }) => ({
          title,
          lines: rows.map(([kind, what]) => toLine(kind, what)),
        })),
        ...(other.length > 0
          ? [{ title: 'Acts of a newer version', lines: other.map((kind) => toLine(kind, kind)) }]
          : []),
      ]
    },
  }
}

/** `3–5, 9`. */
export function describePlaces(places: Places): string {
  return places
    .map(([first, last]) => (first === last ? String(first) : `${first}–${last}`))
    .join(', ')
}

/** Places in any order, some of them twice, as a report names them. */
export function toPlaces(indexes: readonly number[]): Places {
  const places: Places = []
  for (const index of indexes.toSorted((a, b) => a - b)) addPlace(places, index)
  return places
}

/** Adds a place that is no earlier than the last. */
function addPlace(places: Places, index: number): void {
  const last = places.at(-1)
  if (!last || index > last[1] + 1) places.push([index, index])
  else last[1] = index
}
