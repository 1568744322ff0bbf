import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, Tlp } from './scalars.ts'

const StixId = Type.String({ pattern: '^[a-z0-9-]+--[0-9a-f-]{36}$', maxLength: 300 })

/** Which of a release's objects go into its lower version, and which of their parts are cut beside those marked stricter. */
export const TearChoice = Type.Array(
  Type.Object({
    id: StixId,
    cut: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 1000 }),
  }),
  { maxItems: 10000 },
)
export type TearChoice = Static<typeof TearChoice>

/** What becomes of one object of the source. */
export const TornObject = Type.Object({
  id: Type.String(),
  type: Type.String(),
  /** Its id in the lower version; absent where it is left out. */
  newId: Type.Optional(Type.String()),
  /** Why it is left out whole. */
  left: Type.Optional(Type.String()),
  /** What is cut of it: where, and the beginning of what stands there. */
  cut: Type.Array(Type.Object({ selector: Type.String(), text: Type.String() })),
})
export type TornObject = Static<typeof TornObject>

/** Words in the lower version that may tell of a source or a method. */
export const SourceWords = Type.Object({
  /** Empty for what stands beside the objects. */
  object: Type.String(),
  property: Type.String(),
  words: Type.String(),
  form: Type.String(),
})
export type SourceWords = Static<typeof SourceWords>

/** Words that were cut in one place and stand in another of the lower version, or in the title. */
export const RemainingWords = Type.Object({
  /** The object of the source; empty for the title. */
  object: Type.String(),
  property: Type.String(),
  words: Type.String(),
})
export type RemainingWords = Static<typeof RemainingWords>

/** A lower version of a release, proposed; nothing of it has left. */
export const TearLine = Type.Object({
  id: Id,
  sourceId: Id,
  tlp: Tlp,
  /** Base64: binds the source, under a salt that is kept, and shows nothing of it. */
  commitment: Type.String(),
  proposedAt: Instant,
  /** The earliest instant at which the source says that something was seen, made or held. */
  firstSeenAt: Instant,
  /** The property that says so, or that the release does. */
  firstSeenBy: Type.String(),
  objects: Type.Array(Type.Unknown()),
  parts: Type.Array(TornObject),
  flags: Type.Array(SourceWords),
  /** How many more words were flagged than are given. */
  moreFlags: Type.Integer(),
  /** What was cut in one place and still stands in another: it is released once somebody has said that it may stand there. */
  remaining: Type.Array(RemainingWords),
  moreRemaining: Type.Integer(),
  /** SHA-256 of all of it, hex, which a consent names. */
  remainingSha256: Type.String(),
  /** Whether nothing of it stands there, or whoever proposed it lets it. */
  settled: Type.Boolean(),
})
export type TearLine = Static<typeof TearLine>

/** What a second person is shown of a lower version that waits, beside its objects. */
export const ReviewedTearLine = Type.Object({
  sourceId: Id,
  sourceTitle: Line,
  tlp: Tlp,
  proposedAt: Instant,
  flags: Type.Array(SourceWords),
  moreFlags: Type.Integer(),
  /** What was cut in one place and stands in another, which its author lets stand. */
  remaining: Type.Array(RemainingWords),
  moreRemaining: Type.Integer(),
})
export type ReviewedTearLine = Static<typeof ReviewedTearLine>

const PersonRef = Type.Object({ id: Id, name: Line })

/** Of a release that is a lower version: which source it was made from, and how long that took. For its sender. */
export const TearLineOrigin = Type.Object({
  id: Id,
  sourceId: Id,
  sourceTitle: Line,
  firstSeenAt: Instant,
  firstSeenBy: Type.String(),
  proposedAt: Instant,
  proposedBy: PersonRef,
  /** How many words that may tell of sources or methods were found in it; absent where that was not kept. */
  flagged: Type.Optional(Type.Integer()),
  /** The second person who approved it, and when; absent where it left without one. */
  reviewedBy: Type.Optional(PersonRef),
  reviewedAt: Type.Optional(Instant),
})
export type TearLineOrigin = Static<typeof TearLineOrigin>

export const proposeTearLine = defineRoute({
  name: 'proposeTearLine',
  method: 'POST',
  path: '/api/releases/:id/tear-lines',
  access: 'role:analyst',
  summary:
    'Proposes a lower version of an own release by its granular markings and the choice given. Sends nothing.',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    tlp: Tlp,
    chosen: Type.Optional(TearChoice),
    /** Consent that what was cut in one place stands in others, as `remainingSha256` of an earlier proposal. */
    lets: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  }),
  maxBody: 4 << 20,
  reply: TearLine,
  status: 201,
})

export const getTearLineOpening = defineRoute({
  name: 'getTearLineOpening',
  method: 'GET',
  path: '/api/tear-lines/:id/opening',
  access: 'role:analyst',
  summary:
    'For its sender: the source and the salt that open the commitment of a lower version, for `tocsin verify --tear-line`.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    v: Type.Literal(1),
    commitment: Type.String(),
    salt: Type.String(),
    source: Type.Array(Type.Unknown()),
  }),
})
