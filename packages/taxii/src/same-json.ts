/** Whether two JSON texts say the same: order of names, spacing and escapes do not matter, order in lists does. */
export function isSameJson(a: string, b: string): boolean {
  return a === b || isSameValue(JSON.parse(a), JSON.parse(b))
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
