/**
 * Names of a certificate (RFC 5280): every dNSName of every SubjectAltName, and every common name of the subject that could be
 * one. Nothing else of it is read. The hot loop of the package: `npm run bench -- ct`.
 *
 * Cost: a header for each field and extension, and one text a name.
 */
import { TAG, Walker } from './walker.ts'

/** Names of one certificate that are read; 100 is what the largest issuer admits, some thousands have been seen. */
const MOST_NAMES = 10_000
/** Longer is no name of the DNS. */
const LONGEST = 253

/** What came of a certificate: whether it was read to its end, and how many of its names were left out, being too long or too many. */
export type NamesRead = { isWhole: boolean; leftOut: number }

const walker = new Walker()
const read: NamesRead = { isWhole: false, leftOut: 0 }

/**
 * Puts the names between `start` and `end` into `names`; what is there must be a certificate, or the part of one that is signed
 * (`isTbs`, as in precertificates). What was read before a fault is kept. The answer is the same object each time.
 */
export function readNames(
  bytes: Buffer,
  start: number,
  end: number,
  isTbs: boolean,
  names: string[],
): Readonly<NamesRead> {
  read.leftOut = 0
  read.isWhole = walk(bytes, start, end, isTbs, names)
  return read
}

function walk(bytes: Buffer, from: number, to: number, isTbs: boolean, names: string[]): boolean {
  const w = walker
  if (!w.enterTag(bytes, from, to, TAG.sequence)) return false
  if (!isTbs && !w.enterTag(bytes, w.start, w.end, TAG.sequence)) return false
  const limit = w.end
  let at = w.start
  if (!w.enter(bytes, at, limit)) return false
  if (w.tag === TAG.version) at = w.end
  // Serial number, algorithm, issuer, validity.
  for (let field = 0; field < 4; field++) {
    if (!w.enter(bytes, at, limit)) return false
    at = w.end
  }
  if (!w.enterTag(bytes, at, limit, TAG.sequence)) return false
  at = w.end
  const hasSubject = readSubject(bytes, w.start, w.end, names)
  if (!w.enter(bytes, at, limit)) return false // the key
  for (at = w.end; at < limit; at = w.end) {
    if (!w.enter(bytes, at, limit)) return false
    if (w.tag !== TAG.extensions) continue
    const end = w.end
    if (!w.enterTag(bytes, w.start, end, TAG.sequence)) return false
    if (!readExtensions(bytes, w.start, w.end, names)) return false
    w.end = end
  }
  return hasSubject
}

/** Common names (2.5.4.3) of the subject. */
function readSubject(bytes: Buffer, from: number, to: number, names: string[]): boolean {
  const w = walker
  for (let at = from; at < to;) {
    if (!w.enterTag(bytes, at, to, TAG.set)) return false
    at = w.end
    const end = w.end
    for (let part = w.start; part < end;) {
      if (!w.enterTag(bytes, part, end, TAG.sequence)) return false
      part = w.end
      const last = w.end
      if (!w.enterTag(bytes, w.start, last, TAG.oid)) return false
      const isCommonName =
        w.end - w.start === 3 &&
        bytes[w.start] === 0x55 &&
        bytes[w.start + 1] === 0x04 &&
        bytes[w.start + 2] === 0x03
      if (!isCommonName) continue
      if (!w.enter(bytes, w.end, last)) return false
      if (w.end - w.start > 2 * LONGEST) {
        read.leftOut++
        continue
      }
      const text = textOf(bytes, w.tag, w.start, w.end)
      // Most others are names of people and firms.
      if (text.includes('.') && !text.includes(' ')) keep(text, names)
    }
  }
  return true
}

function readExtensions(bytes: Buffer, from: number, to: number, names: string[]): boolean {
  const w = walker
  for (let at = from; at < to;) {
    if (!w.enterTag(bytes, at, to, TAG.sequence)) return false
    at = w.end
    const last = w.end
    if (!w.enterTag(bytes, w.start, last, TAG.oid)) return false
    // SubjectAltName is 2.5.29.17.
    const isNames =
      w.end - w.start === 3 &&
      bytes[w.start] === 0x55 &&
      bytes[w.start + 1] === 0x1d &&
      bytes[w.start + 2] === 0x11
    if (!isNames) continue
    if (!w.enter(bytes, w.end, last)) return false
    if (w.tag === TAG.boolean && !w.enter(bytes, w.end, last)) return false
    if (w.tag !== TAG.octets) return false
    if (!w.enterTag(bytes, w.start, w.end, TAG.sequence)) return false
    if (!readAltNames(bytes, w.start, w.end, names)) return false
  }
  return true
}

function readAltNames(bytes: Buffer, from: number, to: number, names: string[]): boolean {
  const w = walker
  for (let at = from; at < to; at = w.end) {
    if (!w.enter(bytes, at, to)) return false
    if (w.tag !== TAG.dnsName) continue
    if (w.end - w.start > LONGEST || names.length >= MOST_NAMES) read.leftOut++
    else keep(textOf(bytes, TAG.dnsName, w.start, w.end), names)
  }
  return true
}

/** The common name is most often one of the others too. */
function keep(text: string, names: string[]): void {
  if (text.length > LONGEST || names.length >= MOST_NAMES) read.leftOut++
  else if (names[0] !== text) names.push(text)
}

function textOf(bytes: Buffer, tag: number, start: number, end: number): string {
  if (tag === TAG.bmp) return bmp(bytes, start, end)
  for (let k = start; k < end; k++) if (bytes[k]! >= 0x80) return bytes.toString('utf8', start, end)
  return bytes.toString('latin1', start, end)
}

/** UCS-2, the high byte first. */
function bmp(bytes: Buffer, start: number, end: number): string {
  let text = ''
  for (let k = start; k + 1 < end && text.length <= LONGEST; k += 2)
    text += String.fromCharCode(bytes[k]! * 256 + bytes[k + 1]!)
  return text
}
