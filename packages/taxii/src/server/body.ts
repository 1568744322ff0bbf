import { TaxiiError } from '../errors.ts'

/** The text of a request body of at most `max` octets; throws TaxiiError before it holds more than that. */
export async function readBody(request: Request, max: number): Promise<string> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > max) throw tooLarge(max)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > max) throw tooLarge(max)
    chunks.push(chunk)
  }
  if (size === 0) throw new TaxiiError('bad-json', 'the body is empty')
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const texts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }))
    return texts.join('') + decoder.decode()
  } catch (cause) {
    throw new TaxiiError('bad-json', 'the body is not UTF-8', { cause })
  }
}

function tooLarge(max: number): TaxiiError {
  return new TaxiiError('too-large', `the body is larger than max_content_length, ${max} octets`)
}
