/** The post that a cell says a post repeats or answers: an id, or a record or list of records that holds it. */
import { readLiteral, type Literal } from './literal.ts'
import { isMissing } from './missing.ts'

export type ReferenceRole = 'reshareOf' | 'replyTo'

/** What the records of a list call their kind, where it says one. */
const KINDS: Readonly<Record<ReferenceRole, RegExp>> = {
  reshareOf: /^(retweet|repost|reblog|share|forward|quot)/i,
  replyTo: /^(repl|comment|answer)/i,
}
const IDS = ['id_str', 'id', 'uri', 'post_id', 'message_id', 'url']
/** A whole number that passed through a program that has fractions only. */
const AS_FRACTION = /^(\d+)\.0+$/

/** Null where there is none; undefined where the cell is not understood. */
export function readReference(
  role: ReferenceRole,
  field: string | null | undefined,
): string | null | undefined {
  const cell = field?.trim() ?? ''
  if (isMissing(role, cell)) return null
  if (!cell.startsWith('[') && !cell.startsWith('{')) return AS_FRACTION.exec(cell)?.[1] ?? cell
  const value = readLiteral(cell)
  return value === undefined ? undefined : idOf(role, value)
}

function idOf(role: ReferenceRole, value: Literal): string | null {
  if (typeof value === 'string') return isMissing(role, value) ? null : value
  if (value === null || typeof value === 'boolean') return null
  if (Array.isArray(value)) {
    for (const one of value as readonly Literal[]) {
      const id = idOf(role, one)
      if (id !== null) return id
    }
    return null
  }
  const fields = value as { [name: string]: Literal }
  const kind = fields['type']
  if (typeof kind === 'string' && !KINDS[role].test(kind) && 'id' in fields) return null
  for (const name of IDS) {
    const id = fields[name]
    if (typeof id === 'string' && !isMissing(role, id)) return id
  }
  return null
}
