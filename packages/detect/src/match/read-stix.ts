/** STIX indicators: simple patterns go into the tables, the others to the pattern engine; what cannot be looked for is named. */
import { fromTimestamp, isTimestamp, parsePattern, PatternError, type Pattern } from '@tocsin/stix'
import type { Indicators } from './indicators.ts'
import type { Value } from './read-value.ts'
import { readSimple } from './simple-pattern.ts'
import { toShown } from './unseen.ts'

export type StixFault = {
  /** The id, or the line where there is none. */
  readonly indicator: string
  readonly reason: string
}

export type StixReading = {
  indicators: number
  simple: number
  patterns: number
  refused: number
  /** Revoked by their last version, so that they are not looked for. */
  revoked: number
  /** Versions that a later one replaces. */
  superseded: number
  /** Objects that are no indicators. */
  others: number
}

/** Reads objects into `indicators`, whose source must be open. Of several versions of one the last is taken, wherever it stands. */
export class StixReader {
  readonly counts: StixReading = {
    indicators: 0,
    simple: 0,
    patterns: 0,
    refused: 0,
    revoked: 0,
    superseded: 0,
    others: 0,
  }
  /** Records that were there before and whose ids came again. */
  readonly seen = new Set<number>()
  readonly #indicators: Indicators
  readonly #onFault: (fault: StixFault) => void

  constructor(indicators: Indicators, onFault: (fault: StixFault) => void) {
    this.#indicators = indicators
    this.#onFault = onFault
  }

  /** Takes one object; `line` is where it stands, or its number in the file. */
  take(object: unknown, line: number): void {
    const { counts } = this
    const given = (typeof object === 'object' && object !== null ? object : {}) as Given
    if (given.type !== 'indicator') {
      counts.others++
      return
    }
    counts.indicators++
    const id = typeof given.id === 'string' && ID.test(given.id) ? given.id : undefined
    if (id === undefined) return this.#refuse(`object ${line}`, 'an indicator without an id')
    const { records } = this.#indicators
    const modified = toTime(given.modified) ?? toTime(given.created) ?? 0
    const before = records.find(id)
    if (before >= 0) {
      this.seen.add(before)
      if (records.version(before) >= modified && given.revoked !== true) {
        counts.superseded++
        return
      }
      if (records.version(before) > modified) return
      counts.superseded++
      records.withdraw(before)
    }
    if (given.revoked === true) {
      counts.revoked++
      records.withdraw(this.#indicators.addRecord({ id, modified }, line))
      return
    }
    const why = this.#takeValid(given, id, modified, line)
    if (why !== null) this.#refuse(id, why)
  }

  #refuse(indicator: string, reason: string): void {
    this.counts.refused++
    this.#onFault({ indicator: toShown(indicator), reason: toShown(reason) })
  }

  /** Why it cannot be looked for; null once it is. */
  #takeValid(given: Given, id: string, modified: number, line: number): string | null {
    const until = toTime(given.valid_until)
    if (given.valid_until !== undefined && until === undefined) return 'its valid_until is no time'
    const facts = { id, modified, from: toTime(given.valid_from), until }
    const read = readPattern(given)
    if ('fault' in read) return read.fault
    if ('values' in read) {
      this.#addSimple(read.values, facts, line)
      return null
    }
    const record = this.#indicators.addRecord(facts, line)
    const why = this.#indicators.addPattern(read.pattern, record)
    if (why === null) this.counts.patterns++
    else this.#indicators.records.withdraw(record)
    return why
  }

  #addSimple(
    values: readonly Value[],
    facts: { id: string; modified: number; from?: number; until?: number },
    line: number,
  ): void {
    this.counts.simple++
    const record = this.#indicators.addRecord(facts, line)
    for (const value of values) this.#indicators.addOfRecord(value, record, { isExact: true })
  }
}

export type Given = {
  readonly type?: unknown
  readonly id?: unknown
  readonly created?: unknown
  readonly modified?: unknown
  readonly revoked?: unknown
  readonly pattern?: unknown
  readonly pattern_type?: unknown
  readonly confidence?: unknown
  readonly valid_from?: unknown
  readonly valid_until?: unknown
}

const ID = /^indicator--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Milliseconds since 1970 of a timestamp of STIX; undefined for what is none. */
export function toTime(value: unknown): number | undefined {
  return typeof value === 'string' && isTimestamp(value) ? fromTimestamp(value) : undefined
}

/** What an indicator looks for: values of which each is enough, another pattern, or why neither. */
export function readPattern({
  pattern: text,
  pattern_type: language = 'stix',
}: Given): { values: readonly Value[] } | { pattern: Pattern } | { fault: string } {
  if (language !== 'stix')
    return { fault: `its pattern is ${String(language).slice(0, 40)}, not STIX` }
  if (typeof text !== 'string') return { fault: 'it has no pattern' }
  const quick = readQuickly(text)
  if (quick !== undefined) return { values: [quick] }
  const parsed = parse(text)
  return 'fault' in parsed ? parsed : (readSimple(parsed.pattern) ?? parsed)
}

function parse(text: string): { pattern: Pattern } | { fault: string } {
  try {
    return { pattern: parsePattern(text) }
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return { fault: `its pattern cannot be read: ${error.message}` }
  }
}

/** The form that nearly all have, without taking the pattern apart. */
const QUICK =
  /^\[(domain-name:value|file:hashes\.(?:MD5|'SHA-(?:1|256|512)')) = '([0-9a-z._-]+)'\]$/
const DIGITS: Record<string, number> = { MD5: 32, "'SHA-1'": 40, "'SHA-256'": 64, "'SHA-512'": 128 }

function readQuickly(text: string): Value | undefined {
  const found = QUICK.exec(text)
  if (!found) return undefined
  const [, path = '', value = ''] = found
  if (path.startsWith('domain'))
    return value.length <= 253 && PLAIN.test(value) ? { kind: 'domain', value } : undefined
  const digits = DIGITS[path.slice(path.lastIndexOf('.') + 1)]
  return value.length === digits && /^[0-9a-f]+$/.test(value) ? { kind: 'hash', value } : undefined
}

const PLAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/
