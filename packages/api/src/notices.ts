import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { ChannelMessages, Counts, NoticeKind, Target } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import {
  JurisdictionId,
  Id,
  Instant,
  Language,
  Line,
  MemberRef,
  pageOf,
  PageQuery,
  Prose,
  Tlp,
} from './scalars.ts'

/** Plain words in one language. */
export const NoticeText = Type.Object({
  subject: Line,
  what: Prose,
  howSure: Prose,
  actions: Type.Array(Line, { minItems: 1, maxItems: 3 }),
  whoToCall: Line,
  /** What readers may take from it that it does not mean: that much of what was used is public anyway, say. */
  context: Type.Optional(Prose),
  /** What was said wrongly before; only a correction has it, and `what` then says what is right. */
  wrong: Type.Optional(Prose),
})
export type NoticeText = Static<typeof NoticeText>

/** The texts of a notice by language. */
export const NoticeTexts = Type.Record(Language, NoticeText, { minProperties: 1, maxProperties: 8 })
export type NoticeTexts = Static<typeof NoticeTexts>

/** Minutes a contact has to answer before the next one is told. */
export const AnswerWithin = Type.Integer({ minimum: 1, maximum: 10080 })

export const NoticeDraft = Type.Object({
  /** An advisory carries no indicator and can never be tied to an account or address. */
  kind: Type.Union([Type.Literal('notice'), Type.Literal('advisory')]),
  tlp: Tlp,
  /** By languages of the exchange's country pack, the first of which must be there. */
  texts: NoticeTexts,
  /** Offices to apprise, by jurisdiction and role. */
  targets: Type.Array(Type.Object({ jurisdiction: JurisdictionId, role: OfficeRole }), {
    minItems: 1,
    maxItems: 12000,
    uniqueItems: true,
  }),
  answerWithin: AnswerWithin,
  /** Numbers are used outside the hours on file for them where these begin only after the time to answer. */
  severe: Type.Optional(Type.Boolean()),
  releaseId: Type.Optional(Id),
  /** The vendor, or one of its systems, that it is about: all who run it and the vendor itself have to be among the targets. */
  affected: Type.Optional(Type.Object({ vendor: Id, system: Type.Optional(Id) })),
})
export type NoticeDraft = Static<typeof NoticeDraft>

/** The mails of a notice, by contact asked. */
export const NoticeMail = Type.Object({
  queued: Type.Integer(),
  /** Taken by a mail server, and not come back. */
  handedOver: Type.Integer(),
  /** Never taken by a mail server. */
  failed: Type.Integer(),
  /** Taken, and refused later by the receiving side. */
  returned: Type.Integer(),
  /** Of all these, those that may have been handed over twice as the same message, since the exchange ended amid them; absent for none. */
  perhapsTwice: Type.Optional(Type.Integer()),
  /** Why the queued ones do not go out and who must act; absent while nothing stops them. */
  blocked: Type.Optional(Type.String()),
})
export type NoticeMail = Static<typeof NoticeMail>

/** Contacts on file in a language that the notice has no text in: they are mailed the main one, which is said to them. */
export const LanguageGap = Type.Object({ language: Type.String(), contacts: Type.Integer() })
export type LanguageGap = Static<typeof LanguageGap>

export const NoticeSummary = Type.Object({
  id: Id,
  kind: NoticeKind,
  from: MemberRef,
  subject: Line,
  tlp: Tlp,
  sentAt: Instant,
  closedAt: Type.Optional(Instant),
  counts: Counts,
  mail: Type.Optional(NoticeMail),
  /** Messages to numbers, a channel each that one was made out by. */
  texts: Type.Optional(Type.Array(ChannelMessages)),
  logIndex: Type.Integer(),
  /** The notice that this one corrects or clears. */
  corrects: Type.Optional(Id),
  /** Questions of offices that wait for an answer; for its sender alone, and absent where there are none. */
  questions: Type.Optional(Type.Integer()),
  /** Offices that have a correction or all-clear of it, of those that the reader may see. */
  corrected: Type.Optional(Type.Integer()),
})
export type NoticeSummary = Static<typeof NoticeSummary>

/** Another notice of the same line of corrections. */
export const NoticeLink = Type.Object({
  id: Id,
  kind: NoticeKind,
  sentAt: Instant,
  texts: NoticeTexts,
  mainLanguage: Language,
  /** Offices that both were made out to, of those that the reader may see. */
  offices: Type.Integer(),
})
export type NoticeLink = Static<typeof NoticeLink>

/** What speaks for it that an office which was told that its place is not known to be hit is hit after all. */
export const MaybeHit = Type.Object({
  jurisdiction: JurisdictionId,
  place: Line,
  role: OfficeRole,
  /** `notice`: the sender told this office of something else since. `report`: the office reported something since. */
  why: Type.Enum(['notice', 'report']),
  at: Instant,
  /** The newer notice. */
  notice: Type.Optional(Id),
})
export type MaybeHit = Static<typeof MaybeHit>

export const Notice = Type.Object({
  summary: NoticeSummary,
  texts: NoticeTexts,
  /** The language of the text for whoever reads none of the others. */
  mainLanguage: Language,
  /** Minutes; 0 where there is no clock. */
  answerWithin: Type.Integer(),
  releaseId: Type.Optional(Id),
  /** The vendor, or one of its systems, that it is about. */
  affected: Type.Optional(
    Type.Object({
      vendor: Id,
      name: Line,
      system: Type.Optional(Id),
      systemName: Type.Optional(Line),
    }),
  ),
  /** The election before which a test of reachability asks. */
  electionId: Type.Optional(Id),
  closeReason: Type.Optional(Prose),
  /** Offices that were given less time since an election was near, by how much they were given. */
  shorter: Type.Optional(
    Type.Array(Type.Object({ answerWithin: Type.Integer(), offices: Type.Integer() })),
  ),
  languageGaps: Type.Optional(Type.Array(LanguageGap)),
  /** Of a notice that places are not known to be hit: the time up to which its sender knew so. */
  knownAt: Type.Optional(Instant),
  /** For its sender alone: the notice to those that are hit. */
  notHitOf: Type.Optional(NoticeLink),
  /** For its sender alone: who was told that they are not known to be hit, newest first, counted apart. */
  toldNotHit: Type.Optional(
    Type.Array(
      Type.Object({
        ...NoticeLink.properties,
        knownAt: Instant,
        /** Of its offices, those that had no correction or all-clear of it since, by how far they are. */
        counts: Counts,
        corrected: Type.Integer(),
      }),
    ),
  ),
  /** For its sender alone: offices that were told so and of which something else has come up since. */
  maybeHit: Type.Optional(Type.Array(MaybeHit)),
  /** What it corrects or clears. */
  corrects: Type.Optional(NoticeLink),
  /** What corrected or cleared it, newest first. */
  corrections: Type.Optional(Type.Array(NoticeLink)),
})
export type Notice = Static<typeof Notice>

export const Coverage = Type.Object({
  at: Instant,
  counts: Counts,
  /** Targets of the places that the reader may see. */
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

const ById = Type.Object({ id: Id })

export const SendKey = Type.String({ minLength: 16, maxLength: 100, pattern: '^[\\w-]+$' })

export const NoticeSending = Type.Object({
  ...NoticeDraft.properties,
  /**
   * Chosen by the client for one sending: the same key with the same words answers with the notice that was sent, and
   * sends none; with other words it is a `conflict` at `/body/sendKey`.
   */
  sendKey: Type.Optional(SendKey),
  /** Sends what was sent within the last hour once more; without it that is a `conflict` at `/body/again`. */
  again: Type.Optional(Type.Boolean()),
})
export type NoticeSending = Static<typeof NoticeSending>

export const sendNotice = defineRoute({
  name: 'sendNotice',
  method: 'POST',
  path: '/api/notices',
  access: 'role:analyst',
  summary:
    "Sends a notice to the first contact of each office; an office's clock starts when its mail was handed over.",
  body: NoticeSending,
  maxBody: 4 << 20,
  reply: Notice,
  status: 201,
})

export const NOTICE_STATES = ['open', 'closed'] as const

export const listNotices = defineRoute({
  name: 'listNotices',
  method: 'GET',
  path: '/api/notices',
  access: 'member',
  summary: 'Notices the own member sent, or that concern its jurisdiction, newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    /** Whether its sender has closed it. */
    state: Type.Optional(Type.Enum(NOTICE_STATES)),
    /** Each must stand in a subject or the name of the sender. */
    words: Type.Optional(Line),
  }),
  reply: pageOf(NoticeSummary),
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
  summary:
    'What happened to a notice, the newest page of it in order; `next` asks for what was before.',
  params: ById,
  query: Type.Object({
    ...PageQuery.properties,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    /** As it was known at this instant. */
    at: Type.Optional(Instant),
    /** What happened to the offices of this place and of those above and below it. */
    place: Type.Optional(JurisdictionId),
  }),
  reply: pageOf(NoticeEvent),
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
