import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { NoticeTexts } from './notices.ts'
import { NoticeKind, TargetState } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import {
  Id,
  Instant,
  Language,
  Line,
  MemberRef,
  pageOf,
  PageQuery,
  Prose,
  ShortProse,
  Tlp,
} from './scalars.ts'

/** Another notice of the same line of corrections, made out to the same office. */
export const OfficeVersion = Type.Object({
  noticeId: Id,
  kind: NoticeKind,
  texts: NoticeTexts,
  mainLanguage: Language,
  sentAt: Instant,
})
export type OfficeVersion = Static<typeof OfficeVersion>

/** What somebody of the office asked the sender. It answers nothing for the office. */
export const OfficeQuestion = Type.Object({
  /** Title of the contact whose link it was asked by. */
  askedBy: Line,
  text: ShortProse,
  askedAt: Instant,
  answer: Type.Optional(Type.Object({ text: ShortProse, at: Instant })),
})
export type OfficeQuestion = Static<typeof OfficeQuestion>

/** What an office sees behind the link in its mail, with no account. */
export const OfficeNotice = Type.Object({
  noticeId: Id,
  targetId: Id,
  from: MemberRef,
  place: Line,
  role: OfficeRole,
  kind: NoticeKind,
  exercise: Type.Boolean(),
  tlp: Tlp,
  /** Of the contact whose link it is. */
  language: Language,
  texts: NoticeTexts,
  /** The language of the text for whoever reads none of the others. */
  mainLanguage: Language,
  sentAt: Instant,
  /** Until when an answer is waited for; absent where no clock runs. */
  dueAt: Type.Optional(Instant),
  /** Of a notice that the place is not known to be hit: the time up to which its sender knew so. */
  knownAt: Type.Optional(Instant),
  state: TargetState,
  /** The contact whose link it is; absent where it is known of no one, as on paper. */
  contact: Type.Optional(
    Type.Object({
      /** Its place in the chain of the office. */
      rank: Type.Integer(),
      title: Line,
      /** When whoever holds the link said that they are not who is accountable. */
      notMeAt: Type.Optional(Instant),
    }),
  ),
  /** Whom the office named to act, until then the contact who answered: at `told` nobody has said who acts. */
  acknowledgedBy: Type.Optional(Line),
  /** What the office asked, first to last; absent where it asked nothing. */
  questions: Type.Optional(Type.Array(OfficeQuestion)),
  /** Read aloud by a caller to prove that they are genuine. */
  callBackCode: Type.String(),
  closed: Type.Boolean(),
  logIndex: Type.Integer(),
  /** What this one corrects or clears. */
  corrects: Type.Optional(OfficeVersion),
  /** The newest correction or all-clear of this one, which holds in its place. */
  correctedBy: Type.Optional(OfficeVersion),
})
export type OfficeNotice = Static<typeof OfficeNotice>

const ById = Type.Object({ id: Id })

/** The secret of a mailed link, which stands in its fragment and is posted, so that no log holds it. */
export const OfficeLink = Type.Object({ token: Type.String({ minLength: 16, maxLength: 100 }) })

const Acknowledgement = Type.Object({
  step: Type.Union([Type.Literal('told'), Type.Literal('understood'), Type.Literal('acted')]),
  who: Type.Optional(Line),
  note: Type.Optional(Prose),
})

export const openNotice = defineRoute({
  name: 'openNotice',
  method: 'POST',
  path: '/api/office-link',
  access: 'public',
  summary:
    'The notice behind a mailed link. Opening it acknowledges nothing: mail scanners open links too.',
  body: OfficeLink,
  reply: OfficeNotice,
})

export const acknowledgeNotice = defineRoute({
  name: 'acknowledgeNotice',
  method: 'POST',
  path: '/api/office-link/answer',
  access: 'public',
  summary: '"I was told", "I understand, here is who acts", or "done".',
  body: Type.Object({
    ...OfficeLink.properties,
    ...Acknowledgement.properties,
    /** When it was pressed by the clock of the device, where it could be sent only later: it is on record as said so, beside when it came in. */
    pressedAt: Type.Optional(Instant),
  }),
  reply: OfficeNotice,
})

export const sayNotMe = defineRoute({
  name: 'sayNotMe',
  method: 'POST',
  path: '/api/office-link/not-me',
  access: 'public',
  summary:
    '"This is not me": who holds the link is not who is accountable. It is no answer; where it is the turn of this contact, the next one is told at once.',
  body: Type.Object({
    ...OfficeLink.properties,
    /** Who is, if they know. */
    who: Type.Optional(Line),
    /** When it was pressed by the clock of the device, where it could be sent only later. */
    pressedAt: Type.Optional(Instant),
  }),
  reply: OfficeNotice,
})

/** The proof file of a notice for the office that holds its link. */
export const getOfficeReceipt = defineRoute({
  name: 'getOfficeReceipt',
  method: 'POST',
  path: '/api/office-link/receipt',
  access: 'public',
  summary:
    "Proof file of the office's last answer, with the text it was shown; before there is one, of the opening.",
  body: OfficeLink,
  reply: Type.Unsafe<string>(Type.String()),
})

export const listOfficeNotices = defineRoute({
  name: 'listOfficeNotices',
  method: 'GET',
  path: '/api/office/notices',
  access: 'member',
  summary: "Notices made out to the own member's office, those awaiting an answer first.",
  query: PageQuery,
  reply: pageOf(OfficeNotice),
})

export const acknowledgeAsOffice = defineRoute({
  name: 'acknowledgeAsOffice',
  method: 'POST',
  path: '/api/office/notices/:id/acknowledge',
  access: 'acting',
  summary: 'Answers a notice from the desk of a signed-in office; `id` is the target.',
  params: ById,
  body: Acknowledgement,
  reply: OfficeNotice,
})

export const getOwnOfficeReceipt = defineRoute({
  name: 'getOwnOfficeReceipt',
  method: 'GET',
  path: '/api/office/notices/:id/receipt',
  access: 'member',
  summary:
    "Proof file of a signed-in office's last answer, with the text it was shown; `id` is the target.",
  params: ById,
  reply: Type.Unsafe<string>(Type.String()),
})

export const checkCallBackCode = defineRoute({
  name: 'checkCallBackCode',
  method: 'POST',
  path: '/api/call-back',
  access: 'public',
  summary:
    'Tells an office whether a code read to it belongs to a genuine notice; while a call is under way, its first six digits alone will do.',
  body: Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) }),
  reply: Type.Object({
    genuine: Type.Boolean(),
    from: Type.Optional(Line),
    place: Type.Optional(Line),
    sentAt: Type.Optional(Instant),
  }),
})
