/**
 * Does a text name something on the net: an address, a name of the Internet, a handle, an account? Read as a person reads
 * it, so that what is defanged, spaced out or spelled is found too. It errs towards finding: the writer can reword.
 */
import { beginningOf } from './beginning.ts'
import { readTextBy, type Step } from './mapped.ts'

const UNSEEN = /\p{Cf}|\p{Mn}/gu
/** Of what an advisory may speak; before any other id stands a word of the writer's. */
const STIX_REFERENCE =
  /\b(?:report|note|grouping|opinion|identity|location|marking-definition|extension-definition)--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
/** What stands for a full stop in other scripts, or looks like one between letters. */
export const DOTS = /[。．｡․]|(?<=[\p{L}\d])\s?[·•‧∙⋅˙٠۔܂꘎⁎]\s?(?=\p{L})/gu
const INSTANT = /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?/g

/** Each with a bound on what it repeats, so that the largest text is read in time that grows with its length alone. */
const NAMED = [
  /\b(?:https?|hxxps?|ftp|wss?):?\/\//i,
  /[\p{L}\d-]{1,63}\.(?=\p{L})[\p{L}\d-]{2,63}/u,
  /@\s?[\p{L}\d_]/u,
  /[#＃][\p{L}_][\p{L}\d_]+/u,
  /\bxn--[a-z0-9-]+/i,
  /[\p{L}\d-]{2,63}[.,] (?:com|net|org|info|ru|cn|ir)\b/iu,
  /[a-z0-9-]{1,63}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i,
  /\+\d{1,3}(?:[ -]?\d{2,5}){2,4}/,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/,
  /\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|[0-9a-f]{0,4}::[0-9a-f]{1,4}|\b(?:[0-9a-f]{1,4}:){2,7}:/i,
  /\b[0-9a-f]{32,}\b/i,
  /\d{7,}/,
  /[\p{L}\d]_[\p{L}\d]/u,
  /\b[ur]\/[\p{L}\d_-]{2,}/iu,
  /\b(?:accounts?|handles?|user ?names?|users?|pages?|channels?|profiles?|groups?|cuentas?|usuarios?|p[aá]ginas?|canal(?:es)?|perfil(?:es)?|grupos?)\s+(?:(?:named|called|known as|llamad[oa]s?)\s+\S|["'“”‘’«»„][^"'“”‘’«»„]{1,200}["'“”‘’«»„])/iu,
]

/** The first thing on the net that a text names, as a short quotation, or nothing. */
export function findNamed(text: string): string | undefined {
  const plain = plainly(text)
  for (const pattern of NAMED) {
    const match = pattern.exec(plain)
    if (match) return beginningOf(match[0].trim(), 100)
  }
  return undefined
}

/** Signs that are written by their number or name, as in pages and links, in their own form. */
const ESCAPED: readonly Step[] = [
  [/&(?:period|#0*46|#x0*2e);?/gi, '.'],
  [/&(?:commat|#0*64|#x0*40);?/gi, '@'],
  [/%2e/gi, '.'],
  [/%40/g, '@'],
]

/** A full stop or an at sign that is put in brackets, spelled or set apart. */
export const DEFANGED: readonly Step[] = [
  [/\s*[[({<|*_-]\s*(?:\.|d[o0]t|punto|point|punkt|ponto|точка)\s*[\])}>|*_-]\s*/gi, '.'],
  [/\s+(?:d[o0]t|punto|ponto)\s+(?=\p{L}{2,}|\d)/giu, '.'],
  [
    /\s+(?:point|punkt|period|full stop|точка)\s+(?=(?:com|net|org|info|fr|de|ru|ру|рф)(?![\p{L}\d]))/giu,
    '.',
  ],
  [/(?<=\d)\s+\.\s*(?=\d)|(?<=\d)\.\s+(?=\d)/g, '.'],
  [/\s*[[({<]\s*(?:@|at|arroba)\s*[\])}>]\s*/gi, '@'],
  [/\s+\.\s*(?=\p{L})/gu, '.'],
]

/** Letters and digits set apart, and dates and references of STIX, which are no names. */
const PLAINLY: readonly Step[] = [
  [/\s+/g, ' '],
  [STIX_REFERENCE, 'this'],
  [INSTANT, 'then'],
  [DOTS, '.'],
  [
    /(?<![\p{L}\d])(?:[\p{L}\d.][ -]{1,3}){2,80}[\p{L}\d](?![\p{L}\d])/gu,
    (run) => run!.replace(/[ -]/g, ''),
  ],
  ...DEFANGED,
]

/** A text as it looks: compatibility forms in their plain letters, with no unseen marks. */
export function plainText(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC').normalize('NFD').replace(UNSEEN, '')
}

/** Whether each letter takes one byte: most texts do, look as they are written, and are told apart for a twentieth of the work. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}

/** The text with compatibility forms, unseen marks, defanging and spacing taken away. */
function plainly(text: string): string {
  return readTextBy(plainText(readTextBy(text, ESCAPED)), PLAINLY)
}
