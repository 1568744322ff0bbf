/** The fields of a mail's head as they stand, and where its body begins (RFC 5322, 2.2); what is not within bounds is refused with its place. */
import { DetectError } from '../errors.ts'

export type Field = {
  /** In small letters. */
  readonly key: string
  /** As it stands, signs of one byte each, lines ended by CRLF, without the last end. */
  readonly raw: string
  /** What follows the colon, unfolded. */
  readonly value: string
  /** The line at which it begins, from 1. */
  readonly line: number
}

const MOST_HEAD = 256 << 10
const MOST_FIELDS = 1000

/** Throws DetectError (TOO_MANY) with the line from which there is more than is read. */
export function fieldsOf(bytes: Uint8Array): { fields: Field[]; body: Uint8Array } {
  const end = endOfHead(bytes)
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, end.head).toString('latin1')
  const fields: Field[] = []
  let raw = ''
  let began = 0
  const finish = (): void => {
    const at = raw.indexOf(':')
    if (at > 0) {
      if (fields.length >= MOST_FIELDS)
        throw new DetectError(
          'TOO_MANY',
          `a mail with more than ${MOST_FIELDS} headers is not read`,
          {
            line: began,
          },
        )
      const key = raw.slice(0, at).trim().toLowerCase()
      const value = raw
        .slice(at + 1)
        .replace(/\r\n[ \t]+/g, ' ')
        .trim()
      fields.push({ key, raw, value, line: began })
    }
    raw = ''
  }
  for (const [i, line] of head.split(/\r?\n/).entries()) {
    if (/^[ \t]/.test(line) && raw !== '') raw += `\r\n${line}`
    else {
      finish()
      raw = line
      began = i + 1
    }
  }
  finish()
  return { fields, body: bytes.subarray(end.body) }
}

/** Where the head ends and the body begins; a mail may have no body. */
function endOfHead(bytes: Uint8Array): { head: number; body: number } {
  const last = Math.min(bytes.length, MOST_HEAD)
  for (let at = bytes.indexOf(10); at >= 0 && at < last; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return { head: at + 1, body: at + 2 }
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return { head: at + 1, body: at + 3 }
  }
  if (bytes.length <= MOST_HEAD) return { head: bytes.length, body: bytes.length }
  throw new DetectError('TOO_MANY', `its headers have more than ${MOST_HEAD >> 10} KiB`, {
    line: lineAt(bytes, last),
  })
}

function lineAt(bytes: Uint8Array, end: number): number {
  let lines = 1
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}
