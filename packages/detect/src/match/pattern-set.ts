/** STIX patterns that no table holds: which of them a line may wake, and what the engine of `@tocsin/stix` says of it. */
import {
  compilePattern,
  findMatches,
  observe,
  parsePattern,
  PatternError,
  StixError,
  toTimestamp,
  type Bundle,
  type Observations,
  type Pattern,
  type PatternComparison,
} from '@tocsin/stix'
import { Literals } from './literals.ts'
import { needsOf, type Necessary } from './necessary.ts'
import { toNormalText } from './normal-pattern.ts'
import type { ObservedObjects } from './observation.ts'
import { wantedOf, type Reach, type Wanted } from './reach.ts'
import type { Value } from './read-value.ts'

/** Observations that are kept for one pattern over several, and for how long where it does not say, in milliseconds. */
const MOST_KEPT = 500
const USUAL_WINDOW = 3_600_000
/** Lines in which a pattern takes more work than allowed before it is given up. */
const MOST_FAILURES = 10

type Entry = {
  /** -1 where it was withdrawn. */
  record: number
  readonly text: string
  /** Milliseconds for which observations are kept; null for a pattern about one. */
  readonly window: number | null
  readonly needsTime: boolean
  /** Number of what it names. */
  readonly wants: number
  holds?: (seen: Observations) => boolean
  find?: (seen: Observations) => object[]
  atoms?: readonly ((seen: Observations) => boolean)[]
  kept: Kept[]
  failures: number
}

type Kept = { readonly source: object; readonly line: number; readonly at: number }

export type PatternHit = {
  readonly record: number
  /** Lines of the observations that made it true, the one at hand last. */
  readonly lines: readonly number[]
}

export type PatternCounts = {
  /** Patterns over several lines that name no time: those within an hour of each other are held together. */
  unbounded: number
  /** Patterns with nothing to be looked up, which are tried on every line. */
  untriggered: number
  /** Observations that were let go because one pattern had more than are kept. */
  forgotten: number
  /** Patterns about times that met a line without one. */
  timeless: number
  /** Lines in which a pattern took more work than allowed. */
  tooComplex: number
}

/** Patterns by number, in the order they were added. */
export class PatternSet {
  readonly #entries: Entry[] = []
  #built = -1
  readonly literals = new Literals()
  /** Patterns that every line wakes. */
  readonly always: number[] = []
  readonly counts: PatternCounts = {
    unbounded: 0,
    untriggered: 0,
    forgotten: 0,
    timeless: 0,
    tooComplex: 0,
  }

  /** Adds a pattern; `wakeBy` takes the values that wake it. Gives why it cannot be matched with lines, or null. */
  add(
    pattern: Pattern,
    record: number,
    wakeBy: (value: Value, pattern: number) => void,
  ): string | null {
    const text = toNormalText(pattern)
    const why = whyNot(pattern) ?? refused(text)
    if (why !== null) return why
    const number = this.#entries.length
    const comparisons = comparisonsOf(pattern)
    const window = isSingle(pattern) ? null : windowOf(pattern)
    this.#entries.push({
      record,
      text,
      window,
      needsTime: window !== null || hasTimes(pattern),
      wants: this.#numberOf(wantedOf(pattern)),
      kept: [],
      failures: 0,
    })
    if (window === USUAL_WINDOW) this.counts.unbounded++
    const needs = comparisons.map(needsOf)
    if (needs.includes(undefined)) {
      this.always.push(number)
      this.counts.untriggered++
      return null
    }
    for (const { values, texts } of needs as Necessary[]) {
      for (const value of values) wakeBy(value, number)
      for (const group of texts) this.literals.add(group, number)
    }
    return null
  }

  /** Patterns mostly name the same few paths: each set of them is kept, and decided on, once. */
  #numberOf(wanted: Wanted): number {
    const key = JSON.stringify(wanted)
    const known = this.#wanted.get(key)
    if (known !== undefined) return known.number
    const number = this.#wanted.size
    this.#wanted.set(key, { wanted, number })
    return number
  }

  readonly #wanted = new Map<string, { readonly wanted: Wanted; readonly number: number }>()

  /** Records of the patterns that no line of a log with this reach can make true, in their order. */
  unreached(reach: Reach): number[] {
    const isGiven = [...this.#wanted.values()].map(({ wanted }) => reach.gives(wanted))
    return this.#entries.flatMap(({ record, wants }) =>
      record < 0 || isGiven[wants] ? [] : [record],
    )
  }

  get size(): number {
    return this.#entries.length
  }

  /** Records have other numbers now: for each its new one and 1, or 0 where it was withdrawn. */
  renumber(numbers: Uint32Array): void {
    for (const entry of this.#entries) {
      entry.record = entry.record < 0 ? -1 : numbers[entry.record]! - 1
      if (entry.record < 0) entry.kept = []
    }
  }

  /** Must be called once all patterns are there, and again where some came. */
  build(): void {
    if (this.#built === this.#entries.length) return
    this.#built = this.#entries.length
    this.literals.build()
  }

  /** Which of the patterns are true now that the objects of a line were seen at an instant, null where it has none. */
  look(
    patterns: Iterable<number>,
    objects: ObservedObjects,
    line: number,
    at: number | null,
  ): PatternHit[] {
    const time = at ?? 0
    const source = observed(objects, time)
    const seen = observe([{ type: 'bundle', objects: [source] } as unknown as Bundle])
    const hits: PatternHit[] = []
    for (const pattern of patterns) {
      const entry = this.#entries[pattern]!
      if (entry.failures >= MOST_FAILURES || entry.record < 0) continue
      if (at === null && entry.needsTime) {
        this.counts.timeless++
        continue
      }
      try {
        const lines =
          entry.window === null
            ? single(entry, seen, line)
            : this.#several(entry, seen, { source, line, at: time })
        if (lines !== null) hits.push({ record: entry.record, lines })
      } catch (error) {
        if (!(error instanceof StixError)) throw error
        entry.failures++
        this.counts.tooComplex++
      }
    }
    return hits
  }

  /** A pattern over several observations: this one and those that are kept for it. */
  #several(entry: Entry, seen: Observations, latest: Kept): number[] | null {
    entry.atoms ??= comparisonsOf(parsePattern(entry.text)).map((test) =>
      compilePattern(toNormalText({ type: 'observation', test })),
    )
    if (!entry.atoms.some((atom) => atom(seen))) return null
    const near = entry.kept.filter(({ at }) => Math.abs(at - latest.at) <= entry.window!)
    near.push(latest)
    if (near.length > MOST_KEPT) {
      near.shift()
      this.counts.forgotten++
    }
    entry.kept = near
    entry.find ??= findMatches(entry.text)
    const bundle = {
      type: 'bundle',
      objects: near.map(({ source }) => source),
    } as unknown as Bundle
    const found = new Set<object>(entry.find(observe([bundle])))
    if (found.size === 0) return null
    // What made one match makes no other.
    entry.kept = near.filter(({ source }) => !found.has(source))
    return near.filter(({ source }) => found.has(source)).map(({ line }) => line)
  }
}

function single(entry: Entry, seen: Observations, line: number): number[] | null {
  entry.holds ??= compilePattern(entry.text)
  return entry.holds(seen) ? [line] : null
}

/** The comparisons of all brackets of a pattern. */
function comparisonsOf(pattern: Pattern): PatternComparison[] {
  if (pattern.type === 'observation') return [pattern.test]
  if (pattern.type === 'qualified') return comparisonsOf(pattern.pattern)
  return pattern.operands.flatMap(comparisonsOf)
}

/** Whether one observation alone makes it true. */
function isSingle(pattern: Pattern): boolean {
  if (pattern.type === 'observation') return true
  if (pattern.type === 'qualified')
    return pattern.qualifier.type === 'start-stop' && isSingle(pattern.pattern)
  return pattern.type === 'or' && pattern.operands.every(isSingle)
}

/** How long observations are kept for a pattern over several, in milliseconds. */
function windowOf(pattern: Pattern): number {
  if (pattern.type !== 'qualified') return USUAL_WINDOW
  const { qualifier } = pattern
  return qualifier.type === 'within' ? qualifier.seconds * 1000 : windowOf(pattern.pattern)
}

function hasTimes(pattern: Pattern): boolean {
  if (pattern.type === 'observation') return false
  if (pattern.type === 'qualified')
    return pattern.qualifier.type === 'start-stop' || hasTimes(pattern.pattern)
  return pattern.operands.some(hasTimes)
}

/** Why a pattern cannot be held against lines; null where it can. */
function whyNot(pattern: Pattern): string | null {
  const most = observationsOf(pattern)
  return most > MOST_KEPT
    ? `its pattern needs ${most} observations at once, and ${MOST_KEPT} lines are kept for one`
    : null
}

/** The fewest observations that can make a pattern true. */
function observationsOf(pattern: Pattern): number {
  if (pattern.type === 'observation') return 1
  if (pattern.type === 'qualified') {
    const { qualifier } = pattern
    return observationsOf(pattern.pattern) * (qualifier.type === 'repeats' ? qualifier.times : 1)
  }
  const each = pattern.operands.map(observationsOf)
  return pattern.type === 'or' ? Math.min(...each) : each.reduce((a, b) => a + b, 0)
}

function refused(text: string): string | null {
  try {
    compilePattern(text)
    return null
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return `its pattern cannot be matched with: ${error.message}`
  }
}

/** Objects of a line as observed-data hold them. */
export function observed(objects: ObservedObjects, at: number): object {
  const time = toTimestamp(at)
  return {
    type: 'observed-data',
    first_observed: time,
    last_observed: time,
    number_observed: 1,
    objects,
  }
}
