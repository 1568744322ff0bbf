/**
 * Terms of a normal form, each made once: two terms are the same thing exactly when they are the same object, however
 * deep. So comparing costs nothing, and a key is as long as the list of its operands, not as all that is below them.
 */

export type TermType =
  'object' | 'test' | 'all' | 'any' | 'observation' | 'and' | 'or' | 'followedby' | 'qualified'

export type Term = {
  /** Counts the terms of one table; an order to sort by, with no other meaning. */
  readonly id: number
  readonly type: TermType
  /** The type of an object, or what a test or qualifier says, in its one spelling. */
  readonly label: string
  readonly operands: readonly Term[]
  /** Itself and all below. */
  readonly size: number
  /** Bits for the tests below: what implies a term has all of its bits. */
  readonly tests: number
}

/** All terms made so far, by what they are made of. */
export type Terms = Map<string, Term>

/** The one term of that type, label and operands, in the order given. */
export function toTerm(
  terms: Terms,
  type: TermType,
  operands: readonly Term[],
  label: string = '',
): Term {
  const key = `${type} ${operands.map(({ id }) => id).join()} ${label}`
  const known = terms.get(key)
  if (known !== undefined) return known
  const size = operands.reduce((sum, operand) => sum + operand.size, 1)
  const id = terms.size
  const own = type === 'test' ? 1 << (id % 32) : 0
  const tests = operands.reduce((bits, operand) => bits | operand.tests, own)
  const term = { id, type, label, operands, size, tests }
  terms.set(key, term)
  return term
}

/** The operands, with those of operands of the same type in their place. */
export function flatten(type: TermType, operands: readonly Term[]): Term[] {
  return operands.flatMap((operand) => (operand.type === type ? operand.operands : operand))
}

export function inOrder(operands: Iterable<Term>): Term[] {
  return [...operands].toSorted((a, b) => a.id - b.id)
}

/** What an alternative of a term may be: the operands of an `any` or `or`, else the term alone. */
export function alternativesOf(term: Term): readonly Term[] {
  return term.type === 'any' || term.type === 'or' ? term.operands : [term]
}

/** What a chosen term costs, beside a comparison of two: it is sorted, and named in the key of what is made of it. */
const CHOICE = 8

/**
 * Every choice of one alternative from each list, in the order of the lists; null where there would be more than the
 * meter has room for. The cost does not depend on the order of the lists.
 */
export function choices(
  lists: readonly (readonly Term[])[],
  meter: Meter,
): readonly (readonly Term[])[] | null {
  const count = lists.reduce((product, list) => product * list.length, 1)
  if (!spend(meter, CHOICE * count * lists.length)) return null
  return Array.from({ length: count }, (_, number) => {
    let rest = number
    return lists.map((list) => {
      const term = list[rest % list.length]!
      rest = Math.floor(rest / list.length)
      return term
    })
  })
}

/** Steps that distributing may still take. */
export type Meter = {
  room: number
}

export function spend(meter: Meter, steps: number): boolean {
  meter.room -= steps
  return meter.room >= 0
}
