/** What identifiers of persons look like in a text that is read plainly. It errs towards finding: a person looks at each. Pure. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { parse } from 'tldts'
import { digitsOf, type Pattern } from './kinds.ts'
import { IDS } from './papers.ts'
import { POSTALS } from './postal.ts'

const raw = String.raw
const LOCAL = raw`[\p{L}\d](?:[\p{L}\d._%+'-]{0,62}[\p{L}\d_+-])?`
/** With spaces about it, unless what follows is itself before another: an account of one server among many. */
const AT = raw`(?:@\s{0,3}|\s{1,3}@\s{0,3}(?![\p{L}\d._%+-]{1,64}@))`
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
    pattern: new RegExp(raw`(${LOCAL})${AT}(${LABELS}${END})`, 'giu'),
    toKey: ([, local, host]) => toMail(local!, host!),
    sign: '@',
  },
  {
    kind: 'mail',
    pattern: new RegExp(
      raw`(${LOCAL})${AT}((?:[\p{L}\d-]{1,63}\s?[.,]\s?){1,8}(?:com|net|org|gov|edu|info|us|io|ru|me)\b)`,
      'giu',
    ),
    toKey: ([, local, host]) => toMail(local!, host!.replaceAll(/\s/g, '')),
    sign: '@',
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
    sign: '@',
  },
]

const DIGITS_APART = raw`[\s().\-/,_*|~:;+\[\]{}#·•‧∙⋅]{0,5}`
const EXTENSION = raw`(?:[\s,;]{0,3}(?:ext(?:ension)?\b\.?|x\.?|durchwahl\b)[\s:]{0,2}\d{1,6}(?![\p{L}\d]))?`
/** Not within a longer row of digits, a word, a version or an address of the net. */
const FREE = raw`(?<![\p{L}\d][.\-:/_]?)(?<!\d)`
const PHONE_WORDS = raw`(?:phone|telephone|tel|cell|mobile|fax|call|text|sms|whatsapp|signal|telefono|movil)`

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
      raw`(?<!\d)((?:\+?1${DIGITS_APART})?\(?[2-9]\d{2}${DIGITS_APART}[2-9]\d{2}${DIGITS_APART}\d{4}(?!\d))${EXTENSION}`,
      'giu',
    ),
    toKey: ([, written]) => toPhone(written!),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      raw`(?<![\d.])((?:\+|00)${DIGITS_APART}\d(?:${DIGITS_APART}\d){6,14}(?!\d))${EXTENSION}`,
      'giu',
    ),
    toKey: ([, written]) => toPhone(written!),
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

const SITES = raw`(?:facebook|fb|twitter|x|instagram|tiktok|youtube|linkedin|threads|vk|ok|truthsocial|gab|parler|reddit|medium|github|telegram|bsky|snapchat|pinterest|tumblr|rumble|steamcommunity|twitch|gettr|minds|t)\.(?:com|me|net|org|app|ru|social|tv)`
const NETWORKS = raw`(?:discord|snapchat|snap|telegram|signal|instagram|insta|tiktok|twitter|gab|parler|rumble|kik|wechat|viber|skype|steam|xbox|psn|twitch|bluesky|mastodon|reddit|threads|venmo|cash ?app|paypal|zelle)`
const ACCOUNT_WORDS = raw`(?:${NETWORKS} (?:id|name|tag)|accounts?|handles?|user ?names?|users?|profiles?|screen ?names?|logins?|alias(?:es)?|nick(?:name)?s?|cuentas?|usuarios?)`
/** Names with digits that are no account's. */
const KNOWN =
  /^(?:sha|md|utf|base|covid|windows|win|python|system|sars|iso|rfc|ipv|mp|h|x|tlp|q|g|cve|stix|page|row|section|part|step|figure|table|version|v|appendix|article|title|chapter|item|note|level|phase|stage|day|week|route|room|group|number|no)[-_]?\d+/i

const isAccountLike = (name: string): boolean =>
  (/\d/.test(name) || name.includes('_') || /\p{Ll}\p{Lu}/u.test(name)) && !KNOWN.test(name)

const ACCOUNTS: readonly Pattern[] = [
  {
    // A folder of somebody's own.
    kind: 'account',
    pattern:
      /(?<=[\\/](?:users|home|documents and settings)[\\/]{1,2})(?!(?:public|default|all users|default user|administrator|admin|root|user|shared|guest)(?![\p{L}\d_.-]))[\p{L}\d][\p{L}\d_.-]{1,40}(?=[\\/])/giu,
    toKey: ([name]) => name.toLowerCase(),
  },
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
      raw`\b${SITES}/(?:@|in/|u/|user/|c/|channel/|people/|profiles?/|id/|add/|profile\.php\?id=|#!/)?([\p{L}\d_.%-]{2,60})`,
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
      raw`(?<=\b${ACCOUNT_WORDS}\b(?:\s{1,4}(?:is|was|named|called|known as|name|names|handle|login)){0,4}[\s:]{0,4})[\p{L}\d](?:[\p{L}\d_.-]{2,38})[\p{L}\d_](?:#\d{4}(?!\d))?`,
      'giu',
    ),
    toKey: ([name]) => (isAccountLike(name) ? name.toLowerCase() : undefined),
  },
  {
    // Behind a word for a name by which somebody signs in, letters and dots alone, unless they are a name of the Internet.
    kind: 'account',
    pattern: new RegExp(
      raw`(?<=\b(?:(?:user|screen) ?name|handle)\b(?:\s{1,4}(?:is|was)){0,1}[\s:]{1,4}|\b(?:ig|tg|fb|yt|tt|snap|insta|instagram|telegram|discord)\s?:\s{0,3})[\p{L}\d](?:[\p{L}\d_-]{0,38}\.[\p{L}\d_-]{1,38}){1,3}`,
      'giu',
    ),
    toKey: ([name]) => (parse(name).isIcann ? undefined : name.toLowerCase()),
  },
  {
    kind: 'account',
    pattern:
      /(?<=\bdiscord\b[\s:]{0,4})[\p{L}\d_.]{2,32}#\d{4}(?!\d)|(?<=\bcash ?(?:app|tag)\b[\s:]{0,4})\$\p{L}[\p{L}\d_-]{0,30}/giu,
    toKey: ([name]) => name.toLowerCase(),
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
