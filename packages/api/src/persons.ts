import Type, { type Static } from 'typebox'
import { Line } from './scalars.ts'

/** What an identifier of a person is, as far as its form says; `number` is one of which nobody can tell. */
export const PERSON_KINDS = ['mail', 'phone', 'id', 'postal', 'account', 'name', 'number'] as const

/**
 * By which means somebody was found: the form of an identifier or a word beside a name, the author's list, the registry, a reader of
 * English, words that are no ordinary ones, or another place of the same message that has the name in full.
 */
export const PERSON_MEANS = [
  'form',
  'declared',
  'registry',
  'reader',
  'spelling',
  'repeat',
] as const
export type PersonMeans = (typeof PERSON_MEANS)[number]

/** Somebody whom a message may name; `key` is the same however the identifier is written. */
export const FoundPerson = Type.Object({
  key: Type.String(),
  kind: Type.Enum(PERSON_KINDS),
  /** As it stands there first. */
  shown: Type.String(),
  count: Type.Integer(),
  /** The first places: a part of the message, or an object and its property. */
  where: Type.Array(Type.String()),
  by: Type.Array(Type.Enum(PERSON_MEANS)),
})
export type FoundPerson = Static<typeof FoundPerson>

/** What a person states of somebody found: one of the country is masked; anybody else is shown, for a reason. */
export const PERSON_STATEMENTS = ['of-the-country', 'foreign', 'subject', 'nobody'] as const
export type PersonStatement = (typeof PERSON_STATEMENTS)[number]

const Statement = Type.Object({
  as: Type.Enum(PERSON_STATEMENTS),
  /** Why it is shown; wanted of all but who is masked. */
  basis: Type.Optional(Line),
  /** Keys of those found. */
  found: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
    minItems: 1,
    maxItems: 50000,
  }),
})

/** What a person states of everybody whom a message may name. */
export const PersonReview = Type.Object({
  /** Hash of what was looked at, as the preview gave it; after a change nothing of this holds. */
  of: Type.Optional(Type.String({ maxLength: 100 })),
  /** Names to find beside those that the exchange finds itself. */
  names: Type.Optional(Type.Array(Line, { maxItems: 1000 })),
  statements: Type.Array(Statement, { maxItems: 1000 }),
})
export type PersonReview = Static<typeof PersonReview>

/** Whom a message may name, and what its review is to be of. */
export const PersonsFound = Type.Object({
  of: Type.String(),
  found: Type.Array(FoundPerson),
  /** Whether everybody found was reviewed, as it stands now. */
  reviewed: Type.Boolean(),
  /** Of those to be masked, any that stand in the title: they must be reworded. */
  inTitle: Type.Array(Type.String()),
})
export type PersonsFound = Static<typeof PersonsFound>
