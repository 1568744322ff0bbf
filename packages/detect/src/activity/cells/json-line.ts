/** A line of JSON with its numbers as they are written: a long id keeps all its digits. */
import { DetectError, type DetectErrorPlace } from '../../errors.ts'

/** Texts are passed over whole, so that only numbers outside them are seen. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs
/** More digits than a number of this language holds, or an exponent. */
const LOSES = /\d{16}|\d[eE]/

/** No line of a document that is spread over lines stands by itself. */
const SPREAD =
  'a document over many lines, where each line should hold a post: write its posts one a line (jq -c ".messages[]" for a chat export), or give the file to `tocsin detect`'

/** The object of a line; throws MALFORMED, or UNKNOWN_FORMAT where the line begins a document of many. */
export function parseLine(line: string, place: DetectErrorPlace): Record<string, unknown> {
  const text = line.startsWith('\ufeff') ? line.slice(1) : line
  let value = parse(text, place)
  if (LOSES.test(text))
    value = parse(
      text.replace(TOKEN, (token) =>
        token.startsWith('"') || !LOSES.test(token) ? token : `"${token}"`,
      ),
      place,
    )
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new DetectError('MALFORMED', 'not a JSON object', place)
}

function parse(text: string, place: DetectErrorPlace): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (/^\s*[[{]\s*$/.test(text)) throw new DetectError('UNKNOWN_FORMAT', SPREAD, place, { cause })
    throw new DetectError('MALFORMED', (cause as Error).message, place, { cause })
  }
}
