import Type, { type Static } from 'typebox'
import { LookalikeDocument } from './finding.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'
import { DetectionRun } from './detection.ts'

/**
 * `new`: found, nobody told. `telling`: on its way. `told`: a mail was handed over. `unreached`: no mail could be. `answered`: the
 * party has said what it is. `set-aside`: whoever found it has, with a reason.
 */
export const ALERT_STATES = [
  'new',
  'telling',
  'told',
  'unreached',
  'answered',
  'set-aside',
] as const
export type AlertState = (typeof ALERT_STATES)[number]

export const PARTY_ANSWERS = ['ours', 'not-ours', 'known'] as const
export type PartyAnswer = (typeof PARTY_ANSWERS)[number]

/** Who else may be told, as the party says. */
export const MAY_KNOW = ['nobody', 'members'] as const
export type MayKnow = (typeof MAY_KNOW)[number]

/** What a party said of a name. */
export const AlertAnswer = Type.Object({
  answer: Type.Enum(PARTY_ANSWERS),
  mayKnow: Type.Enum(MAY_KNOW),
  /** It asks for help, in confidence. */
  wantsHelp: Type.Boolean(),
  words: Type.Optional(Prose),
  at: Instant,
})
export type AlertAnswer = Static<typeof AlertAnswer>

/** A window in which the content is committed to the log and told to nobody but the party. */
export const AlertSeal = Type.Object({ until: Instant, basis: Prose, opened: Type.Boolean() })
export type AlertSeal = Static<typeof AlertSeal>

/** A name that imitates a defended party, as whoever found it sees it, and once it is told, the party. */
export const PartyAlert = Type.Object({
  id: Id,
  name: Line,
  target: Line,
  party: Type.Object({ id: Id, name: Line }),
  finder: MemberRef,
  technique: Line,
  score: Type.Integer(),
  evidence: Type.String(),
  state: Type.Enum(ALERT_STATES),
  firstSeen: Instant,
  lastSeen: Instant,
  /** In how many looks it was seen. */
  seen: Type.Integer(),
  toldAt: Type.Optional(Instant),
  /** When anybody of the party first opened what it was sent. */
  openedAt: Type.Optional(Instant),
  answer: Type.Optional(AlertAnswer),
  /** From when on others may be told; absent while that cannot be said. */
  othersFrom: Type.Optional(Instant),
  /** Whether others may be told now. */
  mayShare: Type.Boolean(),
  seal: Type.Optional(AlertSeal),
  /** The finding, from which it is shared; for whoever found it. */
  findingId: Type.Optional(Id),
  /** Why it was set aside. */
  setAside: Type.Optional(Prose),
  logIndex: Type.Integer(),
})
export type PartyAlert = Static<typeof PartyAlert>

/** What became of one mail to one contact; the address is for the finder's own people and operators. */
export const TellingMail = Type.Object({
  title: Line,
  state: Type.Enum(['waiting', 'handed-over', 'failed']),
  at: Type.Optional(Instant),
  fault: Type.Optional(Type.String()),
  openedAt: Type.Optional(Instant),
  phone: Type.Optional(Line),
})

const ById = Type.Object({ id: Id })
const OneAlert = { params: ById, reply: PartyAlert }

export const startWatch = defineRoute({
  name: 'startWatch',
  method: 'POST',
  path: '/api/watches',
  access: 'role:analyst',
  summary:
    'Looks through an uploaded file of names for those that imitate a defended party; agencies, offices and campaigns look for their own alone.',
  body: Type.Object({
    uploadId: Id,
    /** Score from which a name is told. */
    least: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
  }),
  reply: DetectionRun,
  status: 201,
})

export const listAlerts = defineRoute({
  name: 'listAlerts',
  method: 'GET',
  path: '/api/alerts',
  access: 'member',
  summary:
    'Names that imitate defended parties: those that the own member found, and those that it was told of as the party; surest first.',
  query: Type.Object({
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(ALERT_STATES)),
    party: Type.Optional(Id),
    words: Type.Optional(Line),
  }),
  reply: Type.Object({
    ...pageOf(PartyAlert).properties,
    counts: Type.Record(Type.Enum(ALERT_STATES), Type.Integer()),
  }),
})

export const getAlert = defineRoute({
  name: 'getAlert',
  method: 'GET',
  path: '/api/alerts/:id',
  access: 'member',
  summary: 'One name with its dossier, and for whoever found it how the mails about it fare.',
  params: ById,
  reply: Type.Object({
    alert: PartyAlert,
    /** The finding as the detector made it; for whoever found it. */
    finding: Type.Optional(LookalikeDocument),
    mails: Type.Array(TellingMail),
  }),
})

export const tellParty = defineRoute({
  name: 'tellParty',
  method: 'POST',
  path: '/api/alerts/:id/tell',
  access: 'role:analyst',
  summary: 'Tells the party of a name that was found, in one mail to each of its contacts.',
  ...OneAlert,
})

export const setAlertAside = defineRoute({
  name: 'setAlertAside',
  method: 'POST',
  path: '/api/alerts/:id/set-aside',
  access: 'role:analyst',
  summary: 'Sets a name aside that nobody was told of, with the reason.',
  body: Type.Object({ reason: Prose }),
  ...OneAlert,
})

export const sealAlert = defineRoute({
  name: 'sealAlert',
  method: 'POST',
  path: '/api/alerts/:id/seal',
  access: 'role:analyst',
  summary:
    'Opens a sealed window: until its end nobody but the party is told. At its end the entry that the log has committed to becomes public.',
  body: Type.Object({ until: Instant, basis: Prose }),
  ...OneAlert,
})

const AnswerBody = {
  answer: Type.Enum(PARTY_ANSWERS),
  mayKnow: Type.Enum(MAY_KNOW),
  wantsHelp: Type.Boolean(),
  words: Type.Optional(Prose),
  /** Of `ours` alone: proposes it for the party's own names, which another person lets stand. */
  addName: Type.Optional(Type.Boolean()),
}

export const answerAlert = defineRoute({
  name: 'answerAlert',
  method: 'POST',
  path: '/api/alerts/:id/answer',
  access: 'acting',
  summary:
    'Says, for the party, whether a name is its own, and who else may be told. The newest answer holds.',
  body: Type.Object(AnswerBody),
  ...OneAlert,
})

const Link = { token: Type.String({ minLength: 16, maxLength: 100 }) }

/** A name as the party sees it by the link of a mail. */
export const ToldAlert = Type.Object({
  id: Id,
  name: Line,
  target: Line,
  technique: Line,
  evidence: Type.String(),
  score: Type.Integer(),
  firstSeen: Instant,
  answer: Type.Optional(AlertAnswer),
  othersFrom: Type.Optional(Instant),
})
export type ToldAlert = Static<typeof ToldAlert>

export const openPartyLink = defineRoute({
  name: 'openPartyLink',
  method: 'POST',
  path: '/api/party-link',
  access: 'public',
  summary: 'What a party was told, by the link of the mail.',
  body: Type.Object(Link),
  reply: Type.Object({
    party: Line,
    from: Line,
    toldAt: Instant,
    /** To be typed at the page that checks codes, reached by its own address. */
    code: Line,
    /** The surest of them, at most 1,000. */
    alerts: Type.Array(ToldAlert),
    /** How many names this was about. */
    total: Type.Integer(),
  }),
})

export const answerByLink = defineRoute({
  name: 'answerByLink',
  method: 'POST',
  path: '/api/party-link/answer',
  access: 'public',
  summary:
    'Says, by the link of the mail, whether a name is the party’s own, and who else may be told.',
  body: Type.Object({ ...Link, alertId: Id, ...AnswerBody }),
  reply: ToldAlert,
})

/** What was sealed and is open now, with what it takes to check it against the log. */
export const OpenedSeal = Type.Object({
  name: Line,
  target: Line,
  basis: Prose,
  foundAt: Instant,
  openedAt: Instant,
  /** Since it was opened the party has called the name its own. */
  ours: Type.Optional(Type.Literal(true)),
  logIndex: Type.Integer(),
})
export type OpenedSeal = Static<typeof OpenedSeal>

export const listOpenedSeals = defineRoute({
  name: 'listOpenedSeals',
  method: 'GET',
  path: '/api/opened-seals',
  access: 'public',
  summary: 'Sealed findings whose window has ended, newest first.',
  query: PageQuery,
  reply: pageOf(OpenedSeal),
})

export const getOpenedSeal = defineRoute({
  name: 'getOpenedSeal',
  method: 'GET',
  path: '/api/opened-seals/:index/proof',
  access: 'public',
  summary: 'The proof file of what was committed to the log before anybody was told.',
  params: Type.Object({ index: Type.String({ pattern: '^\\d{1,15}$' }) }),
  reply: Type.Unsafe<string>(Type.String()),
})
