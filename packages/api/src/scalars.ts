import Type, { type Static, type TSchema } from 'typebox'

/** A row id of ours. */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

/** RFC 3339 in UTC with milliseconds. */
export const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z$',
  maxLength: 30,
})

/** One line of human text, no control characters. */
export const Line = Type.String({
  minLength: 1,
  maxLength: 300,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
})

/** Several lines of human text. */
export const Prose = Type.String({ minLength: 1, maxLength: 8000 })

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

/** What is said of a text that is no `Email`. */
export const NO_EMAIL = 'is no e-mail address: one mailbox is wanted, like clerk@county.example'

const EMAIL = new RegExp(EMAIL_PATTERN)

/** Whether a text is one mailbox, as `Email` wants it. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text)
}

/** Code of a place in the tree of jurisdictions, as its country pack gives it (`39049`, `FR-2A`). */
export const JurisdictionId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })

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
