import Type, { type Static } from 'typebox'
import { Purpose } from './groups.ts'
import { MessageType, PersonsNamed } from './message.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberKind, pageOf, PageQuery, Prose } from './scalars.ts'

/** How many of a kind received it: a number, unless it is so small that it would tell who. */
const Receivers = Type.Object({
  kind: MemberKind,
  count: Type.Optional(Type.Integer()),
  fewerThan: Type.Optional(Type.Integer()),
})

/** That the words of an entry stay back longer, as everybody may read it. */
export const RegisterHold = Type.Object({
  at: Instant,
  until: Instant,
  /** Who did it, by name. */
  official: Line,
  reason: Prose,
  logIndex: Type.Integer(),
})
export type RegisterHold = Static<typeof RegisterHold>

/** A message of a government body to platforms or campaigns, as everybody may read it. */
export const RegisterEntry = Type.Object({
  /** For good; also the id of the release. */
  id: Id,
  at: Instant,
  type: MessageType,
  sender: Line,
  senderKind: MemberKind,
  receivers: Type.Array(Receivers),
  purpose: Purpose,
  /** What the sender states, as it states it. */
  nexus: Type.Union([Type.Literal('foreign-government'), Type.Literal('credible-facts')]),
  authority: Type.Object({ text: Line, from: Instant, until: Instant }),
  /** Version of the text that nothing is asked. */
  noAsk: Type.String(),
  /** SHA-256 over the hashes of its objects, hex: as the log and each receiver's receipt have it. */
  contentHash: Type.String(),
  logIndex: Type.Integer(),
  /** Whether somebody of the country is named in it; of entries from before there was a review it is not known. */
  usPersons: Type.Union([Type.Literal('not-reviewed'), PersonsNamed]),
  /** When its sender took it back. */
  withdrawnAt: Type.Optional(Instant),
  /** The day from which its words are public; `text` stands there from then on. */
  textFrom: Instant,
  /** How often and why that day was put off, oldest first. */
  holds: Type.Array(RegisterHold),
  text: Type.Optional(Type.String()),
  /** It was made in a drill. */
  exercise: Type.Boolean(),
})
export type RegisterEntry = Static<typeof RegisterEntry>

/** A meeting of bodies of government with platforms or campaigns, once its minutes are sealed, as everybody may read it. */
export const RegisterMeeting = Type.Object({
  id: Id,
  heldAt: Instant,
  sealedAt: Instant,
  purpose: Purpose,
  /** Names of the bodies of government that were called, the caller among them. */
  bodies: Type.Array(Line),
  /** Of which kinds the others were. */
  participants: Type.Array(Receivers),
  /** How many items bodies of government said there, by type. */
  said: Type.Array(Type.Object({ type: MessageType, count: Type.Integer() })),
  /** Items of theirs that were not taken into the minutes. */
  notTaken: Type.Integer(),
  /** SHA-256 of the minutes, hex. */
  contentHash: Type.String(),
  logIndex: Type.Integer(),
  /** The day from which what bodies of government said is public; `text` stands there from then on. */
  textFrom: Instant,
  text: Type.Optional(Type.String()),
  exercise: Type.Boolean(),
})
export type RegisterMeeting = Static<typeof RegisterMeeting>

const Filter = {
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
  type: Type.Optional(MessageType),
  /** A part of its name. */
  sender: Type.Optional(Line),
  /** Its whole name. */
  senderIs: Type.Optional(Line),
  /** In what is public of an entry; all words must be there. */
  words: Type.Optional(Line),
  /** Words are not public yet, and become so within these days. */
  publicWithin: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
}

export const listRegister = defineRoute({
  name: 'listRegister',
  method: 'GET',
  path: '/api/register',
  access: 'public',
  summary: 'Messages of government bodies to platforms and campaigns, newest first.',
  query: Type.Object({ ...PageQuery.properties, ...Filter }),
  reply: pageOf(RegisterEntry),
})

export const getRegisterEntry = defineRoute({
  name: 'getRegisterEntry',
  method: 'GET',
  path: '/api/register/entries/:id',
  access: 'public',
  summary: 'One entry of the register.',
  params: Type.Object({ id: Id }),
  reply: RegisterEntry,
})

const Count = {
  type: MessageType,
  count: Type.Integer(),
  /** How many of them their sender took back. */
  withdrawn: Type.Integer(),
}

/** How many messages there were. Nothing of a receiver is counted, so nothing that one did can be derived. */
export const RegisterCounts = Type.Object({
  total: Type.Integer(),
  /** By month (UTC, `2026-10`) and type, newest first. */
  months: Type.Array(Type.Object({ month: Type.String(), ...Count })),
  senders: Type.Array(Type.Object({ sender: Line, senderKind: MemberKind, ...Count })),
})
export type RegisterCounts = Static<typeof RegisterCounts>

export const countRegister = defineRoute({
  name: 'countRegister',
  method: 'GET',
  path: '/api/register/counts',
  access: 'public',
  summary: 'How many messages the register has, by month, by type and by sender.',
  reply: RegisterCounts,
})

export const withholdWords = defineRoute({
  name: 'withholdWords',
  method: 'POST',
  path: '/api/register/entries/:id/withhold',
  access: 'role:reviewer',
  summary:
    'Puts off the day on which the words of an own message become public, in public and with a reason.',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    /** The day as it stood when this person looked. */
    textFrom: Instant,
    until: Instant,
    reason: Prose,
  }),
  reply: RegisterEntry,
})

/** Replies an Atom feed (RFC 4287) as text. */
export const getRegisterFeed = defineRoute({
  name: 'getRegisterFeed',
  method: 'GET',
  path: '/api/register/feed',
  access: 'public',
  summary: 'The newest messages and meetings of the register as an Atom feed.',
  reply: Type.Unsafe<string>(Type.String()),
})

/** Replies text: a line of JSON an entry, or a table of commas of messages or of meetings. */
export const getRegisterBulk = defineRoute({
  name: 'getRegisterBulk',
  method: 'GET',
  path: '/api/register/bulk/:format',
  access: 'public',
  summary:
    'The whole register, oldest first: messages and then meetings (`kind` is `meeting`) as JSONL, or either as CSV.',
  params: Type.Object({ format: Type.Enum(['jsonl', 'csv', 'meetings-csv']) }),
  reply: Type.Unsafe<string>(Type.String()),
})

export const listRegisterMeetings = defineRoute({
  name: 'listRegisterMeetings',
  method: 'GET',
  path: '/api/register/meetings',
  access: 'public',
  summary:
    'Meetings of government bodies with platforms and campaigns whose minutes are sealed, newest first.',
  query: PageQuery,
  reply: pageOf(RegisterMeeting),
})

export const getRegisterMeeting = defineRoute({
  name: 'getRegisterMeeting',
  method: 'GET',
  path: '/api/register/meetings/:id',
  access: 'public',
  summary: 'One meeting of the register.',
  params: Type.Object({ id: Id }),
  reply: RegisterMeeting,
})
