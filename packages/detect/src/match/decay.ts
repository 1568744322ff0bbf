/**
 * How much an indicator still says, by its kind and age: addresses change hands within weeks, names within months, hashes
 * never. The weight halves with each half-life. The half-lives are a choice, no measurement, and are shown with it.
 */
import type { ValueKind } from './key.ts'

const DAY = 86_400_000

/** Days in which the weight halves; none for what does not age. */
export const HALF_LIVES: Readonly<Record<ValueKind | 'pattern', number | null>> = {
  ipv4: 30,
  ipv6: 30,
  url: 60,
  domain: 120,
  email: 180,
  account: 180,
  pattern: 120,
  hash: null,
}

/** Percent that an indicator of a kind still weighs at an instant; null where nobody knows how old it is. */
export function weightOf(
  kind: ValueKind | 'pattern',
  from: number | undefined,
  now: number,
): number | null {
  const days = HALF_LIVES[kind]
  if (days === null) return 100
  if (from === undefined) return null
  const age = Math.max(0, now - from)
  return Math.round(100 * 2 ** (-age / (days * DAY)))
}
