/** A day of certificates, made: a log of tiles that no memory has to hold, for every leaf is made anew from its number. */
import { makeCertificate } from '@tocsin/testkit/ct'
import { hash } from 'node:crypto'

/** What stands in the certificates until each gets its own: six syllables, or in one of eight as many digits. */
const PLACE = 'zqzqzqzqzqzq'
const WIDTH = 256
const HASH = 32
/** As one in so many certificates of the web has that many names, roughly. */
const NAMES = [
  1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 4, 2, 2, 2, 1, 2, 8, 2, 2, 1, 2, 2, 2, 3, 2, 2, 1, 2, 25,
]
const WORDS = ['shop', 'my-garden-', '', 'blue-', '', 'clinic', 'the-', '']
const SUFFIXES = ['com', 'org', 'net', 'de', 'co.uk', 'io', 'com.br', 'app']

const sha256 = (data: Uint8Array): Buffer => hash('sha256', data, 'buffer')

const SYLLABLES = [...'bcdfghklmnprstvwyz'].flatMap((c) => [...'aeiou'].map((v) => c + v))

/** One entry of a tile with the places at which numbers belong. */
type Pattern = {
  readonly bytes: Buffer
  readonly entryEnd: number
  readonly places: readonly number[]
  readonly indexAt: number
  readonly isDigits: boolean
}

function toPattern(k: number): Pattern {
  const isTbs = k % 2 === 0
  const word = WORDS[k % WORDS.length]!
  const suffix = SUFFIXES[(k >> 2) % SUFFIXES.length]!
  const names = Array.from({ length: NAMES[k % NAMES.length]! }, (_, n) =>
    n === 0
      ? `${word}${PLACE}.${suffix}`
      : `${n === 1 ? 'www' : `host${n}`}.${word}${PLACE}.${suffix}`,
  )
  const der = makeCertificate({ names, serial: k, isTbs })
  const head = Buffer.alloc(10 + (isTbs ? HASH : 0) + 3)
  head.writeUIntBE(1_795_000_000_000, 2, 6)
  head.writeUInt16BE(isTbs ? 1 : 0, 8)
  head.writeUIntBE(der.length, head.length - 3, 3)
  const entry = Buffer.concat([head, der, Buffer.from('0008000005', 'hex'), Buffer.alloc(5)])
  const precert = Buffer.alloc(isTbs ? 3 : 0)
  if (isTbs) precert.writeUIntBE(der.length, 0, 3)
  const chain = Buffer.concat([Buffer.of(0, 64), Buffer.alloc(64, 5)])
  const bytes = Buffer.concat([entry, precert, ...(isTbs ? [der] : []), chain])
  const places: number[] = []
  for (let at = bytes.indexOf(PLACE); at >= 0; at = bytes.indexOf(PLACE, at + 1)) places.push(at)
  return { bytes, entryEnd: entry.length, places, indexAt: entry.length - 5, isDigits: k % 8 === 7 }
}

const PATTERNS = Array.from({ length: WIDTH }, (_, k) => toPattern(k))
const TILE = Buffer.concat(PATTERNS.map(({ bytes }) => bytes))
const STARTS = PATTERNS.map((_, k) =>
  PATTERNS.slice(0, k).reduce((sum, { bytes }) => sum + bytes.length, 0),
)

/** Octets of a tile, the same for all. */
export const TILE_BYTES = TILE.length

/** The data tile `index`, each of its certificates with names and an index of its own. */
export function dataTile(index: number): Buffer {
  const tile = Buffer.from(TILE)
  for (let k = 0; k < WIDTH; k++) {
    const number = index * WIDTH + k
    const start = STARTS[k]!
    const { places, indexAt, isDigits } = PATTERNS[k]!
    const own = isDigits ? String(number).padStart(12, '0') : syllablesOf(number)
    for (const place of places) tile.write(own, start + place, 'latin1')
    tile.writeUIntBE(number, start + indexAt, 5)
  }
  return tile
}

/** A number as six syllables, the digits well mixed: 90 to the sixth power is more than any log has leaves. */
function syllablesOf(number: number): string {
  let text = ''
  for (let rest = (number * 40_503_857) % 531_441_000_000, k = 0; k < 6; k++) {
    text += SYLLABLES[rest % 90]!
    rest = Math.floor(rest / 90)
  }
  return text
}

/** The root of a data tile. */
export function tileRoot(index: number): Buffer {
  const tile = dataTile(index)
  const zeros = Buffer.alloc(3)
  const leaves = PATTERNS.map(({ entryEnd }, k) =>
    sha256(Buffer.concat([zeros, tile.subarray(STARTS[k], STARTS[k]! + entryEnd)])),
  )
  return rootOf(leaves)
}

/** The root over a number of hashes; below its largest power of two it is split (RFC 6962, 2.1). */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 1) return hashes[0]!
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  return sha256(
    Buffer.concat([Buffer.of(1), rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split))]),
  )
}
