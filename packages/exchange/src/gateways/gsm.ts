/** Texts as short messages carry them (3GPP TS 23.038, 23.040): the GSM alphabet or UCS-2, and parts that a telephone joins. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const ESCAPE = 0x1b
/** Signs that take an escape before them. */
const EXTENDED = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
])
const CODES = new Map([...BASIC].map((sign, code) => [sign, code]))
CODES.delete('\u001b')

/** What a part holds: septets, or bytes of UCS-2; and less where a header says which part it is. */
const SIZES = { gsm: { whole: 160, part: 153 }, ucs2: { whole: 140, part: 134 } }

/** `coding`: the data_coding of SMPP; `units`: each sign whole, so that no part begins within one. */
type Coded = { coding: 0x00 | 0x08; name: keyof typeof SIZES; units: Uint8Array[] }

export type Part = { coding: 0x00 | 0x08; bytes: Uint8Array; udh?: Uint8Array }

/** A text in as few parts as it takes; `reference` (0 to 255) tells a telephone which belong together. */
export function toParts(text: string, reference: number): Part[] {
  const { coding, name, units } = encode(text)
  const size = SIZES[name]
  if (lengthOf(units) <= size.whole) return [{ coding, bytes: Buffer.concat(units) }]
  const pieces = cut(units, size.part)
  return pieces.map((piece, at) => ({
    coding,
    bytes: Buffer.concat(piece),
    udh: Uint8Array.of(5, 0, 3, reference & 0xff, pieces.length, at + 1),
  }))
}

/** How many parts a text takes. */
export function countParts(text: string): number {
  return toParts(text, 0).length
}

function encode(text: string): Coded {
  const signs = [...text.normalize('NFC')]
  const septets = signs.map(toSeptets)
  if (septets.every((one) => one !== undefined))
    return { coding: 0x00, name: 'gsm', units: septets.map((one) => Uint8Array.from(one)) }
  const units = signs.map((sign) => Buffer.from(sign, 'utf16le').swap16())
  return { coding: 0x08, name: 'ucs2', units }
}

function toSeptets(sign: string): number[] | undefined {
  const code = CODES.get(sign)
  if (code !== undefined) return [code]
  const extended = EXTENDED.get(sign)
  return extended === undefined ? undefined : [ESCAPE, extended]
}

function cut(units: readonly Uint8Array[], most: number): Uint8Array[][] {
  const pieces: Uint8Array[][] = []
  let length = Infinity
  for (const unit of units) {
    if (length + unit.length > most) {
      pieces.push([])
      length = 0
    }
    pieces.at(-1)!.push(unit)
    length += unit.length
  }
  return pieces
}

function lengthOf(units: readonly Uint8Array[]): number {
  return units.reduce((sum, unit) => sum + unit.length, 0)
}
