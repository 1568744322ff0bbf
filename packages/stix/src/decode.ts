/** Bytes of a file as text: STIX and JSON are UTF-8 (STIX 2.1, 1.6.1; RFC 8259, 8.1), and a guess would change what they say. */
import { StixError } from './errors.ts'
import { reading } from './reading.ts'

/**
 * The text of UTF-8 bytes, without the byte-order mark that some tools put before it. Throws StixError `not-utf8`, which
 * names UTF-16 and UTF-32, and else the first byte that is wrong: its place from 0, its value and its line.
 */
export function decodeText(bytes: Uint8Array): string {
  return reading({}, () => decode(bytes))
}

function decode(bytes: Uint8Array): string {
  if (!(bytes instanceof Uint8Array)) throw new StixError('invalid', 'text is decoded from bytes')
  const wide = wideEncodingOf(bytes)
  if (wide !== undefined)
    throw new StixError('not-utf8', `this is ${wide}; save it as UTF-8 and try again`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new StixError('not-utf8', describe(bytes, firstWrong(bytes)), { cause })
  }
}

/** By its byte-order mark, or by the zeros that every ASCII character of it has. */
function wideEncodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  if (a === 0xfe && b === 0xff) return 'UTF-16'
  if (a === 0 && b === 0) return c === 0xfe || (c === 0 && d !== 0) ? 'UTF-32' : undefined
  if (a !== undefined && a !== 0 && b === 0) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  return a === 0 && b !== undefined && b !== 0 ? 'UTF-16' : undefined
}

function describe(bytes: Uint8Array, at: number): string {
  const line = bytes.subarray(0, at).reduce((count, byte) => count + Number(byte === 10), 1)
  const value = bytes[at]!.toString(16).toUpperCase().padStart(2, '0')
  return `not UTF-8: byte ${at} (0x${value}, line ${line}) is no part of a character; save it as UTF-8 and try again`
}

/** The place of the first byte that no well-formed sequence begins with (Unicode, table 3-7). */
function firstWrong(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const length = sequenceAt(bytes, at)
    if (length === 0) return at
    at += length
  }
  return bytes.length - 1
}

/** How many bytes the character at `at` has; 0 where there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0
  const [low, high] = SECOND.get(lead) ?? [0x80, 0xbf]
  const second = bytes[at + 1]!
  if (second < low || second > high) return 0
  for (let i = at + 2; i < at + length; i++) if ((bytes[i]! & 0xc0) !== 0x80) return 0
  return length
}

/** Where the second byte has less room: no longer form than needed, no surrogate, nothing above U+10FFFF. */
const SECOND: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
])
