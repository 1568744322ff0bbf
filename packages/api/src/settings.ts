import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Email, Id, Instant, Line } from './scalars.ts'

/** Languages that mails to people of members are written in. */
export const MAIL_LANGUAGES = ['en', 'es', 'fr'] as const

export const OwnSession = Type.Object({
  id: Id,
  /** Real time, also in a drill. */
  startedAt: Instant,
  /** To the minute. */
  usedAt: Instant,
  /** When it ends unless it is used before, and then at the latest. */
  endsAt: Instant,
  /** What it was begun from, as the browser said; absent where it said nothing that is known, or before it was kept. */
  device: Type.Optional(Type.String()),
  /** Whether it is the one that asks. */
  own: Type.Boolean(),
})
export type OwnSession = Static<typeof OwnSession>

const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Quiet = Type.Object({ from: TimeOfDay, until: TimeOfDay })
/** At once is once an hour at most; daily is once in 24 hours. */
const LookbackMail = Type.Enum(['at-once', 'daily', 'none'])

/** As it comes is once an hour at most. */
const NewsMail = Type.Enum(['at-once', 'daily', 'none'])
/** By the clocks of the zone of the person's screens, or UTC where they chose none. */
const HourOfDay = Type.Integer({ minimum: 0, maximum: 23 })

/** How the last mail of what is new fared; nobody is said to have read one. */
const NewsMailed = Type.Object({
  state: Type.Enum(['waiting', 'handed-over', 'failed']),
  /** When it was made ready, or came to that end. */
  at: Instant,
  /** Of a try nobody knows whether a mail server took it, so it may have come more than once, or come though it failed. */
  unsure: Type.Boolean(),
})

/** What a person has chosen for themselves. */
export const Settings = Type.Object({
  name: Line,
  email: Email,
  mailLanguage: Type.Enum(MAIL_LANGUAGES),
  /** An IANA zone that the person's screens name times in; absent is that of the device. */
  timeZone: Type.Optional(Type.String()),
  /** Whether calendar files of meetings come by mail; `chooseMeetingMail` changes it. */
  meetingMail: Type.Boolean(),
  /** What is new is announced on the person's screens. */
  announced: Type.Boolean(),
  /** But not from one time of day until the other, in the zone of their screens; it may go over midnight. */
  quiet: Type.Optional(Quiet),
  /** How often at most an analyst is mailed that what the organisation keeps for look-back was hit. */
  lookbackMail: LookbackMail,
  /** Whether and when releases, recalls to answer, invitations to cases and steps offered there are mailed, by count. */
  newsMail: NewsMail,
  /** The hour of the daily one. */
  newsMailHour: HourOfDay,
  newsMailed: Type.Optional(NewsMailed),
  /** Whether this exchange sends mail at all. */
  sendsMail: Type.Boolean(),
  sessions: Type.Array(OwnSession),
})
export type Settings = Static<typeof Settings>

export const getSettings = defineRoute({
  name: 'getSettings',
  method: 'GET',
  path: '/api/settings',
  access: 'member',
  summary: 'What the person has chosen for themselves, and their open sessions; for no machine.',
  reply: Settings,
})

export const changeSettings = defineRoute({
  name: 'changeSettings',
  method: 'PATCH',
  path: '/api/settings',
  access: 'member',
  summary:
    'Changes the own name, the language of mails, the time zone of the screens, how what is new is announced there, or how often mails about look-back and about what is new come.',
  body: Type.Object({
    name: Type.Optional(Line),
    mailLanguage: Type.Optional(Type.Enum(MAIL_LANGUAGES)),
    /** Null is that of the device. */
    timeZone: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
    announced: Type.Optional(Type.Boolean()),
    /** Null is none. */
    quiet: Type.Optional(Type.Union([Quiet, Type.Null()])),
    lookbackMail: Type.Optional(LookbackMail),
    newsMail: Type.Optional(NewsMail),
    newsMailHour: Type.Optional(HourOfDay),
  }),
  reply: Settings,
})

export const endSession = defineRoute({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'member',
  summary: 'Ends one of the own sessions, at once.',
  params: Type.Object({ id: Id }),
  reply: Settings,
})

export const endOtherSessions = defineRoute({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/sessions',
  access: 'member',
  summary:
    'Ends every own session but the one that asks, and voids sign-in links that were mailed and not used.',
  reply: Type.Object({ ended: Type.Integer(), settings: Settings }),
})
