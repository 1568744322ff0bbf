import Type, { type Static, type TSchema } from 'typebox'

/** A row id of ours. */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

/**
 * Whether an RFC 3339 text in UTC names a moment that there is and that databases hold: no month 13, no 30 February, which
 * JavaScript reads as 2 March, and no year 0, which came between no two years.
 */
export function isInstant(text: string): boolean {
  if (text.startsWith('0000')) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19)
}

/** A moment that there is, RFC 3339 in UTC with milliseconds. */
export const Instant = Type.Refine(
  Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z$',
    maxLength: 30,
  }),
  isInstant,
  () => 'is no point in time',
)

/**
 * Marks that turn the direction of text, or are not seen: with them a name can look like another, and a sentence say
 * something else than its letters (Unicode TR 36; CVE-2021-42574). Control characters besides.
 */
const UNSEEN =
  '\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0d\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}'
/** Somewhere stands what is seen: no space, no mark without width, no Braille cell without dots. */
const SEEN = `(?=[\\s\\u2800${UNSEEN}]*[^\\s\\u2800${UNSEEN}])`
const LINE_PATTERN = `^${SEEN}[^\\u0000-\\u001f${UNSEEN}]*$`
/** In several lines, emoji and scripts may join their letters; nothing may turn the direction. */
const PROSE_LETTERS =
  '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]*$'
const PROSE_PATTERN = `^${SEEN}${PROSE_LETTERS}`

/** One line of human text that can be seen: no control characters, no marks of direction or without width. */
export const Line = Type.String({ minLength: 1, maxLength: 300, pattern: LINE_PATTERN })

const LINE = new RegExp(LINE_PATTERN, 'u')

/** Whether a text is one line that can be seen, of any length. */
export function isLine(text: string): boolean {
  return LINE.test(text)
}

/** Several lines of human text that say something. */
export const Prose = Type.String({ minLength: 1, maxLength: 8000, pattern: PROSE_PATTERN })

/** The same of somebody who need not say much. */
export const ShortProse = Type.String({ minLength: 1, maxLength: 2000, pattern: PROSE_PATTERN })

const DRAFT_PATTERN = `^${PROSE_LETTERS}`
/** The same while it is written, when nothing may stand there yet. */
export const ProseDraft = Type.String({ maxLength: 20_000, pattern: DRAFT_PATTERN })

/** What is said of a text that its pattern refuses, where more can be said than the pattern. */
export function wordsForPattern(pattern: string): string | undefined {
  if (pattern === EMAIL_PATTERN) return NO_EMAIL
  if (pattern === LINE_PATTERN)
    return 'must be one line that can be seen, without control characters and without invisible or direction marks'
  if (pattern === PROSE_PATTERN)
    return 'must be text that says something, without control characters and direction marks'
  if (pattern === DRAFT_PATTERN)
    return 'must be text without control characters and direction marks'
  return undefined
}

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'

export const EMAIL_PATTERN = `^(?=[^@]{1,64}@)${ATOM}(\\.${ATOM})*@${LABEL}(\\.${LABEL})*$`

/**
 * One mailbox: an addr-spec (RFC 5322, 3.4.1) of a dot-atom of at most 64 characters and host names. Lists, display
 * names, remarks and quoted local parts are refused: a mailer that parses them could write to somebody else.
 */
export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: EMAIL_PATTERN,
})

/** A telephone number in full, as machines call it (ITU-T E.164): +, country, number, and nothing between. */
const PHONE_PATTERN = '^\\+[1-9][0-9]{6,14}$'
export const PhoneNumber = Type.String({ pattern: PHONE_PATTERN })

const PHONE = new RegExp(PHONE_PATTERN)

/** Whether a text is one number in full, as `PhoneNumber` wants it. */
export function isPhoneNumber(text: string): boolean {
  return PHONE.test(text)
}

/** What is said of a text that is no `Email`. */
export const NO_EMAIL = 'is no e-mail address: one mailbox is wanted, like clerk@county.example'

const EMAIL = new RegExp(EMAIL_PATTERN)

/** Whether a text is one mailbox, as `Email` wants it. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text)
}

/** Whether two addresses are one mailbox as far as anybody but its own server can tell: capitals make no difference. */
export function isSameMailbox(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

const SHARED_MAIL =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|pm|gmx|web|mail|zoho|yandex|orange|free|laposte|wanadoo|comcast|verizon|att|sbcglobal|bellsouth|cox|charter|earthlink)\.[a-z.]{2,6}$/

/** Whether anybody can have a mailbox at a domain, in small letters: it is nobody's own. The providers that many use; others are not known. */
export function isSharedMailDomain(domain: string): boolean {
  return SHARED_MAIL.test(domain)
}

/** Code of a place in the tree of jurisdictions, as its country pack gives it (`39049`, `FR-2A`). */
export const JurisdictionId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })

/** A language tag of BCP 47, such as `fr`. */
export const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })

export const Tlp = Type.Union([
  Type.Literal('clear'),
  Type.Literal('green'),
  Type.Literal('amber'),
  Type.Literal('amber+strict'),
  Type.Literal('red'),
])
export type Tlp = Static<typeof Tlp>

export const Pap = Type.Union([
  Type.Literal('clear'),
  Type.Literal('green'),
  Type.Literal('amber'),
  Type.Literal('red'),
])
export type Pap = Static<typeof Pap>

export const MemberKind = Type.Union([
  Type.Literal('agency'),
  Type.Literal('platform'),
  Type.Literal('office'),
  Type.Literal('campaign'),
  Type.Literal('researcher'),
  Type.Literal('hub'),
])
export type MemberKind = Static<typeof MemberKind>

/** How mails fare that something waits for a second person; that one was handed over says not that it was read. */
export const ReviewMails = Type.Object({
  handedOver: Type.Integer(),
  waiting: Type.Integer(),
  failed: Type.Integer(),
  /** To those who are not on duty: they are mailed later, if it still waits. */
  later: Type.Optional(Type.Integer()),
})
export type ReviewMails = Static<typeof ReviewMails>

/** Member ref as shown in lists. */
export const MemberRef = Type.Object({ id: Id, name: Line, kind: MemberKind })
export type MemberRef = Static<typeof MemberRef>

/** A keyset page: pass `next` back as `after`; absent on the last page. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })
}

export const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
