/**
 * Envelopes (section 3.7) taken apart without re-serialising: every object keeps the bytes it came in.
 *
 * The body is parsed once by the platform; one pass over its text then finds where each member of `objects` starts
 * and ends, how deep it nests and how many names it holds. Cost: linear in the text.
 */
import { TaxiiError } from './errors.ts'

/** One member of `objects`: its exact text, its value, and why it can not be kept, where it can not. */
export type EnvelopePart = { text: string; value: unknown; flaw: string | null }

/** Deeper nesting than this has no use in STIX and invites stack exhaustion downstream. */
const MAX_DEPTH = 100

/** Each refused object is told of in the status, so that many tiny ones would be answered with far more than they are. */
const MAX_OBJECTS = 100_000

/** Splits an envelope's text; throws TaxiiError `bad-json` or `unprocessable`. */
export function splitEnvelope(body: string): EnvelopePart[] {
  let envelope: unknown
  try {
    envelope = JSON.parse(body)
  } catch (cause) {
    throw new TaxiiError('bad-json', 'the body is not JSON', { cause })
  }
  const objects =
    typeof envelope === 'object' && envelope !== null && !Array.isArray(envelope)
      ? (envelope as { objects?: unknown }).objects
      : undefined
  if (!Array.isArray(objects) || objects.length === 0)
    throw new TaxiiError('unprocessable', 'the body is no envelope with a list of objects')
  if (objects.length > MAX_OBJECTS)
    throw new TaxiiError('unprocessable', `the envelope has more than ${MAX_OBJECTS} objects`)
  const spans = findSpans(body)
  if (!spans || spans.length !== objects.length)
    throw new TaxiiError('unprocessable', 'the envelope has more than one member named objects')
  return spans.map((span, index) => ({
    text: body.slice(span.start, span.end),
    value: objects[index] as unknown,
    flaw: flawOf(span, objects[index]),
  }))
}

type Span = { start: number; end: number; depth: number; names: number }

function flawOf(span: Span, value: unknown): string | null {
  if (span.depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`
  return countNames(value) === span.names ? null : 'a property stands twice in one object'
}

/** Parsing keeps one of two equal names, so fewer names in the value than in the text means a duplicate. */
function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countNames(item)
    return count
  }
  for (const name in value) {
    count += 1 + countNames((value as Record<string, unknown>)[name])
  }
  return count
}

const QUOTE = 34
const COMMA = 44
const COLON = 58
const BACKSLASH = 92
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/**
 * The spans of the members of the top level's `objects`, in text known to be a JSON object; null where that name stands
 * there twice. Depth 1 is inside the envelope, depth 2 inside the list.
 */
function findSpans(text: string): Span[] | null {
  const spans: Span[] = []
  let lists = 0
  let depth = 0
  let inside = false
  let nameStart = 0
  let nameEnd = 0
  let start = -1
  let deepest = 0
  let names = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = endOfString(text, i)
      if (depth === 1) {
        nameStart = i
        nameEnd = end
      } else if (inside && start < 0) start = i
      i = end
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (inside && start < 0) start = i
      depth++
      if (depth > deepest) deepest = depth
      if (depth === 2 && !inside && code === OPEN_LIST && isObjects(text, nameStart, nameEnd)) {
        if (++lists > 1) return null
        inside = true
        start = -1
        deepest = 2
        names = 0
      }
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      depth--
      if (inside && depth === 1) {
        if (start >= 0) spans.push({ start, end: endBefore(text, i), depth: deepest - 2, names })
        inside = false
      }
    } else if (code === COMMA) {
      if (inside && depth === 2) {
        spans.push({ start, end: endBefore(text, i), depth: deepest - 2, names })
        start = -1
        deepest = 2
        names = 0
      }
    } else if (code === COLON) {
      names++
      if (depth === 1 && isObjects(text, nameStart, nameEnd) && !opensList(text, i)) return null
    } else if (inside && start < 0 && code > 32) start = i
  }
  return spans
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
  return slashes % 2 === 1
}

function isObjects(text: string, start: number, end: number): boolean {
  return JSON.parse(text.slice(start, end + 1)) === 'objects'
}

function opensList(text: string, colon: number): boolean {
  let i = colon + 1
  while (text.charCodeAt(i) <= 32) i++
  return text.charCodeAt(i) === OPEN_LIST
}

function endBefore(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end - 1) <= 32) end--
  return end
}
