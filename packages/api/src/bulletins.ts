import Type, { type Static } from 'typebox'
import { NoticeKind } from './notice-targets.ts'
import { NoticeTexts } from './notices.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Language, Line, MemberKind, pageOf, PageQuery } from './scalars.ts'

/** A notice that is marked CLEAR, as everybody may read it. Which offices it was made out to, and how far they are, it does not say. */
export const Bulletin = Type.Object({
  id: Id,
  kind: NoticeKind,
  from: Line,
  fromKind: MemberKind,
  texts: NoticeTexts,
  /** The language of the text for whoever reads none of the others. */
  mainLanguage: Language,
  sentAt: Instant,
  exercise: Type.Boolean(),
  logIndex: Type.Integer(),
  /** The bulletin that it corrects or clears. */
  corrects: Type.Optional(Id),
  /** It corrects or clears that one for some of its offices alone. */
  isPart: Type.Optional(Type.Boolean()),
  /** What corrected or cleared it, oldest first. */
  correctedBy: Type.Optional(
    Type.Array(Type.Object({ id: Id, kind: NoticeKind, at: Instant, isPart: Type.Boolean() })),
  ),
})
export type Bulletin = Static<typeof Bulletin>

const ById = Type.Object({ id: Id })
const Xml = Type.Unsafe<string>(Type.String())

export const listBulletins = defineRoute({
  name: 'listBulletins',
  method: 'GET',
  path: '/api/bulletins',
  access: 'public',
  summary: 'Notices to election offices that are marked CLEAR, newest first.',
  query: PageQuery,
  reply: pageOf(Bulletin),
})

export const getBulletin = defineRoute({
  name: 'getBulletin',
  method: 'GET',
  path: '/api/bulletins/entries/:id',
  access: 'public',
  summary: 'One notice that is marked CLEAR.',
  params: ById,
  reply: Bulletin,
})

/** Replies an Atom feed (RFC 4287; pages by RFC 5005) as text. */
export const getBulletinFeed = defineRoute({
  name: 'getBulletinFeed',
  method: 'GET',
  path: '/api/bulletins/feed',
  access: 'public',
  summary: 'The same as an Atom feed.',
  query: PageQuery,
  reply: Xml,
})

/** Replies an alert of the Common Alerting Protocol 1.2 as XML. */
export const getBulletinCap = defineRoute({
  name: 'getBulletinCap',
  method: 'GET',
  path: '/api/bulletins/entries/:id/cap',
  access: 'public',
  summary: 'The same as a CAP 1.2 alert of scope Public, which names no place below the country.',
  params: ById,
  reply: Xml,
})

export const getNoticeCap = defineRoute({
  name: 'getNoticeCap',
  method: 'GET',
  path: '/api/notices/:id/cap',
  access: 'member',
  summary:
    'A notice as a CAP 1.2 alert, for whoever may read it: scope Restricted with its marking, and the places that the reader may see.',
  params: ById,
  reply: Xml,
})
