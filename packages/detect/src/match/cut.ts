/**
 * One pass over the bytes of a line: everything in it that could be a name, an address, an address of the web, a mailbox,
 * a hash or (where wanted) an account. Cost: linear in the line; an address of the web is gone over twice, and no part
 * longer than `LONGEST_URL` is.
 */
import { readFour, readSix, isMapped } from './address.ts'
import { BREAK, CLASS, HEX, HIGH, LETTER, LOCAL, NAME, SIX, WIDE } from './bytes.ts'
import { LONGEST_URL } from './url-key.ts'

/** Takes what is found; `from` and `to` are places in the line. */
export type Sink = {
  /** A name with a dot in it; `isHigh` where a byte of it is beyond ASCII. */
  host(line: Uint8Array, from: number, to: number, isHigh: boolean): void
  ipv4(address: Uint8Array, from: number, to: number): void
  ipv6(address: Uint8Array, from: number, to: number): void
  url(line: Uint8Array, from: number, colon: number, to: number): void
  hash(line: Uint8Array, from: number, to: number): void
  /** `isHigh` where a byte of its host, or of what stands before the @, is beyond ASCII. */
  email(line: Uint8Array, from: number, at: number, to: number, isHigh: boolean): void
  /** Any word at all. */
  word(line: Uint8Array, from: number, to: number): void
}

const DOT = 46
const COLON = 58
const AT = 64
const PERCENT = 37
const BACKSLASH = 92
/** As long as a mailbox may be before its @ (RFC 5321, 4.5.3.1.1). */
const LONGEST_LOCAL = 64

const four = new Uint8Array(4)
const six = new Uint8Array(16)
const mapped = six.subarray(12)

/** Hands over all that is found from `start` to `end`. */
export function cut(
  line: Uint8Array,
  start: number,
  end: number,
  sink: Sink,
  wantsWords: boolean,
): void {
  let i = start
  /** Behind the @, the start of the word before a colon, and how far longer shapes were looked at. */
  let afterAt = -1
  let wordStart = -1
  let wordEnd = -1
  let sixEnd = start
  let urlEnd = start
  while (i < end) {
    const c = line[i]!
    let classes = CLASS[c]!
    if ((classes & NAME) === 0) {
      if (c === COLON) {
        if (line[i + 1] === 47 && line[i + 2] === 47 && wordEnd === i && i + 2 < end) {
          if (urlEnd <= i) urlEnd = endOfUrl(line, i + 3, end)
          if (urlEnd > i + 3) cutUrl(line, wordStart, i, urlEnd, sink)
        } else if (i >= sixEnd) sixEnd = cutSix(line, start, i, end, sink)
      } else if (c === AT) afterAt = i + 1
      i++
      continue
    }
    const from = i
    let all = classes
    let any = classes
    let dots = 0
    do {
      all &= classes
      any |= classes
      if (line[i] === DOT) dots++
      i++
    } while (i < end && ((classes = CLASS[line[i]!]!) & NAME) !== 0)
    wordStart = from
    wordEnd = i
    if (dots === 0) {
      if ((all & HEX) !== 0 && isHashLength(i - from)) sink.hash(line, from, i)
      if (wantsWords) sink.word(line, from, i)
    } else cutName(line, from, i, from === afterAt ? start : -1, any, dots, sink, wantsWords)
  }
}

const isHashLength = (n: number) => n === 32 || n === 40 || n === 64 || n === 128

/** A word with dots: an address, or a name; `first` is the start of the line where an @ stands before it, else -1. */
function cutName(
  line: Uint8Array,
  start: number,
  stop: number,
  first: number,
  any: number,
  dots: number,
  sink: Sink,
  wantsWords: boolean,
): void {
  let from = start
  let to = stop
  while (to > from && isEdge(line[to - 1]!)) {
    if (line[--to] === DOT) dots--
  }
  while (from < to && isEdge(line[from]!)) {
    if (line[from++] === DOT) dots--
  }
  if (to === from) return
  if (wantsWords) sink.word(line, from, to)
  if ((any & LETTER) === 0) {
    if (dots === 3 && to - from <= 15 && readFour(line, from, to, four)) sink.ipv4(four, from, to)
    return
  }
  if (dots === 0) return
  const isHigh = (any & HIGH) !== 0
  if (first >= 0) {
    const least = Math.max(first, start - 1 - LONGEST_LOCAL)
    const local = startOfLocal(line, least, start - 1)
    if (local < start - 1) sink.email(line, local, start - 1, to, isHigh)
    const wider = startOfWide(line, least, local)
    if (wider < local) sink.email(line, wider, start - 1, to, isHigh)
    cutHighMailbox(line, least, start - 1, wider, local, to, sink)
  }
  const skipped = start > 0 ? escapeBefore(line, start, from, to) : 0
  if (skipped === 0) sink.host(line, from, to, isHigh)
  else {
    if (skipped === 1) sink.host(line, from, to, isHigh)
    if (from + skipped < to) sink.host(line, from + skipped, to, isHigh)
  }
}

const isEdge = (c: number) => c === DOT || c === 45

/** How many characters at the start of a word belong to an escape before it: `%2Fname`, `\x22name`, perhaps `\nname`. */
function escapeBefore(line: Uint8Array, start: number, from: number, to: number): number {
  const before = line[start - 1]
  if (before === PERCENT) return isHex(line, from, from + 2, to) ? 2 : 0
  if (before !== BACKSLASH) return 0
  const c = line[from]!
  if (c === 120 && isHex(line, from + 1, from + 3, to)) return 3
  if (c === 117 && isHex(line, from + 1, from + 5, to)) return 5
  return c === 110 || c === 114 || c === 116 ? 1 : 0
}

function isHex(line: Uint8Array, from: number, to: number, end: number): boolean {
  if (to > end) return false
  for (let i = from; i < to; i++) if ((CLASS[line[i]!]! & HEX) === 0) return false
  return true
}

function startOfLocal(line: Uint8Array, first: number, at: number): number {
  let i = at
  while (i > first && (CLASS[line[i - 1]!]! & LOCAL) !== 0) i--
  while (i < at && line[i] === DOT) i++
  return i
}

/** The same with the signs that a mailbox may have (RFC 5322, 3.2.3) and that end words elsewhere: `o'brien@`. */
function startOfWide(line: Uint8Array, first: number, at: number): number {
  let i = at
  while (i > first && (CLASS[line[i - 1]!]! & (LOCAL | WIDE)) !== 0) i--
  return i
}

/**
 * Mailboxes whose names hold letters beyond ASCII (RFC 6531): as far as letters go, and as far as they go with the signs that end
 * words elsewhere. `wide` and `local` are the starts of those of ASCII alone, which may stand behind words of a script without spaces.
 */
function cutHighMailbox(
  line: Uint8Array,
  least: number,
  at: number,
  wide: number,
  local: number,
  to: number,
  sink: Sink,
): void {
  const isHigh = (i: number) => i > least && line[i - 1]! > 127
  let start = local
  while (start > least && line[start - 1] === DOT) start--
  if (!isHigh(start) && !isHigh(wide)) return
  const text = Buffer.from(line.buffer, line.byteOffset + least, at - least).toString()
  const starts = new Set<number>()
  for (const form of [HIGH_LOCAL, HIGH_WIDE]) {
    const [name = ''] = form.exec(text) ?? []
    const from = at - Buffer.byteLength(name)
    if (from < wide || (from < local && from !== wide)) starts.add(from)
  }
  for (const from of starts) sink.email(line, from, at, to, true)
}

const HIGH_LOCAL = /[\p{L}\p{M}\p{N}_+~%-][\p{L}\p{M}\p{N}._+~%-]*$/u
const HIGH_WIDE = /[\p{L}\p{M}\p{N}_+~%!#$&'*/=?^`{|}-][\p{L}\p{M}\p{N}._+~%!#$&'*/=?^`{|}-]*$/u

function endOfUrl(line: Uint8Array, from: number, end: number): number {
  let i = from
  while (i < end && (CLASS[line[i]!]! & BREAK) === 0) i++
  return i
}

/** An address as it stands, without the punctuation of a sentence behind it, and up to a comma, as in a table. */
function cutUrl(line: Uint8Array, word: number, colon: number, end: number, sink: Sink): void {
  let start = colon
  while (start > word && line[start - 1] !== DOT && line[start - 1] !== 95) start--
  if (start === colon || colon - start > 20) return
  if (end - start <= LONGEST_URL) sink.url(line, start, colon, end)
  let trimmed = end
  while (trimmed > colon + 3 && isPunctuation(line[trimmed - 1]!)) trimmed--
  if (trimmed < end && trimmed - start <= LONGEST_URL && trimmed > colon + 3)
    sink.url(line, start, colon, trimmed)
  const most = Math.min(trimmed, start + LONGEST_URL)
  for (let i = colon + 3; i < most; i++)
    if (line[i] === 44 || line[i] === 59 || line[i] === 39) {
      if (i > colon + 3) sink.url(line, start, colon, i)
      return
    }
}

/** `.` `,` `;` `:` `!` `?` `'` `)` `]` */
function isPunctuation(c: number): boolean {
  return (
    c === 46 ||
    c === 44 ||
    c === 59 ||
    c === 58 ||
    c === 33 ||
    c === 63 ||
    c === 39 ||
    c === 41 ||
    c === 93
  )
}

/** An IPv6 address around the colon at `colon`; gives how far was looked. */
function cutSix(line: Uint8Array, start: number, colon: number, end: number, sink: Sink): number {
  let to = colon
  let colons = 0
  let hasGap = false
  while (to < end && (CLASS[line[to]!]! & SIX) !== 0) {
    if (line[to] === COLON) {
      colons++
      if (line[to + 1] === COLON) hasGap = true
    }
    to++
  }
  const stop = to
  if (!hasGap && colons < 6) return stop
  let from = colon
  const least = Math.max(start, colon - 4)
  while (from > least && (CLASS[line[from - 1]!]! & HEX) !== 0) from--
  const isPart = from > start && (CLASS[line[from - 1]!]! & NAME) !== 0
  if (isPart) from = colon
  while (to > from && (line[to - 1] === DOT || (line[to - 1] === COLON && line[to - 2] !== COLON)))
    to--
  if (line[from] === COLON && line[from + 1] !== COLON) from++
  if (!readSix(line, from, to, six)) return stop
  if (isMapped(six)) sink.ipv4(mapped, from, to)
  else sink.ipv6(six, from, to)
  return stop
}
