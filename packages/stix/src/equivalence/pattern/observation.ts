/**
 * Normal forms of observation expressions. AND is commutative but counts its operands, FOLLOWEDBY keeps their order, OR is
 * a set that absorbs what one of its members already says. An observation of alternatives is alternatives of observations.
 * Qualifiers are kept as they stand.
 */
import type { Pattern, Qualifier } from '../../pattern/ast.ts'
import {
  absorb,
  distribute as distributeComparison,
  simplify as simplifyComparison,
} from './comparison.ts'
import { timeKey } from './constant.ts'
import { implication, isChain } from './implication.ts'
import {
  alternativesOf,
  choices,
  flatten,
  inOrder,
  spend,
  toTerm,
  type Meter,
  type Term,
  type Terms,
} from './term.ts'

/** Pairs of alternatives and their members that one OR may compare; beyond that nothing is absorbed in it. */
const MAX_ABSORPTION = 200_000

/** The simplified term of a pattern, not distributed. */
export function simplify(terms: Terms, pattern: Pattern): Term {
  switch (pattern.type) {
    case 'observation':
      return observe(terms, simplifyComparison(terms, pattern.test))
    case 'qualified': {
      const inner = simplify(terms, pattern.pattern)
      return toTerm(terms, 'qualified', [inner], qualifierKey(pattern.qualifier))
    }
    default: {
      const operands = pattern.operands.map((operand) => simplify(terms, operand))
      return join(terms, pattern.type, operands)
    }
  }
}

function qualifierKey(qualifier: Qualifier): string {
  switch (qualifier.type) {
    case 'repeats':
      return `REPEATS ${qualifier.times}`
    case 'within':
      return `WITHIN ${qualifier.seconds}`
    case 'start-stop':
      return `START ${timeKey(qualifier.start)} STOP ${timeKey(qualifier.stop)}`
  }
}

/** What an observation is asked, one observation for each alternative. */
function observe(terms: Terms, test: Term): Term {
  const each = alternativesOf(test).map((one) => toTerm(terms, 'observation', [one]))
  return join(terms, 'or', each)
}

function join(terms: Terms, type: 'and' | 'or' | 'followedby', operands: readonly Term[]): Term {
  const flat = flatten(type, operands)
  if (type === 'or')
    return alternatives(terms, flat, { room: MAX_ABSORPTION }) ?? either(terms, flat)
  return toTerm(terms, type, type === 'and' ? inOrder(flat) : flat)
}

function either(terms: Terms, operands: readonly Term[]): Term {
  const distinct = inOrder(new Set(operands))
  return distinct.length === 1 ? distinct[0]! : toTerm(terms, 'or', distinct)
}

/**
 * The OR without the alternatives that say more than another; null where the meter has no room to find out. The
 * number of steps does not depend on the order.
 */
function alternatives(terms: Terms, operands: readonly Term[], meter: Meter): Term | null {
  const distinct = [...new Set(operands)]
  if (distinct.length === 1) return distinct[0]!
  const observations = distinct.filter(({ type }) => type === 'observation')
  const tests = absorb(observations.map(testOf), 'all', meter)
  if (tests === null) return null
  const least = new Set(tests)
  const others = distinct.filter((term) => !isChain(term) && term.type !== 'observation')
  const chains = distinct.filter(isChain)
  const simple = [...observations.filter((term) => least.has(testOf(term))), ...others]
  if (!spend(meter, costOf(chains, simple))) return null
  const implies = implication()
  const leastChains = chains.filter(
    (chain) =>
      !simple.some((other) => implies(chain, other)) &&
      !chains.some((other) => other !== chain && implies(chain, other)),
  )
  return either(terms, [...simple, ...leastChains])
}

/** Pairs of parts in which one comparison of chains is decided, most of them by a part that has no match. */
const PAIRS = 8

/** Every chain against every alternative, part by part; long chains take longer to match. */
function costOf(chains: readonly Term[], simple: readonly Term[]): number {
  const longest = chains.reduce((most, { operands }) => Math.max(most, operands.length), 0)
  const size = sizeOf(chains)
  return Math.ceil((size * (size + sizeOf(simple)) * Math.ceil(longest / 8)) / PAIRS)
}

function sizeOf(list: readonly Term[]): number {
  return list.reduce((sum, { size }) => sum + size, 0)
}

function testOf(observation: Term): Term {
  return observation.operands[0]!
}

/** The OR of chains without an OR; null where the meter has no room for it. */
export function distribute(terms: Terms, term: Term, meter: Meter): Term | null {
  if (term.type === 'observation') {
    const test = distributeComparison(terms, testOf(term), meter)
    return test === null ? null : observe(terms, test)
  }
  const operands: Term[] = []
  for (const operand of term.operands) {
    const distributed = distribute(terms, operand, meter)
    if (distributed === null) return null
    operands.push(distributed)
  }
  if (term.type === 'qualified') return toTerm(terms, 'qualified', operands, term.label)
  const chains =
    term.type === 'or' ? flatten('or', operands) : distributeChain(terms, term, operands, meter)
  return chains && alternatives(terms, chains, meter)
}

function distributeChain(
  terms: Terms,
  { type }: Term,
  operands: readonly Term[],
  meter: Meter,
): Term[] | null {
  const made = choices(operands.map(alternativesOf), meter)
  return made && made.map((chosen) => join(terms, type === 'and' ? 'and' : 'followedby', chosen))
}
