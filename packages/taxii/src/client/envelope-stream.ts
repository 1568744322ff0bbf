/**
 * Reads an envelope of any size as it arrives: each member of `objects` is handed on in its exact text as soon as it
 * is whole, and the rest of the envelope (`more`, `next`) at the end. Memory: one object and one network chunk.
 */
import { TaxiiError } from '../errors.ts'

/** What stands around the objects; `odd` says what of it had another form than it should. */
export type EnvelopeFrame = { more: boolean; next?: string; odd?: string }

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
  let frame: Record<string, unknown>
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError()
    frame = value as Record<string, unknown>
  } catch (cause) {
    throw new TaxiiError('bad-response', 'the answer is no TAXII envelope', { cause })
  }
  // The members of the list are cut out of the frame; what is left of it here would be lost.
  const { objects } = frame
  if (
    objects !== undefined &&
    objects !== null &&
    !(Array.isArray(objects) && objects.length === 0)
  )
    throw new TaxiiError('bad-response', '"objects" of the answer is no list')
  const next = toNext(frame['next'], text)
  const more = toMore(frame['more'], next.value)
  const odd = [next.odd, more.odd].filter((one) => one !== undefined).join('; ')
  return {
    more: more.value,
    ...(next.value !== undefined && { next: next.value }),
    ...(odd !== '' && { odd }),
  }
}

type Taken<T> = { value: T; odd?: string }

/** A text; a number is taken as the digits it is written in. */
function toNext(next: unknown, text: string): Taken<string | undefined> {
  if (next === undefined || next === null || next === '') return { value: undefined }
  if (typeof next === 'string') return { value: next }
  const written = [...text.matchAll(/"next"\s*:\s*(-?\d[\d.eE+-]*)/g)].map(([, digits]) => digits!)
  if (typeof next === 'number' && written.length === 1)
    return { value: written[0]!, odd: 'next is a number, not a text; taken as its digits' }
  throw new TaxiiError('bad-response', '"next" of the answer is no text')
}

/** Truth; a text or number that means it; and where it is left out beside a `next`, there is more. */
function toMore(more: unknown, next: string | undefined): Taken<boolean> {
  if (typeof more === 'boolean') return { value: more }
  if (more === undefined || more === null)
    return next === undefined
      ? { value: false }
      : { value: true, odd: 'there is a next but no more; taken as more' }
  const word = String(more).toLowerCase()
  if (['true', '1', 'false', '0'].includes(word))
    return {
      value: word === 'true' || word === '1',
      odd: `more is ${JSON.stringify(more)}, no truth value`,
    }
  throw new TaxiiError('bad-response', '"more" of the answer is neither true nor false')
}
