/**
 * Reads an envelope of any size as it arrives: each member of `objects` is handed on in its exact text as soon as it
 * is whole, and the rest of the envelope (`more`, `next`) at the end. Memory: one object and one network chunk.
 */
import { TaxiiError } from '../errors.ts'

/** What stands around the objects. */
export type EnvelopeFrame = { more: boolean; next: string | undefined }

const QUOTE = 34
const BACKSLASH = 92

/** Yields object texts; returns the frame. `maxObject` bounds one object, and all that is not objects, in characters. */
export async function* readEnvelope(
  chunks: AsyncIterable<Uint8Array>,
  maxObject = 16 * 1024 * 1024,
): AsyncGenerator<string, EnvelopeFrame> {
  const splitter = createSplitter(maxObject)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) yield* splitter.push(decode(decoder, chunk))
  yield* splitter.push(decode(decoder))
  return splitter.end()
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch (cause) {
    throw new TaxiiError('bad-response', 'the answer is not UTF-8', { cause })
  }
}

type Splitter = { push: (text: string) => string[]; end: () => EnvelopeFrame }

/** Keeps the text outside the list as `frame`, and cuts the list's members at depth 2. */
function createSplitter(max: number): Splitter {
  let frame = ''
  let item = ''
  let depth = 0
  let inString = false
  let escaped = false
  let inside = false

  const take = (text: string): void => {
    if (inside) item += text
    else frame += text
    if (item.length > max || frame.length > max)
      throw new TaxiiError('bad-response', `a part of the answer is longer than ${max} characters`)
  }

  return {
    push(text) {
      const done: string[] = []
      let from = 0
      const flush = (to: number): void => {
        if (to > from) take(text.slice(from, to))
        from = to
      }
      const finish = (to: number): void => {
        flush(to)
        if (item.trim() !== '') done.push(item.trim())
        item = ''
      }
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        if (inString) {
          if (escaped) escaped = false
          else if (code === BACKSLASH) escaped = true
          else if (code === QUOTE) inString = false
          continue
        }
        if (code === QUOTE) inString = true
        else if (code === 91 || code === 123) {
          depth++
          if (code === 91 && depth === 2 && !inside) {
            flush(i + 1)
            inside = /"objects"\s*:\s*\[$/.test(frame.slice(-200))
          }
        } else if (code === 93 || code === 125) {
          depth--
          if (inside && depth === 1) {
            finish(i)
            inside = false
          }
        } else if (code === 44 && inside && depth === 2) {
          finish(i)
          from = i + 1
        }
      }
      flush(text.length)
      return done
    },
    end: () => toFrame(frame),
  }
}

function toFrame(text: string): EnvelopeFrame {
  try {
    const value = JSON.parse(text) as { more?: unknown; next?: unknown } | null
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError()
    const next = typeof value.next === 'string' && value.next !== '' ? value.next : undefined
    return { more: value.more === true, next }
  } catch (cause) {
    throw new TaxiiError('bad-response', 'the answer is no TAXII envelope', { cause })
  }
}
