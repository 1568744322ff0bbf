import Type, { type Static } from 'typebox'
import { Purpose } from './groups.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery } from './scalars.ts'

export const CASE_STATES = ['open', 'closed', 'merged'] as const
/** What became of an invitation. */
export const CASE_STANDINGS = ['invited', 'joined', 'declined', 'left'] as const
export type CaseStanding = (typeof CASE_STANDINGS)[number]

/** What a case can hold, each by its id; it is shown to whoever could see it anyway. */
export const CASE_ITEM_KINDS = [
  'release',
  'finding',
  'report',
  'notice',
  'meeting',
  'media',
] as const
export type CaseItemKind = (typeof CASE_ITEM_KINDS)[number]
export const CaseItemKind = Type.Enum(CASE_ITEM_KINDS)

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const CaseSummary = Type.Object({
  id: Id,
  group: Type.Object({ id: Id, name: Line }),
  title: Line,
  purpose: Purpose,
  state: Type.Enum(CASE_STATES),
  openedBy: MemberRef,
  openedAt: Instant,
  /** How the own member stands to it. */
  standing: Type.Enum(CASE_STANDINGS),
  leads: Type.Boolean(),
})
export type CaseSummary = Static<typeof CaseSummary>

const CaseRef = Type.Object({ id: Id, title: Line })

const CaseMember = Type.Object({
  member: MemberRef,
  invitedAt: Instant,
  /** Absent where the reader is not shown it: to a body of government what a platform or campaign made of its invitation. */
  standing: Type.Optional(Type.Enum(CASE_STANDINGS)),
  leads: Type.Optional(Type.Boolean()),
  /** It may not sign in at present; said with its standing alone. */
  suspended: Type.Optional(Type.Boolean()),
})
export type CaseMember = Static<typeof CaseMember>

export const Case = Type.Object({
  ...CaseSummary.properties,
  /** Whether its title is what the exchange named it. */
  namedByExchange: Type.Boolean(),
  closedAt: Type.Optional(Instant),
  /** Of one that was merged: the other one, where the reader is in it. */
  mergedInto: Type.Optional(Type.Partial(CaseRef)),
  /** Of one that was split off: the other one, where the reader is in it. */
  splitFrom: Type.Optional(Type.Partial(CaseRef)),
  /** Cases that stand in this one now, of those that the reader is in. */
  tookIn: Type.Array(CaseRef),
  members: Type.Array(CaseMember),
  /** A body of government and a platform or campaign were invited: the first writes no words here. */
  atGate: Type.Boolean(),
  /** The reader is a body of government, to which nothing of what platforms and campaigns do here is shown or counted. */
  withoutPlatforms: Type.Boolean(),
  /** Nobody leads it, so that any member that has joined may take the lead; absent where the reader is not shown it. */
  leaderless: Type.Optional(Type.Boolean()),
  /** Items that stand in it; absent for a body of government, which could count by it what platforms do. */
  itemCount: Type.Optional(Type.Integer()),
})
export type Case = Static<typeof Case>

/** An item as it is shown, or how many stand at this place that the reader may not see. */
export const CaseItem = Type.Object({
  id: Id,
  kind: Type.Enum(CASE_ITEM_KINDS),
  ref: Id,
  title: Type.String(),
  /** In one line: its sender, state, how sure. */
  about: Type.Optional(Type.String()),
  by: MemberRef,
  day: Day,
  own: Type.Boolean(),
  takenOut: Type.Boolean(),
})
export type CaseItem = Static<typeof CaseItem>

const ItemOrWithheld = Type.Union([CaseItem, Type.Object({ withheld: Type.Integer() })])
export type ItemOrWithheld = Static<typeof ItemOrWithheld>

export const CASE_ACTS = [
  'opened',
  'invited',
  'joined',
  'declined',
  'left',
  'took-lead',
  'laid-down-lead',
  'closed',
  'opened-again',
  'merged',
  'took-in',
  'parted',
  'split',
  'put-in',
  'taken-out',
  'step-made',
  'step-changed',
  'step-begun',
  'step-done',
  'step-dropped',
  'offered',
  'offer-taken',
  'offer-declined',
  'offer-withdrawn',
  'planned',
  'noted',
  'struck',
  'instant-proposed',
  'instant-agreed',
  'instant-declined',
  'instant-withdrawn',
  'claimed',
  'claim-withdrawn',
] as const

/** What of a case a live event is about, behind its id in the subject; one that names none is about all of it. */
export const CASE_PARTS = ['items', 'steps', 'offers', 'lines', 'instants', 'claims'] as const
export type CasePart = (typeof CASE_PARTS)[number]

export const CaseEvent = Type.Object({
  id: Type.String(),
  at: Instant,
  act: Type.Enum(CASE_ACTS),
  by: MemberRef,
  about: Type.Optional(MemberRef),
  itemId: Type.Optional(Id),
})
export type CaseEvent = Static<typeof CaseEvent>

export const CaseDraft = Type.Object({
  groupId: Id,
  /** Absent: the exchange names it by its day. A body of government leaves it out where a platform or campaign is invited. */
  title: Type.Optional(Line),
  purpose: Purpose,
  /** Members of the group beside the one that opens it; more are invited one by one. */
  invited: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
})
export type CaseDraft = Static<typeof CaseDraft>

const ById = Type.Object({ id: Id })

export const listCases = defineRoute({
  name: 'listCases',
  method: 'GET',
  path: '/api/cases',
  access: 'member',
  summary: 'Cases that the own member was invited to and has not left, newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(CASE_STATES)),
    /** Each must stand in the title or the name of the group. */
    words: Type.Optional(Line),
  }),
  reply: pageOf(CaseSummary),
})

export const getCase = defineRoute({
  name: 'getCase',
  method: 'GET',
  path: '/api/cases/:id',
  access: 'member',
  summary:
    'One case: who was invited to it and how they stand to it, as far as the reader may see.',
  params: ById,
  reply: Case,
})

export const openCase = defineRoute({
  name: 'openCase',
  method: 'POST',
  path: '/api/cases',
  access: 'role:analyst',
  summary: 'Opens a case with members of a group.',
  body: CaseDraft,
  reply: Case,
  status: 201,
})

export const inviteToCase = defineRoute({
  name: 'inviteToCase',
  method: 'POST',
  path: '/api/cases/:id/invitations',
  access: 'role:analyst',
  summary:
    'Invites one member, by a member that leads the case. It sees of the case what it could see before, and what is written from now on.',
  params: ById,
  body: Type.Object({ memberId: Id }),
  reply: Case,
})

export const answerCaseInvitation = defineRoute({
  name: 'answerCaseInvitation',
  method: 'POST',
  path: '/api/cases/:id/answer',
  access: 'role:analyst',
  summary: 'Joins a case, declines to, or leaves it, each for the own member.',
  params: ById,
  body: Type.Object({ answer: Type.Enum(['joined', 'declined', 'left']) }),
  reply: Type.Object({ standing: Type.Enum(CASE_STANDINGS) }),
})

export const leadCase = defineRoute({
  name: 'leadCase',
  method: 'POST',
  path: '/api/cases/:id/lead',
  access: 'role:analyst',
  summary:
    'Takes the lead of a case where nobody has it, or lays the own one down; a lead closes the case or opens it again.',
  params: ById,
  body: Type.Object({ act: Type.Enum(['take', 'lay-down', 'close', 'open-again']) }),
  reply: Case,
})

export const listCaseItems = defineRoute({
  name: 'listCaseItems',
  method: 'GET',
  path: '/api/cases/:id/items',
  access: 'member',
  summary:
    'What stands in a case, the latest first. What the reader may not see is counted at its place; to a body of government what platforms and campaigns put there and it may not see is neither shown nor counted.',
  params: ById,
  query: PageQuery,
  reply: pageOf(ItemOrWithheld),
})

export const putInCase = defineRoute({
  name: 'putInCase',
  method: 'POST',
  path: '/api/cases/:id/items',
  access: 'role:analyst',
  summary: 'Puts something that the own member can see into a case. Nobody sees it for that.',
  params: ById,
  body: Type.Object({ kind: Type.Enum(CASE_ITEM_KINDS), ref: Id }),
  reply: CaseItem,
})

export const takeOutOfCase = defineRoute({
  name: 'takeOutOfCase',
  method: 'POST',
  path: '/api/cases/:id/items/:item/take-out',
  access: 'role:analyst',
  summary:
    'Takes an item out that the own member put in; that it stood there stays on the time line.',
  params: Type.Object({ id: Id, item: Id }),
  reply: CaseItem,
})

export const listCaseEvents = defineRoute({
  name: 'listCaseEvents',
  method: 'GET',
  path: '/api/cases/:id/events',
  access: 'member',
  summary: 'The time line of a case, the latest first, as far as it was for the own member.',
  params: ById,
  query: PageQuery,
  reply: pageOf(CaseEvent),
})

/** Two items of a case that the reader sees both, and how many objects both hold. */
const SameObjects = Type.Object({ one: Id, other: Id, objects: Type.Integer() })

export const listCaseDuplicates = defineRoute({
  name: 'listCaseDuplicates',
  method: 'GET',
  path: '/api/cases/:id/duplicates',
  access: 'member',
  summary:
    'Releases in a case that hold the same objects, among those that the reader sees; nothing is compared with what it does not see.',
  params: ById,
  reply: Type.Object({
    items: Type.Array(SameObjects),
    /** So many releases that the reader sees were compared, the latest. */
    compared: Type.Integer(),
    /** Whether there are more, which were not. */
    capped: Type.Boolean(),
  }),
})
