/** Characters that make a text look like another or hide in it; each is named with its place, none is dropped. */

/** Of values nothing of the kind may be part: controls, marks of direction, and what has no width (Unicode TR 36, TR 39). */
const IN_VALUE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\u{e0000}-\u{e0fff}]/u
/** In sentences, letters and emoji may be joined; nothing may turn the direction. */
const IN_WORDS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\u{e0000}-\u{e007f}]/u

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
  const place = [...text.slice(0, at)].length + 1
  return `character ${place} is U+${hex}${name ? ` (${name})` : ''}, which is not seen and can make this look like something else: write it anew without it`
}

/** A text for a list of what was not read: one line, what cannot be seen spelt out. */
export function toShown(text: string): string {
  const cut = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return cut
    .toWellFormed()
    .replaceAll(new RegExp(IN_VALUE, 'gu'), (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`)
}
