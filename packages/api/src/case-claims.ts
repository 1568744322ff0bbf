/** What members of a case claim, each for itself: rivals stand side by side and are never merged. */
import Type, { type Static } from 'typebox'
import { countedPage } from './case-work.ts'
import { CaseItemKind } from './cases.ts'
import { Confidence, Likelihood } from './parts.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, PageQuery, Prose } from './scalars.ts'

/** A claim of a member: what it holds to be so, how likely, how sure it is of that, and what it rests on. */
export const CaseClaim = Type.Object({
  id: Id,
  by: MemberRef,
  own: Type.Boolean(),
  /** The item that it is about; with nothing in it where the reader is not shown that item. Absent: about the case. */
  about: Type.Optional(
    Type.Partial(Type.Object({ itemId: Id, kind: CaseItemKind, title: Type.String() })),
  ),
  words: Line,
  likelihood: Likelihood,
  confidence: Confidence,
  basis: Prose,
  at: Instant,
  /** Its member holds it no more; it stays readable. */
  withdrawnAt: Type.Optional(Instant),
})
export type CaseClaim = Static<typeof CaseClaim>

const ById = Type.Object({ id: Id })

export const listCaseClaims = defineRoute({
  name: 'listCaseClaims',
  method: 'GET',
  path: '/api/cases/:id/claims',
  access: 'member',
  summary:
    'What members of a case claim, the latest first, as far as it was for the reader when it was written. Rivals stand side by side.',
  params: ById,
  query: PageQuery,
  reply: countedPage(CaseClaim),
})

export const makeCaseClaim = defineRoute({
  name: 'makeCaseClaim',
  method: 'POST',
  path: '/api/cases/:id/claims',
  access: 'role:analyst',
  summary:
    'Claims something for the own member, about an item that it sees or about the case: how likely and how sure are picked apart, by the words of ICD 203.',
  params: ById,
  body: Type.Object({
    /** Chosen by the client, so that what it sends again is kept once. */
    claimId: Id,
    /** An item of the case. */
    about: Type.Optional(Id),
    words: Line,
    likelihood: Likelihood,
    confidence: Confidence,
    basis: Prose,
  }),
  reply: CaseClaim,
})

export const withdrawCaseClaim = defineRoute({
  name: 'withdrawCaseClaim',
  method: 'POST',
  path: '/api/cases/:id/claims/:claim/withdraw',
  access: 'role:analyst',
  summary: 'Withdraws an own claim; it stays readable to whoever could read it.',
  params: Type.Object({ id: Id, claim: Id }),
  reply: CaseClaim,
})
