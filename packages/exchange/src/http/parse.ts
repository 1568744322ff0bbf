import type { TSchema } from 'typebox'
import { ExchangeError } from '../errors.ts'
import { unlessIdle } from './idle.ts'

/** Between two parts of a body. */
const IDLE_SECONDS = 20
/** Bytes of a body, unless its route says more. */
export const DEFAULT_MAX_BODY = 64 << 10

/** Queries and paths are text; numbers and booleans are made where the schema wants them. */
export function parseScalars(
  schema: TSchema,
  query: Record<string, string>,
): Record<string, unknown> {
  const properties = (schema as { properties?: Record<string, { type?: string }> }).properties ?? {}
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => [name, parseScalar(properties[name]?.type, text)]),
  )
}

function parseScalar(type: string | undefined, text: string): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** The body as JSON and as it was written; refuses a wrong media type, more than `maxBody` bytes, and text that is no JSON. */
export async function readJson(
  request: Request,
  maxBody = DEFAULT_MAX_BODY,
): Promise<{ value: unknown; text: string }> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new ExchangeError('unsupported-type', 'the body must be application/json')
  }
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    const bytes = await readBody(request, maxBody)
    await verifyShape(bytes)
    const json = text.decode(bytes)
    const value: unknown = JSON.parse(json)
    if (SUSPECT.test(json)) verifyText(value, '/body')
    return { value, text: json }
  } catch (cause) {
    if (cause instanceof ExchangeError) throw cause
    const why = cause instanceof SyntaxError ? cause.message : 'it is not UTF-8'
    throw new ExchangeError('bad-request', `the body is no JSON: ${why}`, { path: '/body' })
  }
}

/** The body's bytes, never holding more than `max` of them. */
export async function readBody(request: Request, max: number): Promise<Uint8Array> {
  const tooLarge = () => new ExchangeError('too-large', `the body is over ${max} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unlessIdle(request.body ?? none(), IDLE_SECONDS)) {
    size += chunk.length
    if (size > max) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Escapes that may stand for a zero byte or for half a surrogate pair. */
const SUSPECT = /\\u(?:0000|d[89a-f])/i

/**
 * Refuses text that no database can keep: zero bytes and lone surrogates, in values and in names. Without a
 * stack of its own it walks as deep as the JSON parser went.
 */
function verifyText(root: unknown, at: string): void {
  const waiting: [value: unknown, path: string][] = [[root, at]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, path] = next
    if (typeof value === 'string') verifyLine(value, path)
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      verifyLine(name, path)
      waiting.push([member, `${path}/${name}`])
    }
  }
}

function verifyLine(text: string, path: string): void {
  const fault = text.includes('\0')
    ? 'a zero byte'
    : text.isWellFormed()
      ? undefined
      : 'broken Unicode'
  if (fault) throw new ExchangeError('bad-request', `the text holds ${fault}`, { path })
}

/** Deeper than any document of ours; what walks a value after this may recurse. */
const MAX_DEPTH = 150
/** More would hold the server up for longer than one caller may, whatever the bytes; names cost most. */
const MAX = { names: 400_000, values: 1_000_000 }
/** Bytes that are looked through before other callers have a turn. */
const TURN_BYTES = 4 << 20
const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 44, 58, 91, 93, 123, 125,
]

/** Refuses JSON that is nested too deep or holds too many names or values, by its bytes and before anything is built of them. */
async function verifyShape(json: Uint8Array): Promise<void> {
  let depth = 0
  let values = 0
  let names = 0
  let quoted = false
  let turn = TURN_BYTES
  for (let i = 0; i < json.length; i++) {
    if (i > turn) {
      turn = i + TURN_BYTES
      await new Promise(setImmediate)
    }
    const byte = json[i]
    if (byte === BACKSLASH) i++
    else if (byte === QUOTE) quoted = !quoted
    else if (quoted) continue
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
    else if (byte === COMMA) values++
    else if (byte === COLON) names++
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++
      if (++depth > MAX_DEPTH) throw tooDeep()
    }
    if (names > MAX.names) throw tooMany(MAX.names, 'names')
    if (values > MAX.values) throw tooMany(MAX.values, 'values')
  }
}

function tooDeep(): ExchangeError {
  const message = `the body is nested over ${MAX_DEPTH} levels deep`
  return new ExchangeError('bad-request', message, { path: '/body' })
}

function tooMany(max: number, what: string): ExchangeError {
  const message = `the body holds more than ${max} ${what}; send it in parts`
  return new ExchangeError('too-large', message, { path: '/body' })
}
