import { countOf } from '../words/count-of.ts'

/** Minutes as they are said: `40 minutes`, `2 hours 5 minutes`. */
export function inHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [
    ...(hours > 0 ? [countOf(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [countOf(rest, 'minute')] : []),
  ]
  return parts.join(' ')
}
