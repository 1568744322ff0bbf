import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { defineRoute } from './route.ts'
import { Fips, Id, Instant, Line, MemberRef, Prose, Tlp } from './scalars.ts'

/** Plain words in one language. */
export const NoticeText = Type.Object({
  subject: Line,
  what: Prose,
  howSure: Prose,
  actions: Type.Array(Line, { minItems: 1, maxItems: 3 }),
  whoToCall: Line,
})
export type NoticeText = Static<typeof NoticeText>

export const NoticeDraft = Type.Object({
  /** An advisory carries no indicator and can never be tied to an account or address. */
  kind: Type.Union([Type.Literal('notice'), Type.Literal('advisory')]),
  tlp: Tlp,
  en: NoticeText,
  es: Type.Optional(NoticeText),
  /** Offices to apprise, by jurisdiction and role. */
  targets: Type.Array(Type.Object({ jurisdiction: Fips, role: OfficeRole }), {
    minItems: 1,
    maxItems: 12000,
    uniqueItems: true,
  }),
  /** Minutes a contact has to answer before the next one is told. */
  answerWithin: Type.Integer({ minimum: 1, maximum: 10080 }),
  releaseId: Type.Optional(Id),
})
export type NoticeDraft = Static<typeof NoticeDraft>

/** `told` = opened and confirmed; `understood` = says who acts; `acted` = done. */
export const TargetState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('told'),
  Type.Literal('understood'),
  Type.Literal('acted'),
  Type.Literal('overdue'),
  Type.Literal('unreachable'),
])
export type TargetState = Static<typeof TargetState>

export const Target = Type.Object({
  id: Id,
  jurisdiction: Fips,
  place: Line,
  role: OfficeRole,
  state: TargetState,
  /** Title of the contact whose turn it is. */
  contact: Type.Optional(Line),
  /** How many contacts were told so far; above 1 it was escalated. */
  attempt: Type.Integer(),
  dueAt: Type.Optional(Instant),
  /** Who acts for the office: whom it named, until then the contact who answered. */
  acknowledgedBy: Type.Optional(Line),
  acknowledgedAt: Type.Optional(Instant),
  /** Last delivery fault, in words, and who must act. */
  fault: Type.Optional(Type.String()),
})
export type Target = Static<typeof Target>

export const Counts = Type.Object({
  waiting: Type.Integer(),
  told: Type.Integer(),
  understood: Type.Integer(),
  acted: Type.Integer(),
  overdue: Type.Integer(),
  unreachable: Type.Integer(),
})
export type Counts = Static<typeof Counts>

export const NoticeSummary = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('notice'), Type.Literal('advisory')]),
  from: MemberRef,
  subject: Line,
  tlp: Tlp,
  sentAt: Instant,
  closedAt: Type.Optional(Instant),
  counts: Counts,
  logIndex: Type.Integer(),
})
export type NoticeSummary = Static<typeof NoticeSummary>

export const Notice = Type.Object({
  summary: NoticeSummary,
  en: NoticeText,
  es: Type.Optional(NoticeText),
  answerWithin: Type.Integer(),
  releaseId: Type.Optional(Id),
  closeReason: Type.Optional(Prose),
})
export type Notice = Static<typeof Notice>

export const Coverage = Type.Object({
  at: Instant,
  counts: Counts,
  /** A state's own target and those of its counties. */
  targets: Type.Array(Target),
})
export type Coverage = Static<typeof Coverage>

/** One thing that happened to a target: the history a map at a past instant is rebuilt from. */
export const NoticeEvent = Type.Object({
  at: Instant,
  target: Id,
  place: Line,
  kind: Type.String(),
  detail: Type.String(),
  logIndex: Type.Integer(),
})
export type NoticeEvent = Static<typeof NoticeEvent>

/** What an office sees behind the link in its mail, with no account. */
export const OfficeNotice = Type.Object({
  noticeId: Id,
  targetId: Id,
  from: MemberRef,
  place: Line,
  role: OfficeRole,
  kind: Type.Union([Type.Literal('notice'), Type.Literal('advisory')]),
  exercise: Type.Boolean(),
  tlp: Tlp,
  language: Type.Union([Type.Literal('en'), Type.Literal('es')]),
  en: NoticeText,
  es: Type.Optional(NoticeText),
  sentAt: Instant,
  state: TargetState,
  /** Who acts for the office: whom it named, until then the contact who answered. */
  acknowledgedBy: Type.Optional(Line),
  /** Read aloud by a caller to prove that they are genuine. */
  callBackCode: Type.String(),
  closed: Type.Boolean(),
  logIndex: Type.Integer(),
})
export type OfficeNotice = Static<typeof OfficeNotice>

const ById = Type.Object({ id: Id })
const Token = Type.Object({ token: Type.String({ minLength: 16, maxLength: 100 }) })

export const previewNotice = defineRoute({
  name: 'previewNotice',
  method: 'POST',
  path: '/api/notices/preview',
  access: 'role:analyst',
  summary:
    'Who would be told first at each office, offices without a contact, and words a clerk may not know.',
  body: NoticeDraft,
  maxBody: 4 << 20,
  reply: Type.Object({
    lines: Type.Array(
      Type.Object({
        jurisdiction: Fips,
        place: Line,
        role: OfficeRole,
        contact: Type.Optional(Line),
        alternates: Type.Integer(),
      }),
    ),
    /** Targets with nobody on file: they start as unreachable, which shows on the map. */
    missing: Type.Integer(),
    /** Flesch-Kincaid grade of the English text. */
    grade: Type.Number(),
    verdict: Type.Object({ allow: Type.Boolean(), rule: Type.String(), reason: Type.String() }),
    /** Offices that ought to be told too (a county's state), by the rule that says so. */
    alsoOwed: Type.Array(
      Type.Object({ jurisdiction: Fips, place: Line, role: OfficeRole, rule: Type.String() }),
    ),
  }),
})

export const sendNotice = defineRoute({
  name: 'sendNotice',
  method: 'POST',
  path: '/api/notices',
  access: 'role:analyst',
  summary: 'Sends a notice to the first contact of each office and starts their clocks.',
  body: NoticeDraft,
  maxBody: 4 << 20,
  reply: Notice,
  status: 201,
})

export const listNotices = defineRoute({
  name: 'listNotices',
  method: 'GET',
  path: '/api/notices',
  access: 'member',
  summary: 'Notices the own member sent, or that concern its jurisdiction, newest first.',
  reply: Type.Object({ items: Type.Array(NoticeSummary) }),
})

export const getNotice = defineRoute({
  name: 'getNotice',
  method: 'GET',
  path: '/api/notices/:id',
  access: 'member',
  summary: 'One notice.',
  params: ById,
  reply: Notice,
})

export const getCoverage = defineRoute({
  name: 'getCoverage',
  method: 'GET',
  path: '/api/notices/:id/coverage',
  access: 'member',
  summary: 'Told, understood, acted, overdue of every office, now or at any past instant.',
  params: ById,
  query: Type.Object({ at: Type.Optional(Instant) }),
  reply: Coverage,
})

export const listNoticeEvents = defineRoute({
  name: 'listNoticeEvents',
  method: 'GET',
  path: '/api/notices/:id/events',
  access: 'member',
  summary: 'Everything that happened to a notice, in order.',
  params: ById,
  reply: Type.Object({ items: Type.Array(NoticeEvent) }),
})

export const closeNotice = defineRoute({
  name: 'closeNotice',
  method: 'POST',
  path: '/api/notices/:id/close',
  access: 'role:analyst',
  summary: 'Closes a notice; while an office is unserved this needs a signed reason.',
  params: ById,
  body: Type.Object({ reason: Type.Optional(Prose) }),
  reply: Notice,
})

const Acknowledgement = Type.Object({
  step: Type.Union([Type.Literal('told'), Type.Literal('understood'), Type.Literal('acted')]),
  who: Type.Optional(Line),
  note: Type.Optional(Prose),
})

export const openNotice = defineRoute({
  name: 'openNotice',
  method: 'GET',
  path: '/api/acknowledge/:token',
  access: 'public',
  summary:
    'The notice behind a mailed link. Opening it acknowledges nothing: mail scanners open links too.',
  params: Token,
  reply: OfficeNotice,
})

export const acknowledgeNotice = defineRoute({
  name: 'acknowledgeNotice',
  method: 'POST',
  path: '/api/acknowledge/:token',
  access: 'public',
  summary: '"I was told", "I understand, here is who acts", or "done".',
  params: Token,
  body: Acknowledgement,
  reply: OfficeNotice,
})

export const listOfficeNotices = defineRoute({
  name: 'listOfficeNotices',
  method: 'GET',
  path: '/api/office/notices',
  access: 'member',
  summary: "Notices made out to the own member's office, those awaiting an answer first.",
  reply: Type.Object({ items: Type.Array(OfficeNotice) }),
})

export const acknowledgeAsOffice = defineRoute({
  name: 'acknowledgeAsOffice',
  method: 'POST',
  path: '/api/office/notices/:id/acknowledge',
  access: 'member',
  summary: 'Answers a notice from the desk of a signed-in office; `id` is the target.',
  params: ById,
  body: Acknowledgement,
  reply: OfficeNotice,
})

export const checkCallBackCode = defineRoute({
  name: 'checkCallBackCode',
  method: 'POST',
  path: '/api/call-back',
  access: 'public',
  summary: 'Tells an office whether a code read to it belongs to a genuine notice.',
  body: Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) }),
  reply: Type.Object({
    genuine: Type.Boolean(),
    from: Type.Optional(Line),
    place: Type.Optional(Line),
    sentAt: Type.Optional(Instant),
  }),
})
