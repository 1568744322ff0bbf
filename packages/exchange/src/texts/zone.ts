/** A time zone by any of its names: browsers and servers list one zone under different ones. Not an offset, which knows no summer. */
export function isZone(zone: string): boolean {
  try {
    return /^[a-z]/i.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== ''
  } catch {
    return false
  }
}
