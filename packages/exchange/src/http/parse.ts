import type { TSchema } from 'typebox'
import { ExchangeError } from '../errors.ts'

const DEFAULT_MAX_BODY = 64 << 10

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

/** The body as JSON; refuses a wrong media type, more than `maxBody` bytes, and text that is no JSON. */
export async function readJson(request: Request, maxBody = DEFAULT_MAX_BODY): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new ExchangeError('unsupported-type', 'the body must be application/json')
  }
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    return JSON.parse(text.decode(await readBytes(request, maxBody)))
  } catch (cause) {
    if (cause instanceof ExchangeError) throw cause
    const why = cause instanceof SyntaxError ? cause.message : 'it is not UTF-8'
    throw new ExchangeError('bad-request', `the body is no JSON: ${why}`, { path: '/body' })
  }
}

/** The body's bytes, never holding more than `max` of them. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  const tooLarge = () => new ExchangeError('too-large', `the body is over ${max} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > max) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
