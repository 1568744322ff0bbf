/** A pattern as a term over leaves. Equal leaves are one, and brackets joined by OR are one leaf. */
import type { Pattern } from '../ast.ts'
import { printPattern } from '../print.ts'
import { compileComparison, type Compilation } from './comparison.ts'
import { toWindow, type Condition, type Window } from './leaf.ts'
import { and, followedBy, or, repeats, within, type Term } from './term.ts'

export interface Plan {
  readonly term: Term
  readonly leaves: readonly (readonly Condition[])[]
}

export function toPlan(pattern: Pattern, compilation: Compilation): Plan {
  const planning: Planning = { compilation, leaves: [], known: new Map() }
  const term = toTerm(pattern, [], planning)
  return { term, leaves: planning.leaves }
}

interface Planning {
  readonly compilation: Compilation
  readonly leaves: (readonly Condition[])[]
  /** Leaves by what they ask. */
  readonly known: Map<string, Term>
}

function toTerm(pattern: Pattern, windows: readonly Window[], planning: Planning): Term {
  const each = (operands: readonly Pattern[]) =>
    operands.map((operand) => toTerm(operand, windows, planning))
  switch (pattern.type) {
    case 'observation': {
      const test = compileComparison(pattern.test, planning.compilation)
      return leaf(`${printPattern(pattern)} ${keyOf(windows)}`, [{ test, windows }], planning)
    }
    case 'and':
      return and(each(pattern.operands))
    case 'followedby':
      return followedBy(each(pattern.operands))
    case 'or':
      return toEither(each(pattern.operands), planning)
    case 'qualified':
      return toQualified(pattern, windows, planning)
  }
}

function toQualified(
  { pattern, qualifier }: Extract<Pattern, { type: 'qualified' }>,
  windows: readonly Window[],
  planning: Planning,
): Term {
  switch (qualifier.type) {
    case 'repeats':
      return repeats(toTerm(pattern, windows, planning), qualifier.times)
    case 'within':
      return within(toTerm(pattern, windows, planning), qualifier.seconds * 1_000_000)
    case 'start-stop': {
      const window = toWindow(qualifier.start, qualifier.stop)
      return toTerm(pattern, [...windows, window], planning)
    }
  }
}

const keyOf = (windows: readonly Window[]) =>
  windows.map(({ start, stop }) => `${start} ${stop}`).join(' ')

function leaf(key: string, conditions: readonly Condition[], { leaves, known }: Planning): Term {
  const found = known.get(key)
  if (found !== undefined) return found
  const term: Term = { type: 'leaf', leaf: leaves.push(conditions) - 1, times: 1 }
  known.set(key, term)
  return term
}

/** What asks for one observation becomes one leaf. */
function toEither(terms: readonly Term[], planning: Planning): Term {
  const whole = or(terms)
  if (whole.type !== 'or') return whole
  const single = new Set<number>()
  const others: Term[] = []
  for (const term of whole.terms)
    if (term.type === 'leaf' && term.times === 1) single.add(term.leaf)
    else others.push(term)
  if (single.size === 0) return whole
  const numbers = [...single].toSorted((a, b) => a - b)
  const conditions = numbers.flatMap((number) => planning.leaves[number]!)
  const joined =
    numbers.length === 1
      ? ({ type: 'leaf', leaf: numbers[0]!, times: 1 } as const)
      : leaf(`OR ${numbers.join(' ')}`, conditions, planning)
  return or([joined, ...others])
}
