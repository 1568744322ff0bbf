import Type, { type Static } from 'typebox'
import { Platform } from './detection.ts'
import { CorrectionProposal, OpenAttribution, type PartKind, ProposedCorrection } from './parts.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, ProseDraft, Tlp } from './scalars.ts'

export const COMPOSED_KINDS = [
  'account',
  'domain',
  'url',
  'ipv4',
  'ipv6',
  'email',
  'hash',
  'object',
] as const

export const HASH_ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const

/** One thing that was read, and where it stood. */
export const ComposedItem = Type.Object({
  /** Row of the input, from 1. */
  row: Type.Integer({ minimum: 1 }),
  kind: Type.Enum(COMPOSED_KINDS),
  /** Name of an account, else the value as STIX wants it; of an object its id. */
  value: Type.String({ minLength: 1, maxLength: 4096 }),
  /** Of an account; one without it cannot be shared. */
  platform: Type.Optional(Platform),
  /** What the platform itself calls the account, where it is known beside its name. */
  userId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  displayName: Type.Optional(Line),
  algorithm: Type.Optional(Type.Enum(HASH_ALGORITHMS)),
  /** Of the hash of a picture or video that was read here: what else is known of the file. Its bytes are not kept. */
  media: Type.Optional(
    Type.Object({
      /** Told from its bytes. */
      mimeType: Type.String({ pattern: '^(image|video)/[a-z0-9][a-z0-9.+-]{0,60}$' }),
      bytes: Type.Integer({ minimum: 1 }),
      /** PDQ, 256 bits in hexadecimal digits; absent where it was not made or says too little to know a picture by. */
      pdq: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
      /** Name of the file, where its author keeps it. */
      name: Type.Optional(Line),
    }),
  ),
  /** What was assumed or left out in reading it. */
  remark: Type.Optional(Type.String({ maxLength: 400 })),
  /** A STIX object that was given as such. */
  object: Type.Optional(Type.Unknown()),
})
export type ComposedItem = Static<typeof ComposedItem>

const Items = Type.Array(ComposedItem, { maxItems: 10000 })
const Words = ProseDraft

/** A row that was not read, and why. */
export const UnreadRow = Type.Object({
  row: Type.Integer(),
  text: Type.String({ maxLength: 4000 }),
  reason: Type.String({ maxLength: 4000 }),
})
export type UnreadRow = Static<typeof UnreadRow>

/** What a list, table, STIX file, mail, picture or video says: each of its rows was read, stands in its words, was not read, or was said before. */
export const ComposedReading = Type.Object({
  format: Type.Enum(['text', 'table', 'stix', 'mail', 'media']),
  /** Rows that hold anything. */
  rows: Type.Integer(),
  items: Type.Array(ComposedItem),
  unread: Type.Array(UnreadRow),
  duplicates: Type.Array(
    Type.Object({ row: Type.Integer(), text: Type.String(), of: Type.Integer() }),
  ),
  /** Rows that stand in `words`, whatever else was read from them. */
  said: Type.Array(Type.Integer()),
  /** Sentences of the input: the text of a bulletin. */
  words: Type.String(),
  /** Columns of a table: what each was taken for; those without `as` were not read. */
  columns: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), as: Type.Optional(Type.String()) })),
  ),
  /** What headings of the input set off as attribution and advice: proposed, for a person to read and change. */
  parts: Type.Optional(
    Type.Object({
      attribution: Type.Optional(OpenAttribution),
      advice: Type.Optional(Type.String()),
      /** Rows that stand in them, and the headings; none of them stands in `words`. */
      rows: Type.Array(Type.Integer()),
    }),
  ),
  /** What else a person should know of the reading, a line each. */
  remarks: Type.Array(Type.String()),
})
export type ComposedReading = Static<typeof ComposedReading>

/** What somebody puts together before it is released. */
export const Composition = Type.Object({
  title: Type.String({ maxLength: 300 }),
  words: Words,
  items: Items,
  /** Whether addresses, domains, links and hashes also go as indicators to look for. */
  lookFor: Type.Boolean(),
  /** Who is held to be behind it; a part of its own, as is what may be done about it. */
  attribution: Type.Optional(OpenAttribution),
  advice: Type.Optional(Words),
  /** Until when each part is vouched for; one without has no end. */
  clocks: Type.Optional(
    Type.Object({
      facts: Type.Optional(Instant),
      attribution: Type.Optional(Instant),
      advice: Type.Optional(Instant),
    } satisfies Record<PartKind, unknown>),
  ),
  /** Rows that were not read, for whoever looks next; nothing of them is shared. */
  unread: Type.Optional(Type.Array(UnreadRow, { maxItems: 20000 })),
})
export type Composition = Static<typeof Composition>

export const ComposeDraftSummary = Type.Object({
  id: Id,
  title: Type.String(),
  items: Type.Integer(),
  /** Each save makes the next one. */
  version: Type.Integer(),
  createdAt: Instant,
  createdBy: Type.String(),
  savedAt: Instant,
  savedBy: Type.String(),
  /** Kept until then unless it is saved again. */
  keptUntil: Instant,
})
export type ComposeDraftSummary = Static<typeof ComposeDraftSummary>

export const ComposeDraft = Type.Object({
  summary: ComposeDraftSummary,
  composition: Composition,
})
export type ComposeDraft = Static<typeof ComposeDraft>

/** One list that items were held against, and those of them that stand on it. */
export const ComposeWarning = Type.Object({
  list: Type.String(),
  what: Type.String(),
  values: Type.Array(Type.String()),
})

const ById = Type.Object({ id: Id })
const MAX = 8 << 20

/** The body is the input itself, its bytes as they are. */
export const readComposed = defineRoute({
  name: 'readComposed',
  method: 'POST',
  path: '/api/compose/read',
  access: 'role:analyst',
  summary:
    'Reads a list, table, STIX file, mail, plain words, or the hashes of a picture or video; keeps nothing. Each row is read, named as not read, or a duplicate.',
  query: Type.Object({
    /** Name of the file, whose ending tells its format; absent for what was pasted. */
    name: Type.Optional(Line),
    /** Platform of accounts that do not say theirs. */
    platform: Type.Optional(Platform),
    /** Whether words that stand alone are names of accounts. */
    names: Type.Optional(Type.Boolean()),
    /** Whether the names of pictures and videos go along with their hashes. */
    fileNames: Type.Optional(Type.Boolean()),
    /** Whether a mail only brings what it lists, so that its sender and headers stay out. */
    bringsList: Type.Optional(Type.Boolean()),
  }),
  body: Type.Unsafe<Blob>(Type.Any()),
  maxBody: MAX,
  reply: ComposedReading,
})

export const checkComposed = defineRoute({
  name: 'checkComposed',
  method: 'POST',
  path: '/api/compose/check',
  access: 'role:analyst',
  summary: 'What is here already, and what stands on warning lists, before anything leaves.',
  body: Type.Object({ items: Items }),
  maxBody: MAX,
  reply: Type.Object({
    warnings: Type.Array(ComposeWarning),
    /** Lists that this exchange does not have, so that nothing was held against them. */
    absent: Type.Array(Type.String()),
    known: Type.Array(
      Type.Object({
        /** `composedKey` of the item. */
        key: Type.String(),
        value: Type.String(),
        releaseId: Id,
        title: Line,
        from: MemberRef,
        tlp: Tlp,
        releasedAt: Instant,
      }),
    ),
    /** Whether `known` stops short of all there is. */
    knownIsCapped: Type.Boolean(),
  }),
})

export const composeStix = defineRoute({
  name: 'composeStix',
  method: 'POST',
  path: '/api/compose/stix',
  access: 'role:analyst',
  summary: 'What was composed as STIX 2.1 objects, with a list of what they leave out.',
  body: Composition,
  maxBody: MAX,
  reply: Type.Object({
    objects: Type.Array(Type.Unknown()),
    dropped: Type.Array(Type.String()),
    /** Ids of objects that were given as STIX: a release keeps them as they are. */
    asGiven: Type.Array(Type.String()),
    /** Ties the parts; drawn anew each time. The objects above are its facts. */
    statement: Id,
    attribution: Type.Optional(Type.Array(Type.Unknown())),
    advice: Type.Optional(Type.Array(Type.Unknown())),
  }),
})

export const listComposeDrafts = defineRoute({
  name: 'listComposeDrafts',
  method: 'GET',
  path: '/api/compose/drafts',
  access: 'role:analyst',
  summary: "The own member's drafts, the last saved first.",
  reply: Type.Object({ items: Type.Array(ComposeDraftSummary) }),
})

export const getComposeDraft = defineRoute({
  name: 'getComposeDraft',
  method: 'GET',
  path: '/api/compose/drafts/:id',
  access: 'role:analyst',
  summary: 'One draft of the own member.',
  params: ById,
  reply: ComposeDraft,
})

export const createComposeDraft = defineRoute({
  name: 'createComposeDraft',
  method: 'POST',
  path: '/api/compose/drafts',
  access: 'role:analyst',
  summary: 'Keeps a draft that others of the own member can open.',
  body: Composition,
  maxBody: MAX,
  reply: ComposeDraft,
  status: 201,
})

export const saveComposeDraft = defineRoute({
  name: 'saveComposeDraft',
  method: 'PUT',
  path: '/api/compose/drafts/:id',
  access: 'role:analyst',
  summary:
    'Saves a draft over the version it was made from; refused, with what changed, where another was saved meanwhile.',
  params: ById,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), composition: Composition }),
  maxBody: MAX,
  reply: ComposeDraft,
})

export const dropComposeDraft = defineRoute({
  name: 'dropComposeDraft',
  method: 'DELETE',
  path: '/api/compose/drafts/:id',
  access: 'role:analyst',
  summary: 'Deletes a draft of the own member.',
  params: ById,
})

export const proposeCorrection = defineRoute({
  name: 'proposeCorrection',
  method: 'POST',
  path: '/api/releases/:id/correction',
  access: 'role:analyst',
  summary:
    'Proposes a correction of one own part of a statement; nothing leaves before it is released.',
  params: ById,
  body: CorrectionProposal,
  maxBody: MAX,
  reply: ProposedCorrection,
})

/**
 * By what two items are the same thing: kind, platform and value, of accounts in whatever capitals. An account whose
 * platform is not known is not the same as one of that name on a platform.
 */
export function composedKey(item: ComposedItem): string {
  const { kind, platform = '', value } = item
  const name = kind === 'account' ? value.toLowerCase() : value
  return [kind, platform, name].join(' ')
}
