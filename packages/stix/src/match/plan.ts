/** A pattern as a term over leaves. Equal leaves are one, and brackets joined by OR are one leaf. */
import type { Pattern, Qualifier } from '../pattern/ast.ts'
import { printPattern } from '../pattern/print.ts'
import { compileComparison, type Compilation } from './comparison.ts'
import { ALWAYS, both, toWindow, type Condition, type Window } from './leaf.ts'
import { and, followedBy, or, product, repeats, within, type Term } from './term.ts'

export type Plan = {
  readonly term: Term
  readonly leaves: readonly (readonly Condition[])[]
}

export function toPlan(pattern: Pattern, compilation: Compilation): Plan {
  const planning: Planning = { compilation, leaves: [], known: new Map() }
  const term = toTerm(pattern, ALWAYS, planning)
  return { term, leaves: planning.leaves }
}

type Planning = {
  readonly compilation: Compilation
  readonly leaves: (readonly Condition[])[]
  /** Leaves by what they ask. */
  readonly known: Map<string, Term>
}

function toTerm(pattern: Pattern, window: Window, planning: Planning): Term {
  const each = (operands: readonly Pattern[]) =>
    operands.map((operand) => toTerm(operand, window, planning))
  switch (pattern.type) {
    case 'observation': {
      const test = compileComparison(pattern.test, planning.compilation)
      return leaf(
        `${printPattern(pattern)} ${window.start} ${window.stop}`,
        [{ test, window }],
        planning,
      )
    }
    case 'and':
      return and(each(pattern.operands))
    case 'followedby':
      return followedBy(each(pattern.operands))
    case 'or':
      return toEither(each(pattern.operands), planning)
    case 'qualified':
      return toQualified(pattern, window, planning)
  }
}

/** Qualifiers around each other: START and STOP reach the leaves from anywhere, equal neighbours are one. */
function toQualified(pattern: Pattern, window: Window, planning: Planning): Term {
  const around: Counting[] = []
  let inner = pattern
  let narrowed = window
  for (; inner.type === 'qualified'; inner = inner.pattern) {
    const { qualifier } = inner
    if (qualifier.type !== 'start-stop') addInner(around, qualifier)
    else narrowed = both(narrowed, toWindow(qualifier.start, qualifier.stop))
  }
  return around.reduceRight(
    (term, { type, amount }) =>
      type === 'repeats' ? repeats(term, amount) : within(term, amount * 1_000_000),
    toTerm(inner, narrowed, planning),
  )
}

/** So many times, or within so many seconds. */
type Counting = {
  readonly type: 'repeats' | 'within'
  amount: number
}

/** Adds the next qualifier on the way in, to the last one if they are alike. */
function addInner(around: Counting[], qualifier: Exclude<Qualifier, { type: 'start-stop' }>): void {
  const { type } = qualifier
  const amount = type === 'repeats' ? qualifier.times : qualifier.seconds
  const last = around.at(-1)
  if (last?.type !== type) around.push({ type, amount })
  else if (type === 'within') last.amount = Math.min(last.amount, amount)
  else last.amount = product(last.amount, amount)
}

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
