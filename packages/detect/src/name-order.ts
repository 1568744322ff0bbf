/** The one order of names, on whichever machine. */

/** Order by code point, which no locale changes. */
export function compareNames(x: string, y: string): number {
  if (x === y) return 0
  const length = Math.min(x.length, y.length)
  for (let k = 0; k < length; k++) {
    if (x.charCodeAt(k) === y.charCodeAt(k)) continue
    const [p, q] = [x.codePointAt(k)!, y.codePointAt(k)!]
    // Inside a surrogate pair whose first halves agree, the second halves decide as they stand.
    return p - q
  }
  return x.length - y.length
}
