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

/** A comma, semicolon or bar in an address is part of it, unless another address begins after it. */
const BEFORE_ADDRESS = /[\s,;|]+(?=["']?(?:https?:\/\/|www\.)\S)|\s+/i
const BETWEEN_TAGS = /[\s;|,]+/
const SCHEME = /^["']?https?:\/\//i

/** The entries of a cell; null where it opens a list or record that cannot be understood. */
export function readList(role: ListRole, field: string | null | undefined): string[] | null {
  const cell = field?.trim() ?? ''
  if (isMissing(role, cell)) return []
  const entries = cell.startsWith('[') || cell.startsWith('{') ? fromList(role, cell) : null
  if (entries === undefined) return null
  return (entries ?? split(role, cell)).filter((entry) => !isMissing(role, entry))
}

function split(role: ListRole, cell: string): string[] {
  const isAddress = role === 'links' || (role === 'media' && SCHEME.test(cell))
  return cell.split(isAddress ? BEFORE_ADDRESS : BETWEEN_TAGS).map(unquote)
}

/** `[a, b]` without quotes, as some tools print lists, is a list too. */
function fromList(role: ListRole, cell: string): string[] | undefined {
  const value = readLiteral(cell)
  if (value !== undefined) return entriesOf(role, value)
  const inner = /^\[([^[\]{}]*)\]$/.exec(cell)?.[1]
  if (inner === undefined || /^\s*["']|["']\s*$/.test(inner)) return undefined
  return inner.split(/\s*,\s+|,(?=https?:)/i).flatMap((entry) => split(role, entry.trim()))
}

function entriesOf(role: ListRole, value: Literal): string[] {
  if (typeof value === 'string') return [value.trim()]
  if (value === null || typeof value === 'boolean') return []
  if (Array.isArray(value)) return value.flatMap((one: Literal) => entriesOf(role, one))
  const fields = value as { [name: string]: Literal }
  for (const name of FIELDS[role]) {
    const named = fields[name]
    if (typeof named === 'string' && !isMissing(role, named)) return [named.trim()]
  }
  // A record of lists, such as `{"urls": [{…}], "media": […]}`.
  const inside = fields[role === 'links' ? 'urls' : role]
  return inside !== undefined && typeof inside === 'object' ? entriesOf(role, inside) : []
}

function unquote(entry: string): string {
  return entry.replace(/^["']|["']$/g, '')
}
