/**
 * Normal forms of observation expressions. AND is commutative but counts its operands, FOLLOWEDBY keeps their order, OR is
 * a set that absorbs what one of its members already says. An observation of alternatives is alternatives of observations.
 * Qualifiers are kept as they stand.
 */
import type { Pattern, Qualifier } from '../ast.ts'
import { distribute as distributeComparison, simplify as simplifyComparison } from './comparison.ts'
import { timeKey } from './constant.ts'
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
const MAX_ABSORPTION = 50_000

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
  const compounds = distinct.filter(isChain)
  const members = compounds.reduce((sum, { operands: inner }) => sum + inner.length, 0)
  if (!spend(meter, compounds.length * members)) return null
  const simple = new Set(distinct.filter((term) => !isChain(term)))
  const chains = compounds.filter(
    (chain) =>
      !chain.operands.some((member) => simple.has(member) || compounds.includes(member)) &&
      !compounds.some((other) => other !== chain && implies(chain, other)),
  )
  return either(terms, [...simple, ...chains])
}

function isChain({ type }: Term): boolean {
  return type === 'and' || type === 'followedby'
}

/** Whether a chain holds all that the other asks: an AND in any order, a FOLLOWEDBY in its own. */
function implies(chain: Term, other: Term): boolean {
  if (other.operands.length > chain.operands.length) return false
  if (other.type === 'and') {
    const rest = new Map<Term, number>()
    for (const member of chain.operands) rest.set(member, (rest.get(member) ?? 0) + 1)
    return other.operands.every((member) => {
      const left = rest.get(member) ?? 0
      rest.set(member, left - 1)
      return left > 0
    })
  }
  if (chain.type === 'and') return false
  let found = 0
  for (const member of chain.operands) if (member === other.operands[found]) found++
  return found === other.operands.length
}

/** The OR of chains without an OR; null where the meter has no room for it. */
export function distribute(terms: Terms, term: Term, meter: Meter): Term | null {
  if (term.type === 'observation') {
    const test = distributeComparison(terms, term.operands[0]!, meter)
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
