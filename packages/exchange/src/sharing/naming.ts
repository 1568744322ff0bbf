/**
 * Does a text name something on the net: an address, a name of the Internet, a handle, an account? Read as a person reads
 * it, so that what is defanged, spaced out or spelled is found too. It errs towards finding: the writer can reword.
 */

const UNSEEN = /\p{Cf}|\p{Mn}/gu
const STIX_REFERENCE = /\b[a-z0-9-]+--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
const INSTANT = /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?/g

const NAMED = [
  /\b(?:https?|hxxps?|ftp|wss?):?\/\//i,
  /[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?=\p{L})[\p{L}\d-]{2,}/u,
  /@\s?[\p{L}\d_]/u,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/,
  /\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|[0-9a-f]{0,4}::[0-9a-f]{1,4}/i,
  /\b[0-9a-f]{32,}\b/i,
  /\d{7,}/,
  /[\p{L}\d]_[\p{L}\d]/u,
  /\b[ur]\/[\p{L}\d_-]{2,}/iu,
  /\b(?:accounts?|handles?|user ?names?|users?|pages?|channels?|profiles?|groups?|cuentas?|usuarios?|p[aá]ginas?|canal(?:es)?|perfil(?:es)?|grupos?)\s+(?:(?:named|called|known as|llamad[oa]s?)\s+\S|["'“”‘’«»„][^"'“”‘’«»„]+["'“”‘’«»„])/iu,
]

/** The first thing on the net that a text names, as a short quotation, or nothing. */
export function findNamed(text: string): string | undefined {
  const plain = plainly(text)
  for (const pattern of NAMED) {
    const match = pattern.exec(plain)
    if (match) return match[0].trim().slice(0, 100)
  }
  return undefined
}

/** The text with compatibility forms, unseen marks, defanging and spacing taken away; dates and references of STIX are no names. */
function plainly(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(UNSEEN, '')
    .replace(STIX_REFERENCE, 'this')
    .replace(INSTANT, 'then')
    .replace(/[。．｡․]/g, '.')
    .replace(/\b(?:[\p{L}\d] ){2,}[\p{L}\d]\b/gu, (run) => run.replaceAll(' ', ''))
    .replace(/\s*[[({<]\s*(?:\.|dot|punto)\s*[\])}>]\s*/gi, '.')
    .replace(/\s+(?:dot|punto)\s+(?=\p{L}{2,})/giu, '.')
    .replace(/\s*[[({<]\s*(?:@|at|arroba)\s*[\])}>]\s*/gi, '@')
    .replace(/\s+\.\s*(?=\p{L})/gu, '.')
}
