/**
 * Whether two texts say the same object: order of names, spacing and escapes do not matter, order in lists does. Nor does
 * it matter whether an object that was never changed says `modified`, since its version is `created` then (section 3.4.1).
 */
export function isSameObject(a: string, b: string): boolean {
  return a === b || isSameValue(withModified(JSON.parse(a)), withModified(JSON.parse(b)))
}

function withModified(object: Record<string, unknown>): Record<string, unknown> {
  return 'created' in object ? { modified: object['created'], ...object } : object
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every(
    (name) =>
      Object.hasOwn(b, name) &&
      isSameValue((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  )
}
