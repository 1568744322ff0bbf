import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, Prose } from './scalars.ts'

/** What somebody may be named by in a shared set. */
export const NAMED_KINDS = ['email', 'domain', 'account', 'name'] as const
export type NamedKind = (typeof NAMED_KINDS)[number]

/**
 * `asked`: not proven yet; `proven`: the answer is worked out; `answered`; `not-proven`: a person of the exchange looked and did not
 * see that it is theirs; `lapsed`: not proven in time.
 */
export const NAMED_STATES = ['asked', 'proven', 'answered', 'not-proven', 'lapsed'] as const
export type NamedState = (typeof NAMED_STATES)[number]

/** How it was proven: by the link of a mail to it, by a record of the domain, by a person of the exchange who looked. */
export const NAMED_PROOFS = ['mail', 'dns', 'person'] as const
export type NamedProof = (typeof NAMED_PROOFS)[number]

export const NAMED_LANGUAGES = ['en', 'es', 'fr'] as const

/** Days after which a release is counted, and days after which one that was taken back or corrected is, at the earliest. */
export const NAMED_DAYS = 180
export const NAMED_QUIET_DAYS = 30
/** Days in which an ask is proven, and days for which an answer is kept. */
export const NAMED_PROVE_DAYS = 7
export const NAMED_KEEP_DAYS = 30

/** What a statement says, as far as a rule lets it be said. */
export const NamedAnswer = Type.Object({
  /** The instant as of which, and how many entries the log had then. */
  asOf: Instant,
  entries: Type.Integer(),
  /** Releases that name it and stand, and of how many different kinds of members these are. */
  standing: Type.Integer(),
  senderKinds: Type.Integer(),
  /** Releases that named it: taken back by their sender; corrected so that they name it no more; ended by their own date. */
  withdrawn: Type.Integer(),
  corrected: Type.Integer(),
  ended: Type.Integer(),
})
export type NamedAnswer = Static<typeof NamedAnswer>

/** An ask as whoever asks sees it. */
export const NamedAsk = Type.Object({
  id: Id,
  kind: Type.Enum(NAMED_KINDS),
  state: Type.Enum(NAMED_STATES),
  askedAt: Instant,
  /** Until when it can be proven, and once that is done until when this page and the statement are kept. */
  endsAt: Instant,
  /** What is asked about; absent once erased. */
  value: Type.Optional(Line),
  platform: Type.Optional(Line),
  /** What is to be posted, or to stand in the record, and the name of that record. */
  code: Type.Optional(Type.String()),
  record: Type.Optional(Type.String()),
  /** Where it was posted, as was said. */
  posted: Type.Optional(Line),
  provenAt: Type.Optional(Instant),
  provenHow: Type.Optional(Type.Enum(NAMED_PROOFS)),
  /** From when on the answer is shown. */
  shownFrom: Type.Optional(Instant),
  answer: Type.Optional(NamedAnswer),
  logIndex: Type.Optional(Type.Integer()),
  /** What a person of the exchange wrote who did not see that it is theirs. */
  reason: Type.Optional(Prose),
  erased: Type.Boolean(),
})
export type NamedAsk = Static<typeof NamedAsk>

/** The secret that stands in the address of an ask’s page. */
const Token = Type.String({ minLength: 32, maxLength: 64, pattern: '^[\\w-]+$' })
const ByToken = Type.Object({ token: Token })

export const askNamed = defineRoute({
  name: 'askNamed',
  method: 'POST',
  path: '/api/named',
  access: 'public',
  summary:
    'Asks whether an identifier stands in a shared set; nothing is said until it is proven to be the caller’s.',
  body: Type.Object({
    kind: Type.Enum(NAMED_KINDS),
    value: Line,
    /** Of an account. */
    platform: Type.Optional(Line),
    language: Type.Enum(NAMED_LANGUAGES),
  }),
  reply: Type.Object({
    /** Opens the ask’s page; absent for a mail address, whose page is opened by the link that is mailed to it alone. */
    token: Type.Optional(Token),
  }),
  status: 202,
})

export const openNamed = defineRoute({
  name: 'openNamed',
  method: 'POST',
  path: '/api/named/open',
  access: 'public',
  summary: 'One ask, for whoever has its secret.',
  body: ByToken,
  reply: NamedAsk,
})

export const proveNamed = defineRoute({
  name: 'proveNamed',
  method: 'POST',
  path: '/api/named/prove',
  access: 'public',
  summary:
    'Proves an ask: by the mailed link itself, by the record of the domain; or says where the code of an account or name was posted, for a person to look.',
  body: Type.Object({ token: Token, posted: Type.Optional(Line) }),
  reply: NamedAsk,
})

/** Replies the statement’s file as text: what is asked about, and the receipt of its entry. */
export const getNamedStatement = defineRoute({
  name: 'getNamedStatement',
  method: 'POST',
  path: '/api/named/statement',
  access: 'public',
  summary: 'The signed statement that answers an ask.',
  body: ByToken,
  reply: Type.Unsafe<string>(Type.String()),
})

export const eraseNamed = defineRoute({
  name: 'eraseNamed',
  method: 'POST',
  path: '/api/named/erase',
  access: 'public',
  summary:
    'Erases what was asked about and what was answered; that somebody asked stays on record.',
  body: ByToken,
  reply: NamedAsk,
})

/** An ask as an operator sees it: what it is about only where a person must look. */
export const ListedNamedAsk = Type.Object({
  id: Id,
  kind: Type.Enum(NAMED_KINDS),
  state: Type.Enum(NAMED_STATES),
  askedAt: Instant,
  endsAt: Instant,
  value: Type.Optional(Line),
  platform: Type.Optional(Line),
  code: Type.Optional(Type.String()),
  posted: Type.Optional(Line),
  provenAt: Type.Optional(Instant),
  provenHow: Type.Optional(Type.Enum(NAMED_PROOFS)),
  answeredAt: Type.Optional(Instant),
  /** The person of the exchange who looked. */
  settledBy: Type.Optional(Line),
  reason: Type.Optional(Prose),
  erased: Type.Boolean(),
})
export type ListedNamedAsk = Static<typeof ListedNamedAsk>

export const listNamedAsks = defineRoute({
  name: 'listNamedAsks',
  method: 'GET',
  path: '/api/named/asks',
  access: 'role:operator',
  summary:
    'The newest asks and those that wait for a person, and how many there were; never what was answered.',
  reply: Type.Object({
    /** Those that wait for a person first. */
    items: Type.Array(ListedNamedAsk),
    more: Type.Integer(),
    counts: Type.Array(
      Type.Object({
        kind: Type.Enum(NAMED_KINDS),
        state: Type.Enum(NAMED_STATES),
        count: Type.Integer(),
      }),
    ),
  }),
})

export const settleNamedAsk = defineRoute({
  name: 'settleNamedAsk',
  method: 'POST',
  path: '/api/named/asks/:id/settle',
  access: 'role:operator',
  summary:
    'Says of an account or a name whether a person of the exchange saw that it is theirs who ask.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ isTheirs: Type.Boolean(), reason: Prose }),
})
