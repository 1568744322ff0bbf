import Type, { type Static } from 'typebox'
import { Confidence, Likelihood } from './parts.ts'
import { Instant, Line, Prose } from './scalars.ts'

/** Bytes of a part as it is handed in. */
export const MAX_PART_BYTES = 24 << 20
/** Records of all kinds together that a part may have. */
export const MAX_PART_RECORDS = 100_000

/** In no name, address or value: spaces, control characters, marks that are not seen or turn the direction. */
const UNSEEN = '\\s\\p{Cc}\\p{Cf}\\p{Cs}'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
/** Letters, numbers and what handles and ids are written with; no spaces. */
const Name = Type.String({ pattern: `^@?[^${UNSEEN}@][^${UNSEEN}]{0,198}$` })
const Platform = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,39}$' })

/** An account, page, group or channel that a member acted on. */
export const PackAccount = Type.Object(
  {
    /** What the platform knows it by; posts name it. */
    id: Name,
    platform: Platform,
    kind: Type.Enum(['account', 'page', 'group', 'channel']),
    handle: Type.Optional(Name),
    name: Type.Optional(Line),
    /** Followers, members or subscribers, as last counted: what the threshold is compared with. */
    followers: Count,
    created: Type.Optional(Day),
    /** Where it said it was, or was run from: ISO 3166-1. */
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
    url: Type.Optional(Type.String({ pattern: `^https?://[^${UNSEEN}]{1,500}$` })),
  },
  { additionalProperties: false },
)
export type PackAccount = Static<typeof PackAccount>

export const PackPost = Type.Object(
  {
    id: Name,
    /** Id of one of the accounts of this part. */
    account: Name,
    at: Instant,
    text: Type.Optional(Prose),
    url: Type.Optional(Type.String({ pattern: `^https?://[^${UNSEEN}]{1,500}$` })),
  },
  { additionalProperties: false },
)
export type PackPost = Static<typeof PackPost>

/** How many people something reached, or how many there were of something. */
export const PackReach = Type.Object(
  {
    what: Line,
    count: Count,
    from: Type.Optional(Day),
    until: Type.Optional(Day),
  },
  { additionalProperties: false },
)

export const PackSpend = Type.Object(
  {
    /** ISO 4217. */
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    amount: Type.Number({ minimum: 0, maximum: 1e12 }),
    ads: Type.Optional(Count),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
  },
  { additionalProperties: false },
)

/** Who is behind it as the member sees it, and on what that rests; rival words of other members stand beside it. */
export const PackAttribution = Type.Object(
  {
    actor: Line,
    likelihood: Likelihood,
    confidence: Confidence,
    basis: Prose,
  },
  { additionalProperties: false },
)

export const PackIndicator = Type.Object(
  {
    kind: Type.Enum(['domain', 'url', 'ipv4', 'ipv6', 'email', 'sha256']),
    value: Type.String({ pattern: `^[^${UNSEEN}]{1,500}$` }),
  },
  { additionalProperties: false },
)

/** What an earlier version, or something said before, had wrong. */
export const PackCorrection = Type.Object({ text: Prose }, { additionalProperties: false })

const MANY = { maxItems: MAX_PART_RECORDS }

/** What one member brings to a joint disclosure. As CSV each record is a row, and its kind stands in the column `record`. */
export const DisclosurePack = Type.Object(
  {
    accounts: Type.Array(PackAccount, MANY),
    posts: Type.Array(PackPost, MANY),
    reach: Type.Array(PackReach, { maxItems: 1000 }),
    spend: Type.Array(PackSpend, { maxItems: 1000 }),
    attribution: Type.Array(PackAttribution, { maxItems: 20 }),
    indicators: Type.Array(PackIndicator, MANY),
    corrections: Type.Array(PackCorrection, { maxItems: 100 }),
  },
  { additionalProperties: false },
)
export type DisclosurePack = Static<typeof DisclosurePack>
