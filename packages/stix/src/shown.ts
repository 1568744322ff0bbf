/** Values of unknown origin as they may stand in a message, which none of them may make long or make fail. */

/** What a caught value says, at most 200 characters of it. */
export function messageOf(cause: unknown): string {
  try {
    return cause instanceof Error ? cause.message.slice(0, 200) : 'not an error'
  } catch {
    return 'an error that cannot be read'
  }
}

/** A value as it may stand in a message: quoted, at most 60 characters. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (value === null) return 'null'
  if (typeof value === 'object') return isList(value) ? 'a list' : 'an object'
  return typeof value === 'symbol' || typeof value === 'function' ? `a ${typeof value}` : `${value}`
}

/** A revoked proxy is neither a list nor anything else; what reads it will say so. */
export function isList(value: unknown): boolean {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}
