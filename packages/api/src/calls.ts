import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { TargetState } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, JurisdictionId, Language, Line, Prose, Tlp } from './scalars.ts'

/**
 * How a call ended. `wrong-code`: whoever answered read back wrong digits three times, so nobody counts as told; `reached` says only that
 * somebody answered.
 */
export const CALL_OUTCOMES = [
  'told',
  'understood',
  'reached',
  'not-reached',
  'wrong-number',
  'wrong-code',
] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** A contact of an office as a caller needs it; no number where the caller may not have it, or none is on file. */
export const CallContact = Type.Object({
  rank: Type.Integer(),
  title: Line,
  language: Type.String(),
  phone: Type.Optional(Line),
  /** Where the contact said when to call: whether that is now, until when it stays so, and in which zone. */
  hours: Type.Optional(
    Type.Object({
      open: Type.Boolean(),
      /** When it begins, or ends where it has begun; absent where it is at any hour. */
      turns: Type.Optional(Instant),
      timeZone: Type.String(),
      /** All of its ways in their order, as it is on file. */
      ways: Type.String(),
    }),
  ),
  /** Since when it is the turn of a call by a person to them, and why then. */
  callAt: Type.Optional(Instant),
  callBecause: Type.Optional(Type.Enum(['now', 'order', 'hours', 'severe'])),
  calls: Type.Integer(),
  /** A caller found the number wrong. */
  wrongNumber: Type.Boolean(),
})
export type CallContact = Static<typeof CallContact>

/** A call as it stands on record; without an outcome none was recorded. */
export const PastCall = Type.Object({
  id: Id,
  at: Instant,
  title: Line,
  outcome: Type.Optional(Type.Enum(CALL_OUTCOMES)),
  /** Who called, a person of the sender. */
  by: Line,
  spokeWith: Type.Optional(Line),
  logIndex: Type.Integer(),
})
export type PastCall = Static<typeof PastCall>

/**
 * What is known of an office that has not answered in full, the strongest of it. `none`: no mail to it was handed over. `mailed`: a mail
 * server took one; whether anybody read it is not known. `spoken`: somebody answered a telephone number on file, and did not prove to be of the office.
 * `opened`: its page was opened by the link. `told`: the office said that it has the notice. Only of the last two is it known that the
 * office was reached.
 */
export const KNOWN_BY = ['none', 'mailed', 'spoken', 'opened', 'told'] as const
export type KnownBy = (typeof KNOWN_BY)[number]

/** An office that still owes an answer. */
export const CallOffice = Type.Object({
  targetId: Id,
  noticeId: Id,
  /** Of the notice, in its main language. */
  subject: Line,
  tlp: Tlp,
  sentAt: Instant,
  jurisdiction: JurisdictionId,
  place: Line,
  role: OfficeRole,
  state: TargetState,
  known: Type.Object({
    by: Type.Enum(KNOWN_BY),
    at: Type.Optional(Instant),
    /** Contacts to whom a mail was handed over and did not come back. */
    mailed: Type.Integer(),
  }),
  /** When the contact whose turn it is has to have answered. */
  dueAt: Type.Optional(Instant),
  /** Since when the office is overdue. */
  overdueSince: Type.Optional(Instant),
  /** What is wrong, in words. */
  fault: Type.Optional(Type.String()),
  /** It was told by telephone what this notice corrects or clears, so it is called at once. */
  toldBefore: Type.Optional(Type.Literal(true)),
  timeZone: Type.Optional(Type.String()),
  contacts: Type.Array(CallContact),
  /** Rank of the contact to call next; absent where nobody with a number is left. */
  next: Type.Optional(Type.Integer()),
  /** Somebody is on the phone with this office, until then at most. */
  open: Type.Optional(
    Type.Object({
      id: Id,
      by: Line,
      mine: Type.Boolean(),
      rank: Type.Integer(),
      title: Line,
      until: Instant,
    }),
  ),
  calls: Type.Array(PastCall),
})
export type CallOffice = Static<typeof CallOffice>

export const CallSheet = Type.Object({
  /** When it was made, by the clock of the exchange. */
  at: Instant,
  items: Type.Array(CallOffice),
  /** Offices of this kind beyond those listed. */
  more: Type.Integer(),
})
export type CallSheet = Static<typeof CallSheet>

export const CALL_ORDERS = ['urgency', 'place', 'longest', 'calls'] as const
export const CALLED = ['never', 'not-reached', 'reached', 'wrong-number'] as const

/** What of the offices that still owe an answer is asked for. */
export const CallFilter = Type.Object({
  /** Of this notice alone. */
  notice: Type.Optional(Id),
  /** Also those that still have time to answer. */
  all: Type.Optional(Type.Literal('true')),
  state: Type.Optional(Type.Enum(['overdue', 'unreachable', 'waiting', 'told'])),
  role: Type.Optional(OfficeRole),
  /** Each must stand in the name of the place or in a subject. */
  words: Type.Optional(Line),
  /** How the last call that ended did; `reached`: whoever answered, read back the code or not. */
  called: Type.Optional(Type.Enum(CALLED)),
  /** `longest`: overdue the longest first; `calls`: called least first. Without it the most urgent first. */
  sort: Type.Optional(Type.Enum(CALL_ORDERS)),
})
export type CallFilter = Static<typeof CallFilter>

/** A call under way: what the caller says, and the half of the code that proves the caller. */
export const Call = Type.Object({
  id: Id,
  targetId: Id,
  title: Line,
  phone: Type.Optional(Line),
  /** The first six digits, which the caller reads; the clerk reads back the last six, which the caller is not shown. */
  half: Type.String(),
  until: Instant,
  triesLeft: Type.Integer(),
  script: Type.Object({ language: Language, lines: Type.Array(Type.String()) }),
})
export type Call = Static<typeof Call>

export const getCallSheet = defineRoute({
  name: 'getCallSheet',
  method: 'GET',
  path: '/api/notices/:id/calls',
  access: 'role:analyst',
  summary:
    'Offices of an own notice to call: unreachable ones, then overdue ones, longest first; with `all`, all that still owe an answer.',
  params: Type.Object({ id: Id }),
  query: Type.Object({ all: Type.Optional(Type.Literal('true')) }),
  reply: CallSheet,
})

const URGENCY =
  'those told by telephone of what is corrected now, unreachable ones, then overdue ones, longest first'

export const listCalls = defineRoute({
  name: 'listCalls',
  method: 'GET',
  path: '/api/calls',
  access: 'role:analyst',
  summary: `Offices to call of all own open notices, or of one: ${URGENCY}. At most 200; \`more\` counts the others.`,
  query: CallFilter,
  reply: CallSheet,
})

export const exportCalls = defineRoute({
  name: 'exportCalls',
  method: 'GET',
  path: '/api/calls/export',
  access: 'role:analyst',
  summary:
    'The same list: every office of it as CSV, in which no cell is a formula, or the most urgent of it on one page of tagged PDF, which says how many it leaves out.',
  query: Type.Object({ ...CallFilter.properties, format: Type.Enum(['csv', 'pdf']) }),
  reply: Type.String(),
})

export const mailAgain = defineRoute({
  name: 'mailAgain',
  method: 'POST',
  path: '/api/notice-targets/:id/mail',
  access: 'role:analyst',
  summary:
    'Has the notice mailed to a contact of an office that still owes an answer, at the address on file now, also to one who came on file since. A running time to answer goes on; where none runs it begins when the mail is handed over. A `conflict` while a mail to them waits, or within 10 minutes of one. `id` is the target.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ contact: Id }),
  reply: Type.Object({ title: Line, logIndex: Type.Integer() }),
})

export const beginCall = defineRoute({
  name: 'beginCall',
  method: 'POST',
  path: '/api/notice-targets/:id/calls',
  access: 'role:analyst',
  summary:
    'Begins a call to a contact of an office; a `conflict` while another person is on the phone with it. `id` is the target.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ rank: Type.Integer({ minimum: 0, maximum: 99 }) }),
  reply: Call,
  status: 201,
})

export const endCall = defineRoute({
  name: 'endCall',
  method: 'POST',
  path: '/api/calls/:id/end',
  access: 'role:analyst',
  summary:
    'Records how a call ended. `told` and `understood` need the digits that the clerk read back and whom the caller spoke with, `understood` also who acts; three wrong codes end the call.',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    outcome: Type.Enum(['told', 'understood', 'reached', 'not-reached', 'wrong-number']),
    readBack: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    spokeWith: Type.Optional(Line),
    who: Type.Optional(Line),
    note: Type.Optional(Prose),
  }),
  reply: Type.Object({ outcome: Type.Enum(CALL_OUTCOMES), logIndex: Type.Integer() }),
})
