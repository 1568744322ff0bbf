/**
 * Normal forms of comparison expressions. Commutative, associative, idempotent, absorbing (A AND (A OR B) = A, and the
 * other way round) and, where there is room, distributed: an OR of ANDs. Tests are opaque, so that this is the one
 * minimal form of a monotone Boolean function.
 */
import type { Comparison, Constant, ObjectPath, Test } from '../../pattern/ast.ts'
import { printPath } from '../../pattern/print.ts'
import { constantKey } from './constant.ts'
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

/** Pairs of a compound operand and a member that one AND or OR may compare; beyond that nothing is absorbed in it. */
const MAX_ABSORPTION = 50_000

/** Constants of one set that are taken for an OR; a larger set is compared as a set. */
const MAX_ALTERNATIVES = 50_000

/** The simplified term of a comparison, not distributed. */
export function simplify(terms: Terms, comparison: Comparison): Term {
  switch (comparison.type) {
    case 'test':
      return testTerm(terms, comparison)
    case 'exists': {
      const label = `${comparison.negated ? 'NOT ' : ''}EXISTS ${printPath(comparison.path)}`
      return opaque(terms, comparison.path, label)
    }
    default: {
      const operands = comparison.operands.map((operand) => simplify(terms, operand))
      return join(terms, comparison.type, operands)
    }
  }
}

/** `IN` is an OR of `=`, as long as it is not negated and not too long; `NOT =` is `!=` and the other way round. */
function testTerm(terms: Terms, test: Test): Term {
  const { path, operator, negated, value } = test
  const name = printPath(path)
  if (!Array.isArray(value)) {
    const isFlipped = negated && (operator === '=' || operator === '!=')
    const plain = isFlipped ? (operator === '=' ? '!=' : '=') : operator
    const not = negated && !isFlipped ? 'NOT ' : ''
    const key = constantKey(value as Constant, path, operator)
    return opaque(terms, path, `${name} ${not}${plain} ${key}`)
  }
  const keys = new Set(
    (value as readonly Constant[]).map((one) => constantKey(one, path, operator)),
  )
  if ((negated && keys.size !== 1) || keys.size > MAX_ALTERNATIVES)
    return opaque(terms, path, `${name} ${negated ? 'NOT ' : ''}IN ${[...keys].toSorted().join()}`)
  const plain = negated ? '!=' : '='
  const each = [...keys].map((key) => opaque(terms, path, `${name} ${plain} ${key}`))
  return join(terms, 'any', each)
}

/** A test of an object of the type the path names. */
function opaque(terms: Terms, { objectType }: ObjectPath, label: string): Term {
  return toTerm(terms, 'test', [toTerm(terms, 'object', [], objectType)], label)
}

/** The simplified AND or OR of simplified terms. */
function join(terms: Terms, type: 'all' | 'any', operands: readonly Term[]): Term {
  const distinct = inOrder(new Set(flatten(type, operands)))
  const kept =
    absorb(distinct, type === 'all' ? 'any' : 'all', { room: MAX_ABSORPTION }) ?? distinct
  return kept.length === 1 ? kept[0]! : toTerm(terms, type, kept)
}

/**
 * The operands without those of the dual type that hold all members of another operand; null where the meter
 * has no room to find out. The number of steps does not depend on the order.
 */
export function absorb(
  operands: readonly Term[],
  dual: 'all' | 'any',
  meter: Meter,
): Term[] | null {
  const compounds = operands.filter(({ type }) => type === dual)
  const members = compounds.reduce((sum, { operands: inner }) => sum + inner.length, 0)
  if (!spend(meter, compounds.length * members)) return null
  const simple = new Set(operands.filter(({ type }) => type !== dual))
  const kept: Term[] = []
  for (const compound of compounds.toSorted((a, b) => a.operands.length - b.operands.length)) {
    const inner = new Set(compound.operands)
    const holds = (other: Term) => other.operands.every((member) => inner.has(member))
    if (!compound.operands.some((member) => simple.has(member)) && !kept.some(holds))
      kept.push(compound)
  }
  return inOrder([...simple, ...kept])
}

/** The OR of ANDs of a simplified term; null where the meter has no room for it. */
export function distribute(terms: Terms, term: Term, meter: Meter): Term | null {
  if (term.type !== 'all' && term.type !== 'any') return term
  const lists: (readonly Term[])[] = []
  for (const operand of term.operands) {
    const distributed = distribute(terms, operand, meter)
    if (distributed === null) return null
    lists.push(alternativesOf(distributed))
  }
  if (term.type === 'any') return minimal(terms, lists.flat(), meter)
  const made = choices(lists, meter)
  if (made === null) return null
  const products = made.map((chosen) => join(terms, 'all', chosen))
  const possible = products.filter(isPossible)
  return minimal(terms, possible.length > 0 ? possible : products, meter)
}

function minimal(terms: Terms, products: readonly Term[], meter: Meter): Term | null {
  const kept = absorb(inOrder(new Set(products)), 'all', meter)
  if (kept === null) return null
  return kept.length === 1 ? kept[0]! : toTerm(terms, 'any', kept)
}

/** An AND asks all of one object, which has one type. */
function isPossible(product: Term): boolean {
  return (
    product.type !== 'all' ||
    new Set(product.operands.map(({ operands: [type] }) => type)).size === 1
  )
}
