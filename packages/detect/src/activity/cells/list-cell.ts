/** The things a cell of links, hashtags or media names, however the list is written. */
import { readLiteral, type Literal } from './literal.ts'
import { isMissing } from './missing.ts'

export type ListRole = 'links' | 'hashtags' | 'media'

/** Fields of a record that name the thing, the most telling first. */
const FIELDS: Readonly<Record<ListRole, readonly string[]>> = {
  links: ['unwound_url', 'expanded_url', 'expandedUrl', 'expanded', 'url', 'href', 'link', 'uri'],
  hashtags: ['tag', 'text', 'name', 'hashtag', 'hashtagName', 'hashtag_name', 'title'],
  media: ['media_key', 'id_str', 'id', 'hash', 'md5', 'media_url_https', 'media_url', 'url', 'src'],
}

/**
 * A comma, semicolon, bar or space in an address is part of it, unless another address begins after it. A run of them is
 * looked at from its beginning alone, or a cell of many would be gone through as often as it is long.
 */
const BEFORE_ADDRESS = /(?<![\s,;|])[\s,;|]+(?=["']?(?:https?:\/\/|www\.)\S)|[\t\r\n]+/i
/** Addresses without a scheme have no space in them. */
const BEFORE_BARE = /(?<![\s,;|])[\s,;|]+(?=["']?(?:https?:\/\/|www\.)\S)|\s+/i
const BETWEEN_TAGS = /[\s;|,]+/
const SCHEME = /^["']?https?:\/\//i
/** A link in a page's markup or in Markdown: `<a href="…">`, `<https://…>`, `[words](…)`. */
const MARKED_UP = /^<[a-z]|^!?\[[^\]]*\]\(https?:/i
const MARKED_LINK = /(?:\b(?:href|src)\s*=\s*["']?|\]\(|^<)(https?:[^\s"'>)]+)/gi

/** The entries of a cell; null where it opens a list or record that cannot be understood. */
export function readList(role: ListRole, field: string | null | undefined): string[] | null {
  const cell = field?.trim() ?? ''
  if (isMissing(role, cell)) return []
  if (role !== 'hashtags' && MARKED_UP.test(cell))
    return [...cell.matchAll(MARKED_LINK)].map(([, link]) => link!)
  const isOpened = cell.startsWith('[') || cell.startsWith('{')
  const entries = isOpened ? fromList(role, cell) : split(role, cell)
  return entries?.filter((entry) => !isMissing(role, entry)) ?? null
}

function split(role: ListRole, cell: string): string[] {
  const hasScheme = SCHEME.test(cell)
  if (role !== 'links' && !(role === 'media' && hasScheme))
    return cell.split(BETWEEN_TAGS).map(unquote)
  return cell.split(hasScheme ? BEFORE_ADDRESS : BEFORE_BARE).map(unquote)
}

/** `[a, b]` without quotes, as some tools print lists, and `{a,b}`, as PostgreSQL and sets are printed, are lists too. */
function fromList(role: ListRole, cell: string): string[] | null {
  const value = readLiteral(cell)
  if (value !== undefined) return entriesOf(role, value)
  const inner = /^\[([^[\]{}]*)\]$|^\{([^[\]{}]*)\}$/.exec(cell)
  if (inner === null) return null
  const quoted = readLiteral(`[${inner[1] ?? inner[2]}]`)
  if (quoted !== undefined) return entriesOf(role, quoted)
  const parts = (inner[1] ?? inner[2]!).split(
    role === 'links' ? /(?<!\s)\s*,\s+|,(?=https?:)/i : /(?<!\s)\s*,\s*/,
  )
  const isRecord =
    inner[2] !== undefined && parts.some((part) => /[:=]/.test(part.replace(SCHEME, '')))
  if (isRecord || parts.some((part) => /^["']|["']$/.test(part.trim()))) return null
  return parts.flatMap((part) => split(role, part.trim()))
}

/** Null where records hold something, and none of it is what the role names. */
function entriesOf(role: ListRole, value: Literal): string[] | null {
  if (typeof value === 'string') return [value.trim()]
  if (value === null || typeof value === 'boolean') return []
  if (Array.isArray(value)) {
    const each = (value as readonly Literal[]).map((one) => entriesOf(role, one))
    const isUnread =
      each.includes(null) && !each.some((entries) => entries !== null && entries.length > 0)
    return isUnread ? null : each.flatMap((entries) => entries ?? [])
  }
  const fields = value as { [name: string]: Literal }
  const known = FIELDS[role].filter((name) => name in fields)
  for (const name of known) {
    const named = fields[name]
    if (typeof named === 'string' && !isMissing(role, named)) return [named.trim()]
  }
  // A record of lists, such as `{"urls": [{…}], "media": […]}`.
  const inside = fields[role === 'links' ? 'urls' : role]
  if (inside !== undefined && typeof inside === 'object') return entriesOf(role, inside)
  const isUnread =
    known.length === 0 && Object.values(fields).some((one) => typeof one === 'string')
  return isUnread ? null : []
}

function unquote(entry: string): string {
  return entry.replace(/^["']|["']$/g, '')
}
