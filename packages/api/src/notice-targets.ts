import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { Id, Instant, JurisdictionId, Line } from './scalars.ts'

/**
 * `reachability` is no warning: it asks an office of an election whether our mails arrive, and is made by the exchange.
 * `all-clear` says that what an earlier notice warned of is over or was never so. `not-hit` says that a
 * place is not among those which its sender knows to be hit, as of a time. To these three nobody need say more than `told`.
 */
export const NoticeKind = Type.Enum(['notice', 'advisory', 'reachability', 'all-clear', 'not-hit'])
export type NoticeKind = Static<typeof NoticeKind>

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

/**
 * How far the mail to the contact whose turn it is has come. `handed-over` means that a mail server took it: nobody
 * knows more until the office answers. `blocked`: our own mail server is missing, away or refuses us.
 * `bounced`: the receiving server took it and said later that it would not arrive.
 */
export const TargetMail = Type.Enum([
  'none',
  'queued',
  'blocked',
  'handed-over',
  'failed',
  'bounced',
])
export type TargetMail = Static<typeof TargetMail>

/** Contacts of one office by how far the newest mail to each has come; a contact who cannot be mailed was not asked. */
export const TargetMails = Type.Object({
  queued: Type.Integer(),
  /** Taken by a mail server, and not come back. */
  handedOver: Type.Integer(),
  /** Never taken by a mail server. */
  failed: Type.Integer(),
  /** Taken, and refused later by the receiving side. */
  returned: Type.Integer(),
})
export type TargetMails = Static<typeof TargetMails>

/** Channels to a telephone number: a short message, a call in which a machine speaks, and a fax. */
export const TEXT_CHANNELS = ['sms', 'voice', 'fax'] as const
export type TextChannel = (typeof TEXT_CHANNELS)[number]

/**
 * Messages of one channel, each by how far it has come. None of it says that a person read or heard one: only an answer does.
 */
export const ChannelMessages = Type.Object({
  channel: Type.Enum(TEXT_CHANNELS),
  queued: Type.Integer(),
  /** Taken by a gateway, and no more said of it. */
  handedOver: Type.Integer(),
  /** Taken, and delivered to a telephone as the network says. */
  delivered: Type.Integer(),
  /** Refused, given up, or not delivered as the network says. */
  failed: Type.Integer(),
  /** Whether a gateway took it nobody knows. It is not sent again. */
  unknown: Type.Integer(),
  /** Why the queued ones do not go out and who must act; absent while nothing stops them. */
  blocked: Type.Optional(Type.String()),
  /** Of the queued ones those whose time has not come, until when the first of them waits, and for what: the ways before it, or hours on file. */
  held: Type.Optional(
    Type.Object({
      count: Type.Integer(),
      until: Instant,
      because: Type.Enum(['order', 'hours']),
      /** Of the hours. */
      timeZone: Type.Optional(Type.String()),
    }),
  ),
  /** Those made out for outside the hours on file, since they cannot wait for them. */
  outsideHours: Type.Optional(Type.Integer()),
})
export type ChannelMessages = Static<typeof ChannelMessages>

/** How an office had the words that a correction is about: by a mail or a message to a number that was handed over or may have been, a call that was answered, or its page. */
export const ToldBy = Type.Enum(['mail', 'text', 'telephone', 'page'])
export type ToldBy = Static<typeof ToldBy>

/** The newest words of a line of corrections that an office had at an instant: `number` 1 is the first notice. */
export const TargetVersion = Type.Object({
  notice: Id,
  number: Type.Integer(),
  kind: NoticeKind,
  sentAt: Instant,
  /** `answered` proves that somebody of the office had it; `handed-over` only that a mail server took it. */
  by: Type.Enum(['handed-over', 'answered']),
})
export type TargetVersion = Static<typeof TargetVersion>

export const Target = Type.Object({
  id: Id,
  jurisdiction: JurisdictionId,
  /** The places above it and itself, from the country down. */
  lineage: Type.Array(JurisdictionId),
  place: Line,
  role: OfficeRole,
  state: TargetState,
  /** Title of the contact whose turn it is. */
  contact: Type.Optional(Line),
  /** The place in the chain of the contact whose turn it is, from 1; it says nothing of whom a mail went out to. */
  attempt: Type.Integer(),
  mail: Type.Optional(TargetMail),
  /** Absent where the reader may not know. */
  mails: Type.Optional(TargetMails),
  /** Messages to numbers of its contacts, a channel each that one was made out by; absent where the reader may not know. */
  texts: Type.Optional(Type.Array(ChannelMessages)),
  /** When the contact whose turn it is has to have answered; absent until a mail or message to it was handed over. */
  dueAt: Type.Optional(Instant),
  /** Since when the office is overdue: the first contact's time ran out. */
  overdueSince: Type.Optional(Instant),
  /** Whom the office named to act, until then the contact who answered: at `told` nobody has said who acts. */
  acknowledgedBy: Type.Optional(Line),
  acknowledgedAt: Type.Optional(Instant),
  /** Last delivery fault, in words, and who must act. */
  fault: Type.Optional(Type.String()),
  /** Of a correction: how the office had what is corrected; empty where nobody there is known to have had it. */
  toldBefore: Type.Optional(Type.Array(ToldBy)),
  /** The correction or all-clear made out to this office by then, which took the place of this notice. */
  correctedBy: Type.Optional(Type.Object({ notice: Id, kind: NoticeKind, at: Instant })),
  /** Where there are corrections: which words the office had by then; absent where it had none. */
  version: Type.Optional(TargetVersion),
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
