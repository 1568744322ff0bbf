import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Tlp, ReviewMails } from './scalars.ts'

/**
 * Look-back: what a member keeps of its own, under keyed digests, so that what it is given later is held against it here. The
 * results are its own: neither the sender nor the log learns of a hit.
 */

/** Days that a list is kept where nothing else was chosen, and the most. */
export const KEPT_DAYS = { usual: 90, most: 400 } as const
/** Lists that a member keeps at once, things in one of them, and bytes that one is sent as and unpacks to. */
export const LISTS_KEPT = 50
export const THINGS_KEPT = 250_000
export const THINGS_KEPT_IN_ALL = 1_000_000
export const LIST_BYTES = { sent: 128 * 2 ** 20, unpacked: 512 * 2 ** 20 } as const

/** What a thing is that somebody keeps. */
export const KEPT_KINDS = ['domain', 'ipv4', 'ipv6', 'url', 'hash', 'email', 'account'] as const
export const KeptKind = Type.Enum(KEPT_KINDS)
export type KeptKind = Static<typeof KeptKind>

/** What of a list was not kept, each counted; what is 0 is there too. */
export const LeftOut = Type.Object({
  /** Lines over a megabyte, which are not looked at. */
  longLines: Type.Integer(),
  /** Lines of a list that name nothing that can be kept. */
  refusedLines: Type.Integer(),
  /** Mentions of names that end in no known suffix. */
  noNames: Type.Integer(),
  /** Mentions of things beyond the most that a list holds. */
  beyond: Type.Integer(),
})
export type LeftOut = Static<typeof LeftOut>

/**
 * How the confidence in what is of a kind decays: it is nothing after `days` (null: it does not age), and the larger the `speed`, the
 * more is lost at first. See `score.ts` of the detector.
 */
export const KindDecay = Type.Object({
  kind: KeptKind,
  days: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()]),
  speed: Type.Number({ minimum: 0.1, maximum: 10 }),
})
export type KindDecay = Static<typeof KindDecay>

/** One log or list that is kept. */
export const KeptList = Type.Object({
  id: Id,
  name: Line,
  keptAt: Instant,
  /** When it goes by itself, with its hits. */
  endsAt: Instant,
  /** What it was taken for, in words. */
  format: Type.String(),
  lines: Type.Integer(),
  /** Lines that bear no time, and lines whose zone or year had to be assumed. */
  timeless: Type.Integer(),
  assumed: Type.Integer(),
  /** Things kept, by kind. */
  things: Type.Array(Type.Object({ kind: KeptKind, count: Type.Integer() })),
  leftOut: LeftOut,
  /** Whether all that was received so far has been held against it. */
  isCaughtUp: Type.Boolean(),
})
export type KeptList = Static<typeof KeptList>

/** What of a release was not looked for, each counted. */
export const NotLookedFor = Type.Object({
  /** Indicators whose pattern is no list of values, or cannot be read. */
  patterns: Type.Integer(),
  unreadable: Type.Integer(),
  /** Indicators that were not in force: past their end, revoked, or of a version that a later one replaced. */
  expired: Type.Integer(),
  revoked: Type.Integer(),
  replaced: Type.Integer(),
  /** Indicators that will be in force later; they are looked for then. */
  later: Type.Integer(),
  /** Indicators of which less confidence is left than the member asks for. */
  faded: Type.Integer(),
  /** Objects that are neither indicators nor accounts. */
  others: Type.Integer(),
  /** Hits that were found and are not listed one by one. */
  unlisted: Type.Integer(),
})
export type NotLookedFor = Static<typeof NotLookedFor>

/** How a release came out against what is kept. */
export const LookbackMatch = Type.Object({
  release: Type.Object({
    id: Id,
    title: Line,
    from: MemberRef,
    tlp: Tlp,
    releasedAt: Instant,
    recalledAt: Type.Optional(Instant),
  }),
  matchedAt: Instant,
  /** Values that were looked for. */
  lookedFor: Type.Integer(),
  /** Indicators and accounts that hit, and how many of them still stand. */
  hits: Type.Integer(),
  standing: Type.Integer(),
  /** Lines that name what hit, and the first and last of their times, where lines have times. */
  lines: Type.Integer(),
  first: Type.Optional(Instant),
  last: Type.Optional(Instant),
  /** The lists with hits, most first. */
  lists: Type.Array(Type.Object({ id: Id, name: Line, hits: Type.Integer() })),
  notLookedFor: NotLookedFor,
  /** The rule that keeps a release from machines: it was not matched. */
  rule: Type.Optional(Type.String()),
  /** Whether somebody of the member has opened its hits. */
  isOpened: Type.Boolean(),
})
export type LookbackMatch = Static<typeof LookbackMatch>

/** Whether a hit still counts, and if not why. */
export const HIT_STATES = ['stands', 'expired', 'revoked', 'replaced', 'recalled', 'ended'] as const
export const HitState = Type.Enum(HIT_STATES)
export type HitState = Static<typeof HitState>

/** One indicator or account against one list. */
export const LookbackHit = Type.Object({
  list: Type.Object({ id: Id, name: Line }),
  stixId: Type.String(),
  /** Which of the values of the object, from 0. */
  place: Type.Integer(),
  /** The value that hit, and the name that its sender gave the indicator; absent where it may not be read any more. */
  value: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  kind: KeptKind,
  /** Things of the list that it hit: more than one only for a block of addresses. */
  things: Type.Integer(),
  /** Whether it is a block that hit more, which were not counted; lines and times are of those that were. */
  isCapped: Type.Boolean(),
  lines: Type.Integer(),
  first: Type.Optional(Instant),
  last: Type.Optional(Instant),
  foundAt: Instant,
  state: HitState,
  /** The confidence that is left by its kind and age as the member has it decay; absent where its age is not known, or it may not be read. */
  score: Type.Optional(Type.Integer()),
  /** The confidence that the object states. */
  stated: Type.Optional(Type.Number()),
  /** Lists of what is too common to alert on that the value stands on; it is looked for all the same. */
  warnings: Type.Array(Type.String()),
})
export type LookbackHit = Static<typeof LookbackHit>

export const Lookback = Type.Object({
  /** Days that a list is kept. */
  days: Type.Integer(),
  /** What of an indicator's confidence must be left for it to be looked for, from 0 to 100. */
  minScore: Type.Integer(),
  decay: Type.Array(KindDecay),
  lists: Type.Array(KeptList),
  /** Releases with hits that nobody of the member has opened. */
  unopened: Type.Integer(),
  /** How the last mail to each of its analysts that something was hit fared. */
  mails: ReviewMails,
})
export type Lookback = Static<typeof Lookback>

const ById = Type.Object({ id: Id })

export const getLookback = defineRoute({
  name: 'getLookback',
  method: 'GET',
  path: '/api/lookback',
  access: 'member',
  summary: 'What the own member keeps for look-back, for how long, and how many hits wait.',
  reply: Lookback,
})

export const setLookback = defineRoute({
  name: 'setLookback',
  method: 'PUT',
  path: '/api/lookback',
  access: 'role:analyst',
  summary:
    'Sets how many days lists are kept, those that are there too; and how confidence decays, and how much must be left, for what is looked for from then on.',
  body: Type.Object({
    days: Type.Integer({ minimum: 1, maximum: KEPT_DAYS.most }),
    minScore: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    /** Those of kinds that are not named are the usual ones. */
    decay: Type.Optional(Type.Array(KindDecay, { maxItems: KEPT_KINDS.length })),
  }),
  reply: Lookback,
})

export const keepList = defineRoute({
  name: 'keepList',
  method: 'POST',
  path: '/api/lookback/lists',
  access: 'role:analyst',
  summary:
    'Reads a log, or a list with one thing a line, perhaps packed (gzip, Zstandard), and keeps digests of what it names; the file itself is not kept.',
  query: Type.Object({
    name: Line,
    of: Type.Enum(['log', 'list']),
    /** Whose the accounts are that come without a platform. */
    platform: Type.Optional(Line),
  }),
  body: Type.Unsafe<Blob>(Type.Any()),
  maxBody: LIST_BYTES.sent,
  reply: KeptList,
  status: 201,
})

export const eraseList = defineRoute({
  name: 'eraseList',
  method: 'DELETE',
  path: '/api/lookback/lists/:id',
  access: 'role:analyst',
  summary: 'Erases a kept list and its hits, at once.',
  params: ById,
})

export const eraseLookback = defineRoute({
  name: 'eraseLookback',
  method: 'DELETE',
  path: '/api/lookback',
  access: 'role:analyst',
  summary: 'Erases all that is kept for look-back, its hits and its key, at once.',
})

export const listLookbackMatches = defineRoute({
  name: 'listLookbackMatches',
  method: 'GET',
  path: '/api/lookback/matches',
  access: 'member',
  summary: 'How releases received came out against what is kept, the newest first.',
  query: Type.Object({
    ...PageQuery.properties,
    /** Those with hits alone, unless `all`. */
    of: Type.Optional(Type.Enum(['hits', 'all'])),
  }),
  reply: pageOf(LookbackMatch),
})

export const listLookbackHits = defineRoute({
  name: 'listLookbackHits',
  method: 'GET',
  path: '/api/lookback/matches/:id/hits',
  access: 'member',
  summary:
    'The hits of one release, each with its value: the release counts as read by it, as by any other reading.',
  params: ById,
  query: PageQuery,
  reply: pageOf(LookbackHit),
})
