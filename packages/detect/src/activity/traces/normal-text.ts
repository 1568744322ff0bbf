/**
 * What a text says, whatever its dress: one Unicode form and case, no links, no addressees, no reshare mark,
 * no punctuation, single spaces. Two posts have the same text when these are equal.
 */

/** Fewer letters and digits than this say too little to be anybody's own words. */
export const LEAST = 16

const ASCII = /^[ -~\s]*$/
const NOISE_ASCII = /(?:https?:\/\/\S+|@\w+|[^a-z0-9#])+/g
const NOISE = /(?:https?:\/\/\S+|@\w+|[^\p{L}\p{N}\p{M}#])+/gu
const IDEOGRAPHS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

/** The normal form, or null where too little is left. */
export function normalText(text: string): string | null {
  const isAscii = ASCII.test(text)
  const folded = (isAscii ? text : text.normalize('NFKC')).toLowerCase()
  const said = folded.startsWith('rt @') ? folded.slice(3) : folded
  const plain = said.replace(isAscii ? NOISE_ASCII : NOISE, ' ').trim()
  const least = !isAscii && IDEOGRAPHS.test(plain) ? LEAST / 2 : LEAST
  if (plain.length < least) return null
  let letters = plain.length
  for (let at = plain.indexOf(' '); at >= 0; at = plain.indexOf(' ', at + 1)) letters--
  return letters < least ? null : plain
}

/** Whether a UTF-16 unit is of a script that says more with each sign. */
export function isIdeograph(unit: number): boolean {
  return (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7af)
  )
}
