import { TaxiiError } from '../errors.ts'
import { verifyValues } from './values.ts'

/** The text of a request body of at most `max` octets; throws TaxiiError before it holds more than that. */
export async function readBody(request: Request, max: number): Promise<string> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > max) throw tooLarge(max)
  const bytes = await readBytes(request, max, declared !== null)
  if (bytes.length > max) throw tooLarge(max)
  if (bytes.length === 0) throw new TaxiiError('bad-json', 'the body is empty')
  verifyValues(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new TaxiiError('bad-json', 'the body is not UTF-8', { cause })
  }
}

/** A declared length is held to by HTTP itself, so such a body may be read whole. */
async function readBytes(request: Request, max: number, isDeclared: boolean): Promise<Uint8Array> {
  try {
    return isDeclared ? new Uint8Array(await request.arrayBuffer()) : await readStream(request, max)
  } catch (cause) {
    if (cause instanceof TaxiiError) throw cause
    throw new TaxiiError('bad-request', 'the body broke off', { cause })
  }
}

async function readStream(request: Request, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > max) throw tooLarge(max)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function tooLarge(max: number): TaxiiError {
  return new TaxiiError('too-large', `the body is larger than max_content_length, ${max} octets`)
}
