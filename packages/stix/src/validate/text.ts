/** Checks of single strings. */
import type { Annotation, Format } from '../schema/annotation.ts'
import { VOCABULARIES, type VocabularyName } from '../schema/vocabulary.ts'
import { isTimestamp } from '../timestamp.ts'
import { shown } from '../shown.ts'
import { isCharset } from './charset-registry.ts'
import {
  isBase64,
  isCpe,
  isDomain,
  isEmail,
  isHex,
  isIpv4,
  isIpv6,
  isLowerCase,
  isMac,
  isMediaType,
  isUrl,
} from './formats.ts'
import { isLanguageTag, isLongLanguage } from '../checks/language.ts'
import { must, should, type Run } from '../checks/run.ts'

export type Check = (value: unknown, run: Run) => void

type FormatRule = {
  readonly test: (text: string) => boolean
  readonly says: string
  readonly section: string
  readonly level?: 'should'
  /** A further test that only advises. */
  readonly advice?: { readonly test: (text: string) => boolean; readonly says: string }
}

const PHRASE = /[A-Z _]/
const SELECTOR = /^(?:id|[a-z0-9_-]{3,250}(?:\.(?:\[\d+\]|[A-Za-z0-9_-]{1,250}))*)$/

const FORMATS: Record<Format, FormatRule> = {
  url: { test: isUrl, says: 'is no URL of RFC 3986', section: '2.5' },
  hex: {
    test: isHex,
    says: 'is not an even number of hexadecimal digits',
    section: '2.8',
    // The text demands lower case, yet its own examples (6.6) and the OASIS schemas have upper case.
    advice: { test: isLowerCase, says: 'should be in lower case' },
  },
  binary: { test: isBase64, says: 'is not base64', section: '2.1' },
  language: {
    test: (text) => isLanguageTag(text) || isLongLanguage(text),
    says: 'is no language tag of RFC 5646',
    section: '3.2',
    // STIX 2.0 had the codes of ISO 639-2, and what was written by it is still about.
    advice: { test: isLanguageTag, says: 'should be the two-letter code of the language' },
  },
  ipv4: { test: isIpv4, says: 'is no IPv4 address or CIDR block', section: '6.8' },
  ipv6: { test: isIpv6, says: 'is no IPv6 address or CIDR block', section: '6.9' },
  mac: { test: isMac, says: 'is no lower-case MAC address with colons', section: '6.10' },
  domain: { test: isDomain, says: 'is no domain name of RFC 1034 or RFC 5890', section: '6.4' },
  email: { test: isEmail, says: 'is no address of RFC 5322 (without a name)', section: '6.5' },
  cpe: { test: isCpe, says: 'is no CPE 2.3 name', section: '6.14' },
  charset: { test: isCharset, says: 'is not in the IANA character set registry', section: '6.3' },
  'media-type': { test: isMediaType, says: 'is no media type', section: '6.1' },
  'media-type-advice': {
    test: isMediaType,
    says: 'is no media type',
    section: '6.7',
    level: 'should',
  },
  'relationship-type': {
    test: (text) => /^[a-z0-9-]+$/.test(text),
    says: 'may hold only a-z, 0-9 and hyphens',
    section: '5.1',
  },
  phrase: {
    test: (text) => !PHRASE.test(text),
    says: 'should be lower case with hyphens between words',
    section: '2.11',
    level: 'should',
  },
  product: {
    test: (text) => /^[a-z0-9-]+$/.test(text),
    says: 'should be lower case with words separated by a hyphen',
    section: '4.12',
    level: 'should',
  },
  protocol: {
    test: (text) => /^[A-Za-z0-9-]{1,15}$/.test(text),
    says: 'should be a service name of the IANA registry',
    section: '6.12',
    level: 'should',
  },
  selector: {
    test: (text) => text.length <= 5000 && SELECTOR.test(text),
    says: 'is no selector',
    section: '7.2.3',
  },
}

/** Whether the value is a string of real characters; says so if not. */
export function isText(value: unknown, run: Run): value is string {
  if (typeof value !== 'string') {
    must(run, 'type', `${shown(value)} is not a string`, '2.15')
    return false
  }
  if (!value.isWellFormed()) {
    must(run, 'type', 'holds half of a surrogate pair, which UTF-8 cannot carry', '2.15')
    return false
  }
  return true
}

export function textCheck(annotation: Extract<Annotation, { kind: 'text' }>): Check {
  const { format } = annotation
  if (format === undefined) return isText
  const rule = FORMATS[format]
  const section = annotation.section ?? rule.section
  const report = rule.level === 'should' ? should : must
  return (value, run) => {
    if (!isText(value, run)) return
    if (!rule.test(value)) report(run, format, `${shown(value)} ${rule.says}`, section)
    else if (rule.advice?.test(value) === false)
      should(run, `${format}-form`, `${shown(value)} ${rule.advice.says}`, section)
  }
}

export function timestampCheck(fraction: 'milliseconds' | 'none' | undefined): Check {
  return (value, run) => {
    if (!isText(value, run)) return
    if (!isTimestamp(value))
      return must(
        run,
        'timestamp',
        `${shown(value)} is no timestamp YYYY-MM-DDTHH:mm:ss[.s+]Z`,
        '2.16',
      )
    if (fraction === 'milliseconds' && value.length < 24)
      must(run, 'timestamp-precision', `${shown(value)} lacks milliseconds`, '3.2')
    else if (fraction === 'none' && value.length > 20)
      must(run, 'timestamp-precision', `${shown(value)} must not have a fraction of a second`)
  }
}

export function enumCheck(values: readonly string[], section: string | undefined): Check {
  const known = new Set(values)
  return (value, run) => {
    if (isText(value, run) && !known.has(value))
      must(run, 'enum', `${shown(value)} is not one of ${values.join(', ')}`, section ?? '2.4')
  }
}

export function vocabularyCheck(name: VocabularyName): Check {
  const known = VOCABULARIES.get(name)!
  return (value, run) => {
    if (!isText(value, run) || known.has(value)) return
    should(run, 'open-vocabulary', `${shown(value)} is not in ${name}`, '10')
    if (PHRASE.test(value))
      should(
        run,
        'open-vocabulary-form',
        `${shown(value)} should be lower case with hyphens`,
        '2.14',
      )
  }
}
