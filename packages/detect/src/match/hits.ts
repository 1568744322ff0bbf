/** What is told of a line: each indicator that it holds, where, and how much it still says. */
import { weightOf } from './decay.ts'
import { REF, refKind, refNumber, type Indicators } from './indicators.ts'
import type { ValueKind } from './key.ts'
import type { Found } from './line-detail.ts'
import type { ReadLine } from './log-reader.ts'

/** One indicator in one line. */
export type Hit = {
  /** Line of the log, from 1. */
  readonly line: number
  readonly kind: ValueKind | 'pattern'
  /** As it stands in the line; empty for a pattern. */
  readonly value: string
  readonly indicator: IndicatorPlace
  /** Whether the indicator is a name that the one in the line lies below. */
  readonly isBelow: boolean
  /** The column that holds it, and what that is in STIX, where the log has columns. */
  readonly column?: string
  readonly path?: string
  /** When the line was written, where it says so, in milliseconds since 1970. */
  readonly time?: number
  /** Percent that the indicator still weighs by its kind and age; null where its age is not known. */
  readonly weight: number | null
  /** Of a pattern over several lines: which they are. */
  readonly lines?: readonly number[]
}

/** Which indicator: its STIX id, where it has one, and where it stands. */
export type IndicatorPlace = {
  readonly id?: string
  readonly source: string
  readonly line: number
}

type Context = {
  readonly indicators: Indicators
  readonly read: ReadLine
  readonly line: number
  readonly instant: number
  readonly counts: { outOfForce: number }
}

/** Tells what was found, but for what is not in force; that is counted. */
export function toHits(found: readonly Found[], context: Context): Hit[] {
  return found.flatMap((one) => toHit(one, context) ?? [])
}

function toHit({ entry, ref, value, isBelow, lines }: Found, context: Context): Hit | null {
  const { indicators, read, line, instant, counts } = context
  const { records, sources } = indicators
  const number = refNumber(ref)
  const isRecord = refKind(ref) === REF.record
  if (isRecord && records.isDead(number)) return null
  if (isRecord && !records.isValid(number, instant)) {
    counts.outOfForce++
    return null
  }
  const place = sources.at(isRecord ? records.place(number) : number)
  const id = isRecord ? records.id(number) : undefined
  const kind = entry === null ? 'pattern' : indicators.kindOf(entry)
  const where = entry === null ? {} : whereIn(read, value)
  return {
    line,
    kind,
    value,
    indicator: id === undefined ? place : { id, ...place },
    isBelow,
    ...where,
    ...(read.time === null ? {} : { time: read.time.at }),
    weight: weightOf(kind, isRecord ? records.from(number) : undefined, instant),
    ...(lines !== undefined && lines.length > 1 ? { lines } : {}),
  }
}

/** The column with a value, and its path where it is the whole cell. */
function whereIn({ fields, mapping }: ReadLine, value: string): { column?: string; path?: string } {
  const taken = fields.filter(
    ([column, cell]) => mapping.get(column)?.kind !== 'left-out' && String(cell).includes(value),
  )
  const mapped = taken.find(([column, cell]) => mapping.has(column) && String(cell) === value)
  const [column] = mapped ?? taken[0] ?? []
  if (column === undefined) return {}
  const role = mapping.get(column)
  return mapped && role?.kind === 'path' ? { column, path: role.text } : { column }
}
