import Type, { type Static } from 'typebox'
import { countedPage } from './case-work.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, MemberRef, PageQuery, Prose } from './scalars.ts'

export const CASE_INSTANT_KINDS = ['act', 'disclosure', 'call'] as const

/** What a member says to an instant; until it says anything, `unsaid`. */
export const INSTANT_SAYS = ['yes', 'no', 'unsaid'] as const

/** An instant of the joint clock: it holds for whoever said yes, and for nobody else. */
export const CaseInstant = Type.Object({
  id: Id,
  kind: Type.Enum(CASE_INSTANT_KINDS),
  by: MemberRef,
  own: Type.Boolean(),
  words: Prose,
  at: Instant,
  proposedAt: Instant,
  withdrawnAt: Type.Optional(Instant),
  /** It lies in the past, so that nobody says anything to it any more. */
  past: Type.Boolean(),
  /**
   * What each member says that was in the case when it was proposed and still is. Platforms and campaigns are not among them for a body
   * of government, nor bodies of government for those.
   */
  says: Type.Array(Type.Object({ member: MemberRef, says: Type.Enum(INSTANT_SAYS) })),
})
export type CaseInstant = Static<typeof CaseInstant>

const ById = Type.Object({ id: Id })
const One = Type.Object({ id: Id, instant: Id })

export const listCaseInstants = defineRoute({
  name: 'listCaseInstants',
  method: 'GET',
  path: '/api/cases/:id/instants',
  access: 'member',
  summary:
    'Instants that were proposed in a case, the latest proposed first, with what each member says to them as far as the reader may see.',
  params: ById,
  query: PageQuery,
  reply: countedPage(CaseInstant),
})

export const proposeCaseInstant = defineRoute({
  name: 'proposeCaseInstant',
  method: 'POST',
  path: '/api/cases/:id/instants',
  access: 'role:analyst',
  summary:
    'Proposes an instant to those who may read the case now; whoever proposes it has said yes by that, and speaks for nobody else.',
  params: ById,
  body: Type.Object({
    /** Chosen by the client, so that what it sends again is kept once. */
    instantId: Id,
    kind: Type.Enum(CASE_INSTANT_KINDS),
    words: Prose,
    at: Instant,
  }),
  reply: CaseInstant,
})

export const sayToCaseInstant = defineRoute({
  name: 'sayToCaseInstant',
  method: 'POST',
  path: '/api/cases/:id/instants/:instant/say',
  access: 'role:analyst',
  summary:
    'Says yes or no to a proposed instant for the own member, until it comes; what was said before is taken back by that.',
  params: One,
  body: Type.Object({ says: Type.Enum(['yes', 'no']) }),
  reply: CaseInstant,
})

export const withdrawCaseInstant = defineRoute({
  name: 'withdrawCaseInstant',
  method: 'POST',
  path: '/api/cases/:id/instants/:instant/withdraw',
  access: 'role:analyst',
  summary:
    'Withdraws an instant that the own member proposed, until it comes: it then holds for nobody, and stays readable.',
  params: One,
  reply: CaseInstant,
})
