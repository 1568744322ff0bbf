import Type, { type Static } from 'typebox'
import { ContactReach } from './contact-reach.ts'
import { OfficeRole } from './jurisdictions.ts'
import { defineRoute } from './route.ts'
import { Email, Id, Instant, JurisdictionId, Line, MemberRef, Prose } from './scalars.ts'

/** What would stand on file for a role and rank of an office. */
export const ContactProposalDraft = Type.Object({
  jurisdiction: JurisdictionId,
  role: OfficeRole,
  rank: Type.Integer({ minimum: 0, maximum: 99 }),
  title: Line,
  email: Email,
  ...ContactReach,
  language: Type.String({ minLength: 2, maxLength: 20 }),
  /** Where it is known from; for whoever lets it stand. */
  why: Prose,
})
export type ContactProposalDraft = Static<typeof ContactProposalDraft>

const Words = Type.Object({
  title: Line,
  email: Type.Optional(Type.String()),
  ...ContactReach,
  language: Type.String(),
})

export const ContactProposal = Type.Object({
  id: Id,
  state: Type.Enum(['proposed', 'applied', 'refused']),
  jurisdiction: JurisdictionId,
  place: Line,
  role: OfficeRole,
  rank: Type.Integer(),
  /** Absent once the address was erased. */
  proposed: Type.Optional(Words),
  /** What stands on file now; absent where nobody does. */
  onFile: Type.Optional(Words),
  /** Something else came on file since it was proposed: it can be refused alone. */
  overtaken: Type.Boolean(),
  why: Prose,
  by: MemberRef,
  byPerson: Line,
  at: Instant,
  /** The reader proposed it, so that another person settles it. */
  mine: Type.Boolean(),
  settledAt: Type.Optional(Instant),
  reason: Type.Optional(Prose),
})
export type ContactProposal = Static<typeof ContactProposal>

export const proposeContact = defineRoute({
  name: 'proposeContact',
  method: 'POST',
  path: '/api/contact-proposals',
  access: 'role:analyst or clerk',
  summary:
    'Proposes who holds a role of an office, by whoever may read who holds it; it stands once another person, an operator, lets it. A `conflict` while another change of the same waits.',
  body: ContactProposalDraft,
  reply: ContactProposal,
  status: 201,
})

export const listContactProposals = defineRoute({
  name: 'listContactProposals',
  method: 'GET',
  path: '/api/contact-proposals',
  access: 'member',
  summary:
    "Changes of contacts that wait, then the last that were settled, 200 at most: the own member's, to an operator those of all.",
  reply: Type.Object({ items: Type.Array(ContactProposal), more: Type.Integer() }),
})

export const settleContactProposal = defineRoute({
  name: 'settleContactProposal',
  method: 'POST',
  path: '/api/contact-proposals/:id/settle',
  access: 'role:operator',
  summary:
    'Lets a proposed contact stand on file, or refuses it with a reason. Nobody settles what they proposed; a `conflict` where something else came on file since.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ stands: Type.Boolean(), reason: Type.Optional(Prose) }),
  reply: ContactProposal,
})
