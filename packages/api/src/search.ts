import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'

/** What is searched, in the order in which it is shown. `holding`: releases whose objects hold the words. */
export const SEARCH_KINDS = [
  'release',
  'holding',
  'finding',
  'alert',
  'notice',
  'case',
  'meeting',
  'party',
  'vendor',
  'election',
  'member',
  'person',
  'group',
  'place',
] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Of each kind at most so many are named; whether there are more is said. */
export const SEARCH_NAMED = 6

export const SearchHit = Type.Object({
  /** Of a release for `holding`, of the member for `person`; a place has an id of its own form. */
  id: Type.Union([Id, Type.String({ maxLength: 100 })]),
  /** The row itself, where `id` leads to what it stands in. */
  own: Type.Optional(Id),
  title: Type.String(),
  /** Whose it is, or what: names as others wrote them. */
  of: Type.Optional(Type.String()),
  /** Of a person: the name of their member. */
  where: Type.Optional(Type.String()),
  /** Of `holding`: how many objects of the release hold the words, and of which STIX types. */
  objects: Type.Optional(Type.Object({ count: Type.Integer(), types: Type.Array(Type.String()) })),
  at: Type.Optional(Instant),
})
export type SearchHit = Static<typeof SearchHit>

export const SearchReply = Type.Object({
  found: Type.Array(
    Type.Object({
      kind: Type.Enum(SEARCH_KINDS),
      items: Type.Array(SearchHit),
      /** Whether there are, or may be, more than are named. */
      more: Type.Boolean(),
    }),
  ),
  /** Objects whose text was looked through, newest first, and whether those were all that the member may read. */
  looked: Type.Object({ objects: Type.Integer(), all: Type.Boolean() }),
})
export type SearchReply = Static<typeof SearchReply>

export const search = defineRoute({
  name: 'search',
  method: 'GET',
  path: '/api/search',
  access: 'member',
  summary:
    'Finds by words, or by a value however it is defanged, what the caller may see: releases, what their objects hold, findings, names that imitate, notices, cases, meetings, defended parties, vendors, elections, members, people, groups, places.',
  query: Type.Object({ words: Line }),
  reply: SearchReply,
})
