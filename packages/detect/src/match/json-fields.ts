/** The fields of an object of JSON, and what of it is in none. */

export type Field = readonly [column: string, value: string | number | boolean]

const MOST_FIELDS = 500
/** Objects within each other, and lists within each other, that are gone into. */
const DEEPEST = 8
const DEEPEST_LIST = 100
const MOST_NAMED = 100

/** What lines hold that is in no field: it is read as text alone. */
export type UnreadFields = {
  /** Columns with numbers that are written otherwise than in plain digits, at most 100 of them. */
  readonly numbers: ReadonlySet<string>
  /** Lines with more fields, or deeper ones, than are read. */
  readonly overfull: number
}

export const NOTHING_UNREAD: UnreadFields = { numbers: new Set(), overfull: 0 }

type Noting = { readonly numbers: Set<string>; overfull: number }

/** Fields by their paths with dots; elements of lists by the name of the list; null for what is no object. */
export function readJson(line: string, unread?: Noting): Field[] | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const fields: Field[] = []
  let isCut = false
  const walk = (inner: unknown, name: string, depth: number): void => {
    if (inner === null) return
    if (fields.length >= MOST_FIELDS) isCut = true
    else if (typeof inner === 'string' || typeof inner === 'boolean') fields.push([name, inner])
    else if (typeof inner === 'number') {
      // A number that is written otherwise than in digits is none that a line can be searched for.
      if (line.includes(String(inner))) fields.push([name, inner])
      else if (unread !== undefined && unread.numbers.size < MOST_NAMED) unread.numbers.add(name)
    } else if (Array.isArray(inner)) {
      if (depth < DEEPEST_LIST) for (const one of inner) walk(one, name, depth + 1)
      else isCut = true
    } else if (depth < DEEPEST)
      for (const [key, one] of Object.entries(inner as object))
        walk(one, name === '' ? key : `${name}.${key}`, depth + 1)
    else isCut = true
  }
  walk(value, '', 0)
  if (isCut && unread !== undefined) unread.overfull++
  return fields
}
