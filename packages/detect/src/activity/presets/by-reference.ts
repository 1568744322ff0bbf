/**
 * Roles of columns by what stands in them, where nobody knows their names: a post's own id, ids of other posts of
 * the same file, addresses of pictures, the clients that posts are made with. Only a proposal, which a person is shown.
 */
import type { ColumnSample } from './by-value.ts'
import type { ColumnMapping, Role } from './roles.ts'

/** Fewer values tell nothing of what a column holds. */
const ENOUGH = 20
/** Values that must be ids of posts in the file, and what a reply or reshare leaves empty. */
const KNOWN = 0.5
const MOST_FILLED = 0.95
const MOST = 0.8

const OWN_ID = /(id|uri|guid|uuid|permalink)$/i
const NO_POST = /row|index|line|user|account|author|owner|thread|conversation|channel|page|group/i
const REPLY = /repl|answer|respon|parent/i
const RESHARE = /share|re-?_?post|re-?_?tweet|forward|fwd|boost|reblog|orig/i
const PICTURE = /\.(jpe?g|png|gif|webp|avif|mp4|mov|webm)([?#]|$)/i
const CLIENT =
  /^(<a href|(twitter|x|instagram|facebook|telegram|tiktok|mastodon|bluesky) |.* for (iphone|ipad|android|mac|windows)|(twitter )?web|android|iphone|buffer|hootsuite|tweetdeck|sprinklr|zapier|ifttt)/i

type Samples = ReadonlyMap<string, ColumnSample>

/** Completes `mapping` by values; roles in `without` stay open. */
export function guessByValue(
  columns: readonly string[],
  mapping: ColumnMapping,
  samples: Samples,
  without: readonly Role[] = [],
): ColumnMapping {
  const found: ColumnMapping = { ...mapping }
  const propose = (role: Role, fits: (column: string, sample: ColumnSample) => boolean): void => {
    if (found[role] !== undefined || without.includes(role)) return
    const taken = new Set(Object.values(found))
    const column = columns.find((name) => {
      const sample = samples.get(name)
      return !taken.has(name) && sample !== undefined && fits(name, sample)
    })
    if (column !== undefined) found[role] = column
  }
  const rows = Math.max(0, ...[...samples.values()].map(({ filled }) => filled))
  propose('content', (name, sample) => isOwnId(name, sample, rows))
  const ids = samples.get(found.content ?? '')
  if (ids !== undefined) {
    const known = new Set(ids.values)
    const refers = (sample: ColumnSample) => isReference(sample, ids, known)
    propose('replyTo', (name, sample) => REPLY.test(name) && refers(sample))
    propose('reshareOf', (name, sample) => RESHARE.test(name) && refers(sample))
  }
  propose('media', (_, { filled, values }) => filled >= ENOUGH && mostly(values, PICTURE))
  propose('client', (_, { filled, distinct, values }) => {
    return filled >= ENOUGH && distinct * 2 < filled && mostly(values, CLIENT)
  })
  return found
}

/** Each row has one of its own, in one word. */
function isOwnId(name: string, { filled, distinct, values }: ColumnSample, rows: number): boolean {
  if (!OWN_ID.test(name) || NO_POST.test(name) || REPLY.test(name) || RESHARE.test(name))
    return false
  return filled >= ENOUGH && filled === rows && distinct > filled * 0.9 && !values.some(hasSpace)
}

function hasSpace(value: string): boolean {
  return /\s/.test(value)
}

/** Many of its values are ids of posts, and not every post has one. */
function isReference(sample: ColumnSample, ids: ColumnSample, known: ReadonlySet<string>): boolean {
  const { filled, values } = sample
  if (filled < 3 || filled > ids.filled * MOST_FILLED) return false
  return values.filter((value) => known.has(value)).length >= values.length * KNOWN
}

function mostly(values: readonly string[], pattern: RegExp): boolean {
  return values.filter((value) => pattern.test(value)).length >= values.length * MOST
}
