/** Identifiers of persons in a text, in whatever way they are written; each with where it stands and what it stands for. Pure. */
import type { PersonMeans } from '@tocsin/api'
import { beginningOf } from '../texts/beginning.ts'
import { type Mapped, type Span, writtenAt } from '../texts/mapped.ts'
import { isOnlyNumbers } from '../texts/spelled.ts'
import { type Declared, findDeclared, findNames } from './names.ts'
import { findIntroduced } from './introduced.ts'
import { type Kind, KINDS, toNameKey } from './kinds.ts'
import { findLikely } from './likely.ts'
import { BORN } from './papers.ts'
import { PATTERNS } from './patterns.ts'
import { waysToRead } from './ways.ts'

/** `key` is the same for the same identifier, however it is written; `by` is which means found it. */
export type Found = Span & { kind: Kind; key: string; by: readonly PersonMeans[] }

/** With `proposes` also what may be a name though nothing but its writing says so, for whoever looks at each that is found. */
export type Reach = { proposes?: boolean | undefined }

/** Ids of STIX, instants, days and hashes, of which texts are full, and which name nobody. */
const NOBODY = new RegExp(
  [
    String.raw`(?<![a-z\d-])(?![a-z-]*(?:\d[a-z-]*){4,}--)[a-z0-9-]{1,63}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
    String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
    String.raw`(?<!${BORN})\b(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}\b)`,
    String.raw`\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b`,
    String.raw`\bCVE-(?:19|20)\d{2}-\d{4,7}\b`,
    // A technique of ATT&CK.
    String.raw`\bT\d{4}\.\d{3}\b(?![.-]?\d)`,
  ].join('|'),
  'gi',
)
/** A text is read in parts of so many signs, each with the end of the one before. */
const PART = 5_000
const OVERLAP = 400

/** What is found in a text, in its order; nothing overlaps. */
export function findInText(
  text: string,
  names: readonly Declared[] = [],
  reach: Reach = {},
): Found[] {
  return toEnd(readInParts(text, names, reach))
}

/** The same with a stop after each part, so that whoever reads a long text can let other work go on. */
export function readInParts(
  text: string,
  names: readonly Declared[],
  reach: Reach = {},
): Generator<void, Found[]> {
  return partByPart(text, (part) => findInPart(part, names, reach))
}

/** What `find` finds in each part of a text, in its order; nothing overlaps. */
export function inParts(text: string, find: (part: string) => Found[]): Found[] {
  return toEnd(partByPart(text, find))
}

function toEnd(reading: Generator<void, Found[]>): Found[] {
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

function* partByPart(text: string, find: (part: string) => Found[]): Generator<void, Found[]> {
  const done: Found[] = []
  let open: Found[] = []
  for (let start = 0; start < text.length; start += PART - OVERLAP) {
    for (const one of open) if (one.end <= start) done.push(one)
    open = open.filter(({ end }) => end > start)
    for (const one of find(text.slice(start, start + PART)))
      add(open, { ...one, start: one.start + start, end: one.end + start }, text)
    if (start + PART >= text.length) break
    yield
  }
  return [...done, ...open].sort((a, b) => a.start - b.start)
}

/** Reads a short text once for asking of many pages of declared names whether any of them stands in it, in whatever way. */
export function readForDeclared(text: string): (names: readonly Declared[]) => boolean {
  const ways = quietWays(text)
  return (names) => ways.some((way) => findDeclared(way, names).next().value !== undefined)
}

function findInPart(text: string, names: readonly Declared[], reach: Reach): Found[] {
  const found: Found[] = []
  for (const [i, way] of quietWays(text).entries())
    for (const one of findInWay(way, names, { ...reach, isPlain: i === 0 })) add(found, one, text)
  return found
}

/** A text in each way to read it, without what names nobody. */
function quietWays(text: string): Mapped[] {
  return waysToRead(text).map((way) => ({
    ...way,
    text: way.text.replace(NOBODY, (one) => '\u0001'.repeat(one.length)),
  }))
}

function findInWay(
  way: Mapped,
  names: readonly Declared[],
  { isPlain, proposes }: Reach & { isPlain: boolean },
): Found[] {
  const found: Found[] = []
  const take = (
    kind: Kind,
    match: { index: number; 0: string },
    key: string | undefined,
    by: PersonMeans = 'form',
  ): void => {
    if (key === undefined) return
    const span = writtenAt(way, match.index, match.index + match[0].length)
    found.push({ ...span, kind, key: `${kind}:${beginningOf(key, 200)}`, by: [by] })
  }
  const takeNames = (matches: Iterable<{ index: number; 0: string }>, by: PersonMeans): void => {
    for (const match of matches) take('name', match, toNameKey(match[0]), by)
  }
  for (const { kind, pattern, more, toKey, plainOnly, sign = '' } of PATTERNS)
    if ((isPlain || !plainOnly) && way.text.includes(sign))
      for (const match of way.text.matchAll(pattern)) {
        if (more) match[0] += goesOn(way.text, match.index + match[0].length, more)
        take(kind, match, toKey(match))
      }
  takeNames(findDeclared(way, names), 'declared')
  if (!isPlain) return found
  takeNames(findNames(way), 'reader')
  takeNames(findIntroduced(way), 'form')
  if (proposes) takeNames(findLikely(way), 'spelling')
  return found
}

/** What of `more` stands in a text at a place. */
function goesOn(text: string, at: number, more: RegExp): string {
  more.lastIndex = at
  return more.exec(text)?.[0] ?? ''
}

/**
 * Adds what was found in a way of reading to what plainer ways found. Where both found something, the more telling kind is
 * meant. What one of them found in addition counts where it is of the same word, set apart or broken over a line, since a way that
 * joins words would else take in what stands beside it; and so does nothing that joins two that were found apart.
 */
function add(found: Found[], one: Found, text: string): void {
  const over = found.filter(({ start, end }) => start < one.end && one.start < end)
  if (over.length === 0) {
    found.push(one)
    return
  }
  const [same] = over
  if (over.length === 1 && same!.start === one.start && same!.end === one.end) {
    const better = rank(one) < rank(same!) ? one : same!
    const by = one.kind === same!.kind ? byAll([same!, one]) : better.by
    found.splice(found.indexOf(same!), 1, { ...better, by })
    return
  }
  if (one.by.includes('spelling')) return addSpelled(found, one, over)
  if (over.some((large) => isWithin(one, large))) return
  const parts = over.filter((small) => isWithin(small, one))
  if (parts.length > 0) {
    for (const small of parts) found.splice(found.indexOf(small), 1)
    return add(found, one, text)
  }
  const best = over.reduce((a, b) => (rank(b) < rank(a) ? b : a))
  const equals = over.filter((other) => rank(other) <= rank(one))
  if (equals.length > 1 && /\s/.test(text.slice(one.start, one.end))) return
  const meant = { ...(rank(one) < rank(best) ? one : best) }
  for (const { start, end } of [one, ...over]) {
    if (start < meant.start && isOf(meant.kind, text.slice(start, meant.start))) meant.start = start
    if (end > meant.end && isOf(meant.kind, text.slice(meant.end, end))) meant.end = end
  }
  const apart = found.filter(({ start, end }) => end <= meant.start || meant.end <= start)
  found.splice(0, found.length, ...apart, meant)
}

/** The means of all, each once. */
export function byAll(all: readonly Found[]): PersonMeans[] {
  return [...new Set(all.flatMap(({ by }) => by))]
}

/** What is spelled like a name gives way to all that is known better, but where it has more of a name that was read. */
function addSpelled(found: Found[], one: Found, over: readonly Found[]): void {
  const parts = over.filter(({ start, end }) => one.start <= start && end <= one.end)
  const isMore =
    parts.length === over.length &&
    over.every(({ kind, by }) => kind === 'name' && !by.includes('declared'))
  if (!isMore) return
  for (const part of parts) found.splice(found.indexOf(part), 1)
  found.push({ ...one, by: byAll([...parts, one]) })
}

/** Whether one is what a part of the other looks like: the code in a postal address, a piece of the number of a bank account. */
function isWithin(small: Found, large: Found): boolean {
  if (small.start < large.start || large.end < small.end) return false
  if (large.kind === 'postal') return small.kind === 'id' || small.kind === 'number'
  return IBAN_KEY.test(large.key) && small.kind === 'phone'
}
const IBAN_KEY = /^id:[a-z]{2}\d{2}[a-z\d]{11,30}$/

const NUMERIC: readonly Kind[] = ['phone', 'id', 'number']

/** Whether this much more is still of what was found. */
function isOf(kind: Kind, more: string): boolean {
  if (kind === 'postal' || (NUMERIC.includes(kind) && isOnlyNumbers(more))) return true
  const signs = more.replaceAll(/\b(?:dot|dash|hyphen|underscore|period|point|punto)\b/gi, '')
  return (
    !/\s/.test(more) ||
    !/[\p{L}\d]{2}/u.test(kind === 'mail' ? signs : more) ||
    /^\S*\n\S*$/.test(more)
  )
}

function rank({ kind }: Found): number {
  return KINDS.indexOf(kind)
}
