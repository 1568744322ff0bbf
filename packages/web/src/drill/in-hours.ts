import { countOf } from '../words/count-of.ts'

/** So many hours are said as days. */
const DAYS_FROM = 72

/** Minutes as they are said: `40 minutes`, `2 hours 5 minutes`; from three days on `57 days 2 hours`, whole hours alone. */
export function inHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= DAYS_FROM) {
    const [days, left] = [Math.floor(hours / 24), hours % 24]
    return [countOf(days, 'day'), ...(left > 0 ? [countOf(left, 'hour')] : [])].join(' ')
  }
  const parts = [
    ...(hours > 0 ? [countOf(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [countOf(rest, 'minute')] : []),
  ]
  return parts.join(' ')
}
