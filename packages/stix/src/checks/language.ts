/** Language tags (RFC 5646): well formed, and every subtag in the IANA registry. */
import {
  GRANDFATHERED_TAGS,
  isLanguageSubtag,
  isRegionSubtag,
  SCRIPT_SUBTAGS,
  VARIANT_SUBTAGS,
} from './language-registry.ts'

const MAX_LENGTH = 200
const PRIVATE_LANGUAGE = /^q[a-t][a-z]$/
const PRIVATE_REGION = /^(?:aa|q[m-z]|x[a-z]|zz)$/
const PRIVATE_SCRIPT = /^qa(?:a[a-z]|b[a-x])$/

/** Whether the text is a valid language tag (2.2.9): case does not matter, deprecated subtags count. */
export function isLanguageTag(text: string): boolean {
  if (text.length < 2 || text.length > MAX_LENGTH) return false
  if (text.length === 2) return isLanguageSubtag(text.toLowerCase())
  const tag = text.toLowerCase()
  if (!/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8})*$/.test(tag)) return false
  if (GRANDFATHERED_TAGS.has(tag)) return true
  const subtags = tag.split('-')
  return subtags[0] === 'x' ? subtags.length > 1 : isLangtag(subtags)
}

/** Whether the text is a three-letter code (ISO 639-2) of a language that RFC 5646 names by two letters, as `eng`. */
export function isLongLanguage(text: string): boolean {
  if (!/^[a-z]{3}$/i.test(text)) return false
  return Intl.getCanonicalLocales(text)[0]?.length === 2
}

function isLangtag(subtags: string[]): boolean {
  const language = subtags[0]!
  if (language.length > 3 || !(isLanguageSubtag(language) || PRIVATE_LANGUAGE.test(language)))
    return false
  let at = 1
  const next = (): string => subtags[at] ?? ''
  for (let i = 0; i < 3 && /^[a-z]{3}$/.test(next()); i++, at++)
    if (!isLanguageSubtag(next())) return false
  if (/^[a-z]{4}$/.test(next())) {
    if (!SCRIPT_SUBTAGS.has(next()) && !PRIVATE_SCRIPT.test(next())) return false
    at++
  }
  if (/^(?:[a-z]{2}|\d{3})$/.test(next())) {
    if (!isRegionSubtag(next()) && !PRIVATE_REGION.test(next())) return false
    at++
  }
  const variants = new Set<string>()
  while (/^(?:[a-z0-9]{5,8}|\d[a-z0-9]{3})$/.test(next())) {
    if (!VARIANT_SUBTAGS.has(next()) || variants.has(next())) return false
    variants.add(next())
    at++
  }
  return isTail(subtags.slice(at))
}

/** Extensions (a singleton and subtags of two or more) and then private use. */
function isTail(subtags: string[]): boolean {
  const singletons = new Set<string>()
  let at = 0
  while (at < subtags.length) {
    const singleton = subtags[at]!
    if (singleton.length !== 1 || singletons.has(singleton)) return false
    singletons.add(singleton)
    if (singleton === 'x') return at + 1 < subtags.length
    const start = ++at
    while (at < subtags.length && subtags[at]!.length > 1) at++
    if (at === start) return false
  }
  return true
}
