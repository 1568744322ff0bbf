/** The lines of one log as somebody reads them: its format, told by its first lines, and what its columns are. */
import type { ObjectPath } from '@tocsin/stix'
import { describeMapping, mapColumns, type Mapping } from './columns.ts'
import { detectFormat, zeekFormat, type Format } from './formats.ts'
import { NOTHING_UNREAD, type Field, type UnreadFields } from './json-fields.ts'
import { findTime, readTime, type LineTime } from './line-time.ts'

/** One line taken apart. */
export type ReadLine = {
  readonly fields: readonly Field[]
  readonly mapping: Mapping
  readonly time: LineTime | null
}

export type LogReaderOptions = {
  /** Roles of columns that somebody said, by column. */
  readonly given?: ReadonlyMap<string, string>
  /** Whether lines are taken as text whatever they look like. */
  readonly isPlain?: boolean
  readonly now: () => number
}

const NO_MAPPING: Mapping = new Map()

/** Takes lines of one log apart. */
export class LogReader {
  #format: Format | null
  #mapping: Mapping
  readonly #given: ReadonlyMap<string, string>
  readonly #now: () => number
  /** Lines that were looked at and are not of the format: they are read as text. */
  odd = 0

  /** `samples` are the first lines of the log. Throws BAD_OPTION for a role that is none. */
  constructor(
    samples: readonly string[],
    { given = new Map(), isPlain = false, now }: LogReaderOptions,
  ) {
    this.#given = given
    this.#now = now
    this.#format = isPlain ? null : detectFormat(samples)
    this.#mapping = NO_MAPPING
    if (this.#format !== null) this.#map(this.#format.columns)
  }

  #map(columns: readonly string[]): void {
    this.#mapping = mapColumns(columns, this.#given)
    for (const role of this.#mapping.values())
      if (role.kind === 'path') this.#paths.set(role.text, role.path)
  }

  readonly #paths = new Map<string, ObjectPath>()

  /** Paths of all columns that were seen so far, by how they are written. */
  get paths(): ReadonlyMap<string, ObjectPath> {
    return this.#paths
  }

  /** What of the lines of JSON read so far is in no field. */
  get unread(): UnreadFields {
    return this.#format?.unread ?? NOTHING_UNREAD
  }

  /** Whether backslashes of a line are undone before it is searched. */
  get isEscaped(): boolean {
    return this.#format?.isEscaped === true
  }

  /** A heading within the log changes its columns: logs are often joined. */
  takeHeading(line: string): void {
    if (!line.startsWith('#fields\t')) return
    this.#format = zeekFormat([line])
    this.#map(this.#format!.columns)
  }

  get hasHeadings(): boolean {
    return this.#format?.name === 'Zeek log'
  }

  /** Whether somebody said of a column that it is not looked at. */
  get hasLeftOut(): boolean {
    return [...this.#given.values()].includes('-')
  }

  /** The format and the columns in words. */
  describe(): string {
    if (this.#format === null)
      return 'plain text: every name, address and hash in a line is looked at'
    return [this.#format.name, ...describeMapping(this.#format.columns, this.#mapping)].join('; ')
  }

  read(line: string): ReadLine {
    const fields = this.#format?.read(line) ?? null
    if (fields === null) {
      if (this.#format !== null) this.odd++
      return { fields: [], mapping: NO_MAPPING, time: findTime(line, this.#now()) }
    }
    const mapping = this.#mappingOf(fields)
    const times = fields.filter(([column]) => mapping.get(column)?.kind === 'time')
    const read = times.map(([, value]) => readTime(String(value), this.#now()))
    return { fields, mapping, time: read.find((time) => time !== null) ?? null }
  }

  /** Lines of JSON may name columns that the first ones did not. */
  #mappingOf(fields: readonly Field[]): Mapping {
    const unknown = fields.filter(([column]) => !this.#known.has(column))
    if (unknown.length === 0 || this.#format?.isEscaped !== true) return this.#mapping
    for (const [column] of unknown) if (this.#known.size < MOST_COLUMNS) this.#known.add(column)
    this.#map([...this.#known])
    return this.#mapping
  }

  readonly #known = new Set<string>()
}

/** Columns of JSON lines that are told apart; those of further names are read as text. */
const MOST_COLUMNS = 2000
