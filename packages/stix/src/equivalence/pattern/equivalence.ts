/**
 * Semantic equivalence of patterns: both are brought to a normal form, and the forms compared. Simplifying is
 * near-linear; distributing AND and FOLLOWEDBY over OR can grow exponentially and is given up when it takes too many
 * steps, so that two patterns of hostile size may be told apart though they are equivalent, never the other way round.
 */
import { parseTolerantly } from '../../pattern/parse.ts'
import { distribute, simplify } from './observation.ts'
import type { Terms } from './term.ts'

/** Terms chosen, compared or made while distributing one pattern; a thousand of them take about a microsecond. */
const MAX_STEPS = 10_000_000
/**
 * One meaning costs more in some forms than in others: distributed by hand, each level of brackets is paid for anew.
 * Where one pattern is distributed within its steps, the other may take so many times as many, lest the limit alone
 * tell them apart.
 */
const MAX_RATIO = 16
/** Parts of a simplified pattern; a larger one is not distributed. */
const MAX_SIZE = 20_000

/** Whether two patterns match the same observations, as far as their form tells. Throws PatternError. */
export function equivalentPatterns(a: string, b: string): boolean {
  const terms: Terms = new Map()
  const one = simplify(terms, parseTolerantly(a))
  const other = simplify(terms, parseTolerantly(b))
  if (one === other) return true
  if (Math.max(one.size, other.size) > MAX_SIZE) return false
  const first = distribute(terms, one, { room: MAX_STEPS })
  const room = first === null ? MAX_STEPS : MAX_STEPS * MAX_RATIO
  const second = distribute(terms, other, { room })
  if (second === null) return false
  return second === (first ?? distribute(terms, one, { room: MAX_STEPS * MAX_RATIO }))
}
