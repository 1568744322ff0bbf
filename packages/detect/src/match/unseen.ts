/** Characters that make a text look like another or hide in it; each is named with its place, none is dropped. */

type Range = readonly [from: number, to: number]

/** What nobody sees or what turns the direction of text, in values and in sentences (Unicode TR 36, TR 39). */
const NOWHERE: readonly Range[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffd],
  [0xe0000, 0xe007f],
]
/** What joins letters and emoji in sentences and has no place in a value. */
const IN_SENTENCES: readonly Range[] = [
  [0x09, 0x0a],
  [0x0d, 0x0d],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200c, 0x200d],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xffa0, 0xffa0],
  [0xe0080, 0xe0fff],
]

function toClass(ranges: readonly Range[], flags: string): RegExp {
  const parts = ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`)
  return new RegExp(`[${parts.join('')}]`, flags)
}

const IN_WORDS = toClass(NOWHERE, 'u')
const IN_VALUE = toClass([...NOWHERE, ...IN_SENTENCES], 'u')
const EVERY = toClass([...NOWHERE, ...IN_SENTENCES], 'gu')

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x0000, 'NUL'],
  [0x00ad, 'soft hyphen'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0xfeff, 'byte-order mark'],
  [0xfffd, 'a character that was lost in an earlier conversion'],
])

/** Why a value cannot be taken as it stands, or nothing. */
export function hiddenInValue(text: string): string | undefined {
  return describe(text, IN_VALUE)
}

/** The same of a sentence. */
export function hiddenInWords(text: string): string | undefined {
  return describe(text, IN_WORDS)
}

function describe(text: string, pattern: RegExp): string | undefined {
  const at = text.search(pattern)
  if (at < 0) return undefined
  const code = text.codePointAt(at)!
  const hex = code.toString(16).toUpperCase().padStart(4, '0')
  const name = NAMES.get(code)
  const place = Array.from(text.slice(0, at)).length + 1
  return `character ${place} is U+${hex}${name ? ` (${name})` : ''}, which is not seen and can make this look like something else: write it anew without it`
}

/** A text for a list of what was not read: one line, what cannot be seen spelt out. */
export function toShown(text: string): string {
  // No half of a sign that two code units make.
  const cut = text.length > 160 ? `${text.slice(0, 160).replace(/[\uD800-\uDBFF]$/, '')}…` : text
  return cut.toWellFormed().replaceAll(EVERY, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`)
}
