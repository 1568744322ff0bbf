/**
 * STIX as text: an object is kept byte for byte as it came, beside its parsed value, so that printing it
 * again gives the very same bytes (numbers, escapes, white space and order of keys included).
 */
import { StixError } from './errors.ts'
import { duplicateKey, elements, propertyAt } from './json.ts'
import { reading } from './reading.ts'
import { messageOf, shown } from './shown.ts'

/** A JSON value and the text it was read from. */
export type SourceObject = {
  readonly text: string
  readonly value: unknown
  /** Line of a JSON Lines file, from 1; absent otherwise. */
  readonly line?: number
}

/**
 * Reads one JSON value and keeps its text. Throws StixError: `not-json` (with the cause), `duplicate-key`
 * (I-JSON forbids it, since two readers could see two contents).
 */
export function parseText(text: string): SourceObject {
  return { text, value: parse(text, '') }
}

/** The text an object was read from. Throws StixError `invalid` for what `parseText` or `readObjects` never gave. */
export function printText(object: SourceObject): string {
  const text: unknown = reading({ object }, () => object.text)
  if (typeof text !== 'string') throw new StixError('invalid', 'the object has no text')
  return text
}

/**
 * Reads the objects of a text: those of a bundle, of a TAXII envelope, of a list, of JSON Lines, or the one object it is. Each
 * keeps the exact part of the text it stands in. A byte order mark is skipped.
 * Throws StixError `not-json` or `duplicate-key`, naming the line in JSON Lines.
 */
export function readObjects(text: string): SourceObject[] {
  return readDocuments(text).flatMap((document) => inner(document))
}

/**
 * The objects of a bundle, or of the envelope that a TAXII server answers with (TAXII 2.1, 3.7: `objects` beside `more` and `next`,
 * and no type); null for anything else. Throws StixError `unreadable` for what cannot be looked into.
 */
export function objectsWithin(value: unknown): readonly unknown[] | null {
  return reading({}, () => {
    const { type, objects } = (value ?? {}) as { type?: unknown; objects?: unknown }
    const holds = type === 'bundle' || (type === undefined && !('id' in Object(value)))
    return holds && Array.isArray(objects) ? objects : null
  })
}

/** Whether a value is a page of an envelope that more follows, which is not in it. */
export function isCutEnvelope(value: unknown): boolean {
  return reading({}, () => {
    const { type, more } = (value ?? {}) as { type?: unknown; more?: unknown }
    return type === undefined && more === true && objectsWithin(value) !== null
  })
}

/**
 * Reads a text as JSON Lines or as one JSON document; bundles stay whole. Throws as `readObjects`, but a bad
 * line goes to `onBadLine` where that is given, and reading goes on.
 */
export function readDocuments(
  text: string,
  onBadLine?: (error: StixError, line: number) => void,
): SourceObject[] {
  verifyText(text)
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const lines = body.split('\n')
  const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]))
  if (filled.length > 1 && filled.slice(0, 2).every((i) => isWhole(lines[i]!)))
    return filled.flatMap((i) => readLine(lines[i]!.trim(), i + 1, onBadLine))
  return [parseText(body.trim())]
}

function readLine(
  text: string,
  line: number,
  onBadLine: ((error: StixError, line: number) => void) | undefined,
): SourceObject[] {
  try {
    return [{ text, value: parse(text, `line ${line}: `), line }]
  } catch (error) {
    if (!(error instanceof StixError) || typeof onBadLine !== 'function') throw error
    onBadLine(error, line)
    return []
  }
}

/** Whether the line alone is an object, as every line of JSON Lines is. */
function isWhole(line: string): boolean {
  const text = line.trim()
  if (!text.startsWith('{') || !text.endsWith('}')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function parse(text: string, where: string): unknown {
  verifyText(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new StixError('not-json', `${where}not JSON: ${messageOf(cause)}`, { cause })
  }
  const key = duplicateKey(text)
  if (key !== null)
    throw new StixError('duplicate-key', `${where}the key ${shown(key)} stands twice`)
  return value
}

function verifyText(text: unknown): void {
  if (typeof text !== 'string') throw new StixError('not-json', `${shown(text)} is no text`)
}

function inner(document: SourceObject): SourceObject[] {
  const { text, value } = document
  if (Array.isArray(value)) return slices(text, 0, value)
  const objects = objectsWithin(value)
  return objects === null ? [document] : slices(text, propertyAt(text, 'objects'), objects)
}

function slices(text: string, at: number, values: readonly unknown[]): SourceObject[] {
  return elements(text, at).map(([start, end], i) => ({
    text: text.slice(start, end),
    value: values[i],
  }))
}
