import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id } from './scalars.ts'

/** What can be new to a person or wait for them: releases given, recalls to answer, invitations to cases, steps offered, hand-overs, shifts, messages to look at as second person, appeals, replies, questions of offices. */
export const NEWS_KINDS = [
  'release',
  'recall',
  'invitation',
  'offer',
  'handover',
  'shift',
  'review',
  'appeal',
  'reply',
  'question',
] as const
export type NewsKind = (typeof NEWS_KINDS)[number]

/** How many of each are named; all are counted. */
export const NEWS_NAMED = 50

export const NewsLine = Type.Object({
  kind: Type.Enum(NEWS_KINDS),
  total: Type.Integer(),
  /** What there is to open, the newest first where that is known: the release (of a reply the one it is about), the case, the notice that a question is about, else the thing itself; at most `NEWS_NAMED`. Of recalls none. */
  ids: Type.Array(Id),
})
export type NewsLine = Static<typeof NewsLine>

export const getNews = defineRoute({
  name: 'getNews',
  method: 'GET',
  path: '/api/news',
  access: 'member',
  summary:
    'What is new to the person or waits for them, by kind, as far as they may read it and act on it; nothing for a key of no person.',
  reply: Type.Object({ items: Type.Array(NewsLine) }),
})
