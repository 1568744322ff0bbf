/**
 * What a text says, whatever its dress: one Unicode form and case, no links, no addressees, no reshare mark,
 * no punctuation, single spaces. Two posts have the same text when these are equal.
 */

/** Fewer letters and digits than this say too little to be anybody's own words. */
const LEAST = 16

/** The normal form, or null where too little is left. */
export function normalText(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^rt @\w+:?\s*/, '')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/@\w+/g, ' ')
    .replace(/[^\p{L}\p{N}\p{M}#]+/gu, ' ')
    .trim()
  const letters = plain.length - (plain.split(' ').length - 1)
  return letters < (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(plain) ? LEAST / 2 : LEAST)
    ? null
    : plain
}
