/**
 * Patterns that would hit next to everything: nobody can act on them, and a machine that does breaks what it guards.
 * Whether one does is tried on things that are nobody's: a pattern that hits any of them has no bound.
 */
import {
  compilePattern,
  deterministicId,
  observe,
  parsePattern,
  PatternError,
  StixError,
  type Bundle,
  type Observations,
  type Pattern,
  type PatternComparison,
  type PatternTest,
} from '@tocsin/stix'
import { readAddress } from './address.ts'
import { readValue } from './value.ts'

const NOBODYS = 'qzx4711-nobody'
const ENDINGS = [
  'com',
  'org',
  'net',
  'info',
  'gov',
  'us',
  'fr',
  'co.uk',
  'io',
  'xyz',
  'top',
  'ru',
  'cn',
  'de',
]
const PLATFORMS = [
  'twitter',
  'facebook',
  'instagram',
  'telegram',
  'tiktok',
  'youtube',
  'reddit',
  'vk',
  'mastodon',
  'bluesky',
]
const TIME = '2026-01-01T00:00:00.000Z'

/** Of a pattern; what is longer is a list, which goes out as one indicator for each. */
const MAX_PATTERN = 4000

let probes: Observations | undefined

/** Why a pattern may not go out as an indicator, or nothing. */
export function whyUnbounded(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN)
    return `its pattern has more than ${MAX_PATTERN} characters: too long to be tried`
  try {
    const wide = wideConstant(parsePattern(pattern))
    if (wide) return wide
    probes ??= observe([probeBundle()])
    return compilePattern(pattern)(probes)
      ? 'its pattern has no bound: it would also hit what has nothing to do with it'
      : undefined
  } catch (error) {
    if (error instanceof PatternError) return `its pattern cannot be read: ${error.message}`
    if (error instanceof StixError) return `its pattern cannot be tried: ${error.message}`
    throw error
  }
}

function probeBundle(): Bundle {
  const domains = ENDINGS.map((ending) => ({ type: 'domain-name', value: `${NOBODYS}.${ending}` }))
  const objects = [
    ...domains,
    ...domains.map(({ value }) => ({ type: 'url', value: `https://www.${value}/q?z=1` })),
    ...domains.map(({ value }) => ({ type: 'email-addr', value: `${NOBODYS}@${value}` })),
    { type: 'url', value: `http://${NOBODYS}.net/` },
    ...['8.1.2.3', '77.9.8.7', '203.0.113.77'].map((value) => ({ type: 'ipv4-addr', value })),
    ...['2a02:77::1', '2600:77::1'].map((value) => ({ type: 'ipv6-addr', value })),
    ...PLATFORMS.map((account_type) => ({
      type: 'user-account',
      account_type,
      account_login: NOBODYS,
      user_id: '4711470',
      display_name: 'Nobody Q. Zx',
    })),
    {
      type: 'file',
      name: `${NOBODYS}.pdf`,
      hashes: { MD5: '4711'.repeat(8), 'SHA-1': '4711'.repeat(10), 'SHA-256': '4711'.repeat(16) },
    },
  ].map((object) => ({ spec_version: '2.1', id: deterministicId(object)!, ...object }))
  const seen = objects.map(({ id }, i) => ({
    type: 'observed-data',
    spec_version: '2.1',
    id: `observed-data--00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    created: TIME,
    modified: TIME,
    first_observed: TIME,
    last_observed: TIME,
    number_observed: 1,
    object_refs: [id],
  }))
  return {
    type: 'bundle',
    id: 'bundle--00000000-0000-4000-8000-000000000000',
    objects: [...objects, ...seen],
  } as unknown as Bundle
}

/** A constant that is all by itself too wide: a suffix as a domain, or half the net as a block. */
function wideConstant(pattern: Pattern): string | undefined {
  if (pattern.type === 'qualified') return wideConstant(pattern.pattern)
  if (pattern.type === 'observation') return wideTest(pattern.test)
  return firstOf(pattern.operands, wideConstant)
}

function wideTest(test: PatternComparison): string | undefined {
  if (test.type === 'test') return wideValue(test)
  if (test.type === 'exists') return undefined
  if (test.type === 'any') return firstOf(test.operands, wideTest)
  // Of several that must all hold, one that is narrow is enough.
  return test.operands.every((one) => wideTest(one)) ? wideTest(test.operands[0]!) : undefined
}

function wideValue({ path, operator, value }: PatternTest): string | undefined {
  const texts = [value].flat().flatMap((one) => (one.type === 'string' ? [one.value] : []))
  if (path.objectType === 'domain-name' && (operator === '=' || operator === 'IN'))
    return firstOf(texts, (text) =>
      isSuffix(text)
        ? `it looks for ${text}, a suffix under which anybody can have a name`
        : undefined,
    )
  if (operator !== 'ISSUBSET') return undefined
  return firstOf(texts, (text) => {
    const read = readAddress(text)
    return read && 'fault' in read ? `it looks for ${text}: ${read.fault}` : undefined
  })
}

function isSuffix(text: string): boolean {
  if (!text.includes('.')) return true
  const read = readValue(text)
  return read !== undefined && 'fault' in read && read.fault.includes('is a suffix')
}

function firstOf<T>(list: readonly T[], why: (one: T) => string | undefined): string | undefined {
  for (const one of list) {
    const reason = why(one)
    if (reason) return reason
  }
  return undefined
}
