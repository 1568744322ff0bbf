/** What identifiers of persons look like in a text that is read plainly. It errs towards finding: a person looks at each. Pure. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { parse } from 'tldts'

/** Kinds of identifier, the most telling first: where two of them overlap, the first is meant. */
export const KINDS = ['mail', 'phone', 'id', 'postal', 'account', 'name', 'number'] as const
export type Kind = (typeof KINDS)[number]

export type Pattern = {
  kind: Kind
  pattern: RegExp
  /** What one match stands for, however it is written; undefined where it is none. */
  toKey: (match: RegExpMatchArray) => string | undefined
  /** Only where nothing was spelled, hidden or joined. */
  plainOnly?: true
}

const raw = String.raw
const LOCAL = raw`[\p{L}\d](?:[\p{L}\d._%+'-]{0,62}[\p{L}\d_+-])?`
const LABELS = raw`(?:[\p{L}\d-]{1,63}\.){1,8}`
const END = raw`\p{L}[\p{L}\d-]{1,23}`
/** Words before `at` that say where something is, and no mailbox. */
const WHERE = new Set(
  (
    'is are was were be been being it them they page pages site sites account accounts post posts posted published hosted ' +
    'seen found available located live located look looking looked read registered sold bought shown shared data listed based ' +
    'hosted archived reported described people arrived aimed pointed points resolved served stored kept copy copies link links ' +
    'this that here there out up down domain domains file files video videos image images portal server servers news address ' +
    'appeared appears began begins starts ends held met spoke hour day night noon or and'
  ).split(' '),
)

const isWorded = (local: string): boolean => WHERE.has(local.toLowerCase())

/** Last labels of names that are not of the public Internet. */
const LOCAL_ENDS = new Set(
  'example test invalid local internal localhost lan corp home onion'.split(' '),
)

/** One mailbox: whether a host ends in a name of the Internet, or at least in one that stands for examples. */
function toMail(local: string, host: string): string | undefined {
  const domain = host.toLowerCase().replaceAll(',', '.')
  const { isIcann, publicSuffix } = parse(domain)
  if (!isIcann && !LOCAL_ENDS.has(publicSuffix ?? '')) return undefined
  return `${local.toLowerCase()}@${domain}`
}

const MAILS: readonly Pattern[] = [
  {
    kind: 'mail',
    pattern: new RegExp(raw`(${LOCAL})\s{0,3}@\s{0,3}(${LABELS}${END})`, 'giu'),
    toKey: ([, local, host]) => toMail(local!, host!),
  },
  {
    kind: 'mail',
    pattern: new RegExp(
      raw`(${LOCAL})\s{0,3}@\s{0,3}((?:[\p{L}\d-]{1,63}\s?[.,]\s?){1,8}(?:com|net|org|gov|edu|info|us|io|ru|me)\b)`,
      'giu',
    ),
    toKey: ([, local, host]) => toMail(local!, host!.replaceAll(/\s/g, '')),
  },
  {
    kind: 'mail',
    pattern: new RegExp(raw`(?<![\p{L}\d])(${LOCAL})\s{1,4}at\s{1,4}(${LABELS}${END})`, 'giu'),
    toKey: ([, local, host]) => (isWorded(local!) ? undefined : toMail(local!, host!)),
  },
  {
    kind: 'mail',
    pattern: new RegExp(raw`(?<![\p{L}\d])(${LOCAL})@([\p{L}\d-]{2,63})`, 'giu'),
    toKey: ([, local, host]) => `${local}@${host}`.toLowerCase(),
    plainOnly: true,
  },
]

const DIGITS_APART = raw`[\s().\-/,_*|~:;+\[\]{}#·•‧∙⋅]{0,4}`
/** Not within a longer row of digits, a word, a version or an address of the net. */
const FREE = raw`(?<![\p{L}\d][.\-:/_]?)(?<!\d)`
const PHONE_WORDS = raw`(?:phone|telephone|tel|cell|mobile|fax|call|text|sms|whatsapp|signal|telefono|movil)`

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** The number in its international form where it is one of the country or says which. */
function toPhone(written: string): string | undefined {
  const digits = digitsOf(written)
  if (/^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits)) return `+1${digits.slice(-10)}`
  const isAbroad = /^\s{0,4}(?:\+|00)/.test(written)
  const parsed = parsePhoneNumberFromString(
    isAbroad ? `+${digits.replace(/^00/, '')}` : digits,
    'US',
  )
  if (parsed?.isPossible() && (isAbroad || parsed.isValid())) return parsed.number
  return isAbroad ? `+${digits}` : undefined
}

const PHONES: readonly Pattern[] = [
  {
    kind: 'phone',
    pattern: new RegExp(
      raw`(?<!\d)(?:\+?1${DIGITS_APART})?\(?[2-9]\d{2}${DIGITS_APART}[2-9]\d{2}${DIGITS_APART}\d{4}(?!\d)`,
      'gu',
    ),
    toKey: ([written]) => toPhone(written),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      raw`(?<![\d.])(?:\+|00)${DIGITS_APART}\d(?:${DIGITS_APART}\d){6,14}(?!\d)`,
      'gu',
    ),
    toKey: ([written]) => toPhone(written),
  },
  {
    // Numbers within other countries, which begin with a nought.
    kind: 'phone',
    pattern: new RegExp(raw`${FREE}\(?0\d(?:[\s.\-/()]{1,3}\d{2,5}){2,5}(?![\p{L}\d])`, 'gu'),
    toKey: ([written]) => {
      const digits = digitsOf(written)
      return digits.length >= 9 && digits.length <= 13 ? digits : undefined
    },
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      raw`(?<=\b${PHONE_WORDS}\b[^\d\n]{0,20})\d{3}${DIGITS_APART}\d{4}(?!\d)|(?<![\p{L}\d.-])555[-. ]\d{4}(?!\d)`,
      'giu',
    ),
    toKey: ([written]) => digitsOf(written),
  },
]

const ID_WORDS = raw`(?:ssn|social security|social|itin|passport|driver'?s? licen[cs]e|licen[cs]e|dl|voter|registration|registrant|vuid|state id|national id|identity card|id card|id|identification|badge|employee|account|member)`
const NUMBER_WORDS = raw`(?:\s{0,4}(?:registration|registrant|reg|card|id|no|nr|num|number|numbers|is|was|of|:|#|=|\.|-)){0,6}`

const IDS: readonly Pattern[] = [
  {
    kind: 'id',
    pattern: new RegExp(
      raw`(?<!\d)(?!000|666)\d{3}[\s().,\-/_*|:~·•]{1,4}\d{2}[\s().,\-/_*|:~·•]{1,4}\d{4}(?!\d)`,
      'gu',
    ),
    toKey: ([written]) => digitsOf(written),
  },
  {
    kind: 'id',
    pattern: /(?<![\p{L}\d_-])\p{L}{1,3}[-. ]?\d{3,4}(?:[-. ]\d{3,6}){1,3}(?![\p{L}\d])/gu,
    toKey: ([written]) => plain(written),
  },
  {
    kind: 'id',
    pattern: /(?<![\p{L}\d_-])(?:\p{L}{1,2}|\p{L}[ -])\d{6,13}(?![\p{L}\d])/gu,
    toKey: ([written]) => plain(written),
  },
  {
    kind: 'id',
    pattern: new RegExp(
      raw`(?<=\b${ID_WORDS}\b${NUMBER_WORDS}\s{0,4})(?=[\p{L}\d-]*\d[\p{L}\d-]*\d)[\p{L}\d](?:[\p{L}\d-]{4,24})(?![\p{L}\d])`,
      'giu',
    ),
    toKey: ([written]) => (digitsOf(written).length >= 4 ? plain(written) : undefined),
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\d])(?<!\d[.,])\d{7,20}(?![\p{L}\d])(?![.,]\d)/gu,
    toKey: ([written]) => written,
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\d.,])\d{1,4}(?:[ \-._/]\d{1,5}){2,7}(?![\p{L}\d])(?![.,]\d)/gu,
    toKey: ([written]) => {
      const { length } = digitsOf(written)
      return length >= 9 && length <= 20 ? digitsOf(written) : undefined
    },
  },
]

function plain(written: string): string {
  return written.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
}

const WAYS = raw`(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|square|sq|trail|trl|loop|alley|plaza|crescent|pike|route|rte)`
const WAYS_ABROAD = raw`(?:rue|avenue|boulevard|place|chemin|impasse|allee|quai|cours|calle|avenida|via|plaza)`
const NO_WAY = raw`(?:of|in|on|the|and|or|to|were|was|are|is|from|with|that|by|at|for|times|people|accounts|posts|pages|percent|states|counties)`
const UNIT = raw`(?:,?\s{0,4}(?:apt|apartment|unit|suite|ste|floor|fl|#)\.?\s{0,4}#?\s{0,4}[\p{L}\d-]{1,6})?`
const TOWN = raw`(?:,?\s{0,4}(?:\p{Lu}[\p{L}'.-]{1,20}\s?){1,3},?\s{0,4}\p{Lu}{2}\b)?(?:,?\s{0,4}\d{5}(?:-\d{4})?(?!\d))?`

const POSTALS: readonly Pattern[] = [
  {
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])\d{1,6}[a-z]?\s{0,4}(?:[nsew]{1,2}\.?\s{1,4})?(?:(?!${NO_WAY}\b)[\p{L}\d'.-]{1,40}\s{1,4}){0,3}?(?!${NO_WAY}\b)[\p{L}\d'.-]{1,40}?\s{0,4}\b${WAYS}\b\.?${UNIT}${TOWN}`,
      'giu',
    ),
    toKey: ([written]) => plain(written),
  },
  {
    kind: 'postal',
    pattern: new RegExp(raw`(?<![\p{L}\d])\d{1,6}\p{L}{2,30}${WAYS}(?![\p{L}\d])`, 'giu'),
    toKey: ([written]) => plain(written),
  },
  {
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])\d{1,4},?\s{1,4}(?:bis\s{1,4}|ter\s{1,4})?${WAYS_ABROAD}\s{1,4}(?:(?:de|des|du|la|le|les|l'|d')\s{0,4})*[\p{L}'-]{2,30}(?:,?\s{0,4}\d{5}\s{1,4}[\p{L}-]{2,30})?`,
      'giu',
    ),
    toKey: ([written]) => plain(written),
  },
  {
    kind: 'postal',
    pattern: /(?<![\p{L}\d])p\.?\s?o\.?\s{0,4}box\s{0,4}#?\s{0,4}\d{1,7}/giu,
    toKey: ([written]) => plain(written),
  },
]

const SITES = raw`(?:facebook|fb|twitter|x|instagram|tiktok|youtube|linkedin|threads|vk|ok|truthsocial|gab|parler|reddit|medium|github|telegram|bsky|snapchat|pinterest|tumblr|t)\.(?:com|me|net|org|app|ru|social)`
const ACCOUNT_WORDS = raw`(?:accounts?|handles?|user ?names?|users?|profiles?|screen ?names?|logins?|alias(?:es)?|nick(?:name)?s?|cuentas?|usuarios?)`
/** Names with digits that are no account's. */
const KNOWN =
  /^(?:sha|md|utf|base|covid|windows|win|python|sars|iso|rfc|ipv|mp|h|x|tlp|q|g|cve|stix|page|row|section|part|step|figure|table|version|v|appendix|article|title|chapter|item|note|level|phase|stage|day|week|route|room|group|number|no)[-_]?\d+/i

const isAccountLike = (name: string): boolean =>
  (/\d/.test(name) || name.includes('_') || /\p{Ll}\p{Lu}/u.test(name)) && !KNOWN.test(name)

const ACCOUNTS: readonly Pattern[] = [
  {
    kind: 'account',
    pattern:
      /(?<![\p{L}\d@])@\s?((?=[\p{L}\d_.]*[\p{L}_])[\p{L}\d_](?:[\p{L}\d_.-]{0,37}[\p{L}\d_])?)/gu,
    toKey: ([, name]) => name!.toLowerCase(),
  },
  {
    kind: 'account',
    pattern: /(?<![\p{L}\d/])\/?u\/([\p{L}\d_-]{3,40})/giu,
    toKey: ([, name]) => name!.toLowerCase(),
  },
  {
    kind: 'account',
    pattern: new RegExp(
      raw`\b${SITES}/(?:@|in/|u/|user/|c/|channel/|people/|profile\.php\?id=|#!/)?([\p{L}\d_.%-]{2,60})`,
      'giu',
    ),
    toKey: ([, name]) => name!.toLowerCase(),
  },
  {
    kind: 'account',
    pattern: new RegExp(
      raw`(?<=\b${ACCOUNT_WORDS}\b(?:\s{1,4}(?:is|was|named|called|known as|name|names|handle|login|by the name of)){0,4}[\s:]{0,4})["'“‘«]([^"'”’»\n]{2,60})["'”’»]`,
      'giu',
    ),
    toKey: ([, name]) => name!.toLowerCase().trim(),
  },
  {
    kind: 'account',
    pattern: new RegExp(
      raw`(?<=\b${ACCOUNT_WORDS}\b(?:\s{1,4}(?:is|was|named|called|known as|name|names|handle|login)){0,4}[\s:]{0,4})[\p{L}\d](?:[\p{L}\d_.-]{2,38})[\p{L}\d_]`,
      'giu',
    ),
    toKey: ([name]) => (isAccountLike(name) ? name.toLowerCase() : undefined),
  },
  {
    kind: 'account',
    pattern:
      /(?<![\p{L}\d_./@-])(?=[\p{L}\d]*\p{L}{2})[\p{L}\d]{2,30}(?:_[\p{L}\d]{1,30}){1,4}(?![\p{L}\d_])/gu,
    toKey: ([name]) => (KNOWN.test(name) ? undefined : name.toLowerCase()),
  },
  {
    kind: 'account',
    pattern: /(?<![\p{L}\d_./@:-])\p{L}{4,25}\d{2,12}(?![\p{L}\d_]|\.\p{L})/gu,
    toKey: ([name]) => (KNOWN.test(name) ? undefined : name.toLowerCase()),
  },
]

export const PATTERNS: readonly Pattern[] = [...MAILS, ...PHONES, ...IDS, ...POSTALS, ...ACCOUNTS]
