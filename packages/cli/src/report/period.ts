import { SECTIONS } from './sections.ts'

/** Places of entries in the log, in order, neighbours together: `[[3, 5], [9, 9]]` is 3 to 5 and 9. */
export type Places = [first: number, last: number][]

/** A number of a report and the entries that it is the number of. */
export type Line = { kind: string; what: string; count: number; entries: Places }

export type PeriodReport = {
  /** The period by the times that entries state: from the first instant, before the second. */
  from: string
  to: string
  log: { origin: string; size: number; root: string }
  entries: number
  sections: { title: string; lines: Line[] }[]
}

/** Counts entries of a period as they come, in the order of the log. Times compare as text: UTC, RFC 3339, milliseconds. */
export function countPeriod(from: string, to: string) {
  const found = new Map<string, { count: number; entries: Places }>()
  return {
    take: (index: number, kind: string, time: string): void => {
      if (time < from || time >= to) return
      const line = found.get(kind) ?? { count: 0, entries: [] }
      found.set(kind, line)
      line.count++
      const last = line.entries.at(-1)
      if (last && last[1] === index - 1) last[1] = index
      else line.entries.push([index, index])
    },
    /** Every kind of act with its number, nought too; kinds of a newer log come last, by their own name. */
    sections: (): PeriodReport['sections'] => {
      const known = new Set(SECTIONS.flatMap(({ rows }) => rows.map(([kind]): string => kind)))
      const toLine = (kind: string, what: string): Line => ({
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
