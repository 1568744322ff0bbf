import Type, { type Static } from 'typebox'
import { Confidence } from './parts.ts'
import { defineRoute } from './route.ts'
import { Id, Instant } from './scalars.ts'
import { CHOSEN_STATES } from './triage.ts'

/** One operation over its seasons: networks of a member that are known again by each other, and what was known of them when. */

/** Networks of one operation at most; of more the newest. */
export const MOST_SEASONS = 100
/** Releases, notices and cases that one operation names at most of each; the newest. */
export const MOST_NAMING = 200

const Overlap = Type.Object({
  /** The network that it is held against. */
  id: Id,
  /** Of the accounts that stand in either document. */
  common: Type.Integer(),
  came: Type.Integer(),
  went: Type.Integer(),
})

/** One network, as it stood at the instant. */
export const Season = Type.Object({
  id: Id,
  headline: Type.String(),
  fileName: Type.Optional(Type.String()),
  foundAt: Instant,
  /** When its accounts acted. */
  firstAt: Instant,
  lastAt: Instant,
  accounts: Type.Optional(Type.Integer()),
  /** Accounts that its document holds, which may be fewer; overlaps are of those. */
  held: Type.Integer(),
  /** Beside the one found before it, and beside the first; absent where there is none before it. */
  beside: Type.Optional(Overlap),
  besideFirst: Type.Optional(Overlap),
  /** What a person of the member had made of it; absent where nobody had said anything. */
  said: Type.Optional(
    Type.Object({
      state: Type.Enum(CHOSEN_STATES),
      note: Type.Optional(Type.String()),
      by: Type.String(),
      at: Instant,
    }),
  ),
  /** Techniques that were named of it or of a finding that folds under it, as they were called then. */
  techniques: Type.Array(
    Type.Object({
      id: Id,
      code: Type.Optional(Type.String()),
      name: Type.String(),
      confidence: Confidence,
      by: Type.String(),
      at: Instant,
    }),
  ),
})
export type Season = Static<typeof Season>

/** Something that names it, as it is called for whoever may see it. */
const Naming = Type.Object({
  id: Id,
  title: Type.String(),
  about: Type.Optional(Type.String()),
})

export const Lineage = Type.Object({
  /** The instant that is shown; absent for now. */
  at: Type.Optional(Instant),
  /** When the first and the last of its networks were found, whatever instant is shown. */
  from: Instant,
  to: Instant,
  /** The last found first. */
  seasons: Type.Array(Season),
  /** Networks that were found since the instant, and those beyond the most that are shown. */
  later: Type.Integer(),
  beyond: Type.Integer(),
  /** True where more networks are tied to it than are looked through: then some of any season may be missing. */
  isPart: Type.Boolean(),
  /** Releases made of its findings, notices that refer to those, and cases that any of them was put into. */
  releases: Type.Array(
    Type.Object({
      ...Naming.properties,
      releasedAt: Instant,
      /** Where it was taken back by the instant. */
      recalledAt: Type.Optional(Instant),
    }),
  ),
  notices: Type.Array(Type.Object({ ...Naming.properties, sentAt: Instant })),
  /** Of when something was put into a case the day is known, and no hour. */
  cases: Type.Array(Naming),
  /** Releases and notices that the rules hide from the viewer. */
  withheld: Type.Integer(),
  /** Releases, notices and cases beyond the most that are listed of each. */
  unlisted: Type.Integer(),
})
export type Lineage = Static<typeof Lineage>

export const getLineage = defineRoute({
  name: 'getLineage',
  method: 'GET',
  path: '/api/findings/:id/lineage',
  access: 'role:analyst',
  summary:
    'The networks of the own member that a finding is known again by, over all runs and imports, with what names them; as it is now, or as it stood at an instant.',
  params: Type.Object({ id: Id }),
  query: Type.Object({ at: Type.Optional(Instant) }),
  reply: Lineage,
})
