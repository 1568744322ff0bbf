/** What `tocsin match` says of its indicators and of its run. */
import {
  ABSENT_WARNINGS,
  HALF_LIVES,
  LONGEST_LINE,
  type MatchCounts,
  type Hit,
  type PatternCounts,
  type Tallied,
  type UnreadFields,
  type Unreached,
  WARNING_LISTS,
} from '@tocsin/detect/match'
import type { IndicatorFiles } from './indicator-files.ts'
import { printable } from './stix-file.ts'

/** What was loaded, what was not and why, and what is assumed. */
export function describeLoaded(
  { words, faults, indicators }: IndicatorFiles,
  flags: { readonly exactDomains?: boolean; readonly minWeight?: number },
): string[] {
  const { counts, repeated, bytes, size, patterns } = indicators
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`)
  const parts = [...kinds, patterns.size > 0 && `${patterns.size} patterns`].filter(Boolean)
  const again = repeated > 0 ? `; ${repeated} lines repeat one before` : ''
  const { untriggered, unbounded } = patterns.counts
  const warnings = [...indicators.warnings].map(([list, { count, some }]) => {
    const more = count > some.length ? ', …' : ''
    return `warning: ${count} stand on the list of ${WARNING_LISTS[list]}: ${some.join(', ')}${more}`
  })
  const said = [
    `${size} to look for: ${parts.join(', ')}${again}; ${Math.ceil(bytes / 2 ** 20)} MB`,
    counts.has('domain') &&
      (flags.exactDomains
        ? 'domains stand for themselves alone'
        : 'domains of lists stand for the names below them too, those of STIX for themselves alone'),
    untriggered > 0 &&
      `${untriggered} patterns hold nothing that could be looked up and are tried on every line, which takes longer`,
    unbounded > 0 &&
      `${unbounded} patterns over several lines name no time: lines within an hour of each other are held together`,
    flags.minWeight !== undefined &&
      `weights halve with age: ${halfLives()}; a choice, no measurement`,
  ]
  const plain = said.filter((one) => typeof one === 'string')
  return [...faults, ...words, ...plain, ...warnings, ABSENT_WARNINGS]
}

function halfLives(): string {
  return Object.entries(HALF_LIVES)
    .map(([kind, days]) => `${kind} ${days === null ? 'never' : `${days} days`}`)
    .join(', ')
}

/** A hit as an object a line. */
export function hitJson({ time, ...hit }: Hit, log: string): string {
  const when = time === undefined ? {} : { time: new Date(time).toISOString() }
  return JSON.stringify({ file: log, ...hit, ...when })
}

/** A hit in a line of words. */
export function hitWords(hit: Hit, log: string): string {
  const { line, kind, value, indicator, isBelow, column, lines, weight } = hit
  const where = lines ? `lines ${lines.join(', ')}` : value
  const remarks = [isBelow && 'below it', column, weight !== null && weight < 100 && `${weight} %`]
  const parts = [
    `${log}:${line}`,
    kind,
    where,
    nameOf(indicator),
    remarks.filter(Boolean).join(', '),
  ]
  return parts.map(printable).join('\t').trimEnd()
}

function nameOf({ id, source, line }: Hit['indicator']): string {
  return id ?? `${source}:${line}`
}

/** What an indicator would have hit, as an object a line. */
export function tallyJson({ first, last, ...tallied }: Tallied): string {
  const times =
    first === undefined || last === undefined
      ? {}
      : { first: new Date(first).toISOString(), last: new Date(last).toISOString() }
  return JSON.stringify({ ...tallied, ...times })
}

/** The same in words. */
export function tallyWords({ indicator, kind, count, first, last }: Tallied): string {
  const day = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString())
  return [String(count), kind, nameOf(indicator), day(first), day(last)]
    .map(printable)
    .join('\t')
    .trimEnd()
}

/** What of the indicators a log cannot hold by its columns, and what of its lines is in none; nothing where there is no such thing. */
export function describeUnreached(
  { patterns, some, accounts }: Unreached,
  { numbers }: UnreadFields,
): string[] {
  const shown = (names: readonly string[], count: number) =>
    names.slice(0, 3).join(', ') + (count > 3 ? ', …' : '')
  const said = [
    patterns > 0 &&
      `${patterns} patterns name what no column of this log gives: ${shown(some, patterns)}`,
    accounts > 0 &&
      `${accounts} accounts, and no column of this log gives them with their platform`,
    numbers.size > 0 &&
      `numbers that are not in plain digits, which patterns do not see, in ${numbers.size} columns: ${shown([...numbers], numbers.size)}`,
  ]
  return said.filter((one) => typeof one === 'string')
}

type Totals = {
  readonly tooLong: number
  readonly notUtf8: number
  readonly odd: number
  readonly overfull: number
}

/** What came of all lines, and everything that was left out or assumed. */
export function conclude(
  counts: MatchCounts,
  patterns: PatternCounts,
  { tooLong, notUtf8, odd, overfull }: Totals,
): string {
  const said: readonly (readonly [number, string])[] = [
    [counts.outOfForce, 'hits of indicators that are not in force, not told'],
    [counts.faded, 'hits of indicators that weigh too little by their age, not told'],
    [counts.dropped, 'hits of overfull lines not looked at, of which some may repeat others'],
    [counts.cutOff, 'lines hold more than 1,000 things, of which patterns saw that many'],
    [tooLong, `lines longer than ${LONGEST_LINE / 2 ** 20} MB not looked at`],
    [notUtf8, 'lines are no UTF-8: their ASCII was looked at'],
    [odd, 'of the lines read closely are not of the log’s format and were read as text'],
    [
      overfull,
      'of the lines read closely have more or deeper fields than are told apart: those are text',
    ],
    [counts.timeless, 'of the lines read closely have no time that is understood'],
    [counts.assumedZone, 'times name no zone: UTC was taken'],
    [counts.assumedYear, 'times name no year: the last that fits was taken'],
    [counts.backward, 'times are more than an hour before one above them'],
    [counts.future, 'times lie in the future'],
    [patterns.timeless, 'tries of patterns about times on lines without one, left out'],
    [patterns.forgotten, 'lines forgotten for patterns over several, which keep 500 each'],
    [patterns.tooComplex, 'tries of patterns took more work than allowed and were given up'],
  ]
  const parts = said.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  const { lines, hits, hitLines } = counts
  return [`${lines} lines: ${hits} hits in ${hitLines}`, ...parts].join('; ')
}
