/** Patterns (STIX 2.1, 9) as functions over the observations in bundles. */
import type { Bundle } from '../bundle.ts'
import { reading } from '../reading.ts'
import type { ObservedData } from '../sdo/observed-data.ts'
import { isTimestamp } from '../timestamp.ts'
import type { Pattern } from '../pattern/ast.ts'
import { locateTest, locateTime } from '../pattern/locate.ts'
import { PatternError } from '../pattern-error.ts'
import { findObservations } from './matches.ts'
import { observe, type Observations } from './observation.ts'
import { toPlan, type Plan } from './plan.ts'
import { MAX_INSTRUCTIONS } from './regex.ts'
import { parseTolerantly } from '../pattern/parse.ts'

/**
 * Whether the observed-data of the bundles match the pattern, as a function that may be called many times. Observed-data
 * hold what their `object_refs` name in any of the bundles, or what is in their `objects` (STIX 2.0). Where many patterns
 * meet the same bundles, `observe` reads those once.
 * Throws PatternError for a text that is no pattern or cannot be matched with (a regular expression that needs more than
 * linear time, an address block that is none, a time out of the calendar, a set of several types). Malformed
 * observed-data match nothing; `observe` names them. The function throws StixError: `too-complex` (more work than allowed, which takes a pattern and observations made for it),
 * `invalid` (what is given is neither bundles nor observations), `unreadable` (a getter or proxy that throws).
 */
export function compilePattern(text: string): (seen: readonly Bundle[] | Observations) => boolean {
  const find = compile(text)
  return (seen) => find(seen) !== null
}

/**
 * As `compilePattern`, but the function gives the observed-data of the first match that is found, in the order in which
 * they stand; an empty list where the pattern does not match.
 */
export function findMatches(
  text: string,
): (seen: readonly Bundle[] | Observations) => ObservedData[] {
  const find = compile(text)
  return (seen) => (find(seen) ?? []) as unknown as ObservedData[]
}

function compile(text: string): (seen: readonly Bundle[] | Observations) => object[] | null {
  const plan = planOf(text)
  return (seen) => reading({}, () => findObservations(plan, observationsOf(seen)))
}

function observationsOf(seen: readonly Bundle[] | Observations): Observations['observations'] {
  const isRead = typeof seen === 'object' && seen !== null && 'observations' in seen
  return (isRead ? seen : observe(seen)).observations
}

function planOf(text: string): Plan {
  const pattern = parseTolerantly(text)
  verifyTimes(pattern, text)
  let tests = 0
  return toPlan(pattern, {
    room: { left: MAX_INSTRUCTIONS },
    refuseNext: () => {
      const number = tests++
      return (code, reason) => {
        throw new PatternError(code, reason, locateTest(text, number))
      }
    },
  })
}

/** START and STOP must be in the calendar. */
function verifyTimes(pattern: Pattern, text: string): void {
  if (pattern.type === 'observation') return
  if (pattern.type !== 'qualified') {
    for (const operand of pattern.operands) verifyTimes(operand, text)
    return
  }
  verifyTimes(pattern.pattern, text)
  const { qualifier } = pattern
  if (qualifier.type !== 'start-stop') return
  for (const time of [qualifier.start, qualifier.stop])
    if (!isTimestamp(time))
      throw new PatternError('bad-timestamp', 'no such time', locateTime(text, time))
}
