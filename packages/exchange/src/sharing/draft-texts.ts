/** The objects of a draft in the bytes that their producer wrote, so that the API keeps what TAXII would. */
import { type EnvelopePart, splitEnvelope, TaxiiError } from '@tocsin/taxii'
import { ExchangeError } from '../errors.ts'

/**
 * Each object's own text, out of a draft's. An object in which a name stands twice has two contents, depending on who
 * reads it, so its flaw is told. Throws `bad-request` where the list itself stands there twice.
 */
export function splitDraft(draft: string, path: string): EnvelopePart[] {
  try {
    return splitEnvelope(draft)
  } catch (cause) {
    if (!(cause instanceof TaxiiError)) throw cause
    throw new ExchangeError('bad-request', cause.message, { path, cause })
  }
}

const OPENING = /[[{]/
const CLOSING = /[\]}]/

/** The text of the member `name` of a JSON object. Throws `bad-request` where it stands there twice. */
export function memberText(json: string, name: string): string {
  const found: string[] = []
  let depth = 0
  let start = -1
  for (let i = 0; i < json.length; i++) {
    const sign = json[i]!
    if (sign === '"') {
      const end = endOfString(json, i)
      const colon = /\s*:/y
      colon.lastIndex = end + 1
      const isName = depth === 1 && start < 0 && colon.test(json)
      if (isName && JSON.parse(json.slice(i, end + 1)) === name) start = colon.lastIndex
      i = end
    } else if (OPENING.test(sign)) depth++
    else if (CLOSING.test(sign)) depth--
    const isOver = depth === 0 || (depth === 1 && sign === ',')
    if (isOver && start >= 0) {
      found.push(json.slice(start, i))
      start = -1
    }
  }
  if (found.length === 1) return found[0]!.trim()
  throw new ExchangeError('bad-request', `the body has more than one member named ${name}`, {
    path: '/body',
  })
}

/** Where a string ends that starts at `start`: at the first quote that an even number of backslashes stands before. */
function endOfString(text: string, start: number): number {
  let end = start
  let slashes: number
  do {
    end = text.indexOf('"', end + 1)
    slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes++
  } while (slashes % 2 === 1)
  return end
}
