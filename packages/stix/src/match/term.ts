/**
 * Observation expressions (STIX 2.1, 9.5) in a normal form: what can be asked of single observations is asked of them
 * (START and STOP, OR of brackets, WITHIN of one bracket), and repetition stands only where it is more than a count.
 */

/** Of each leaf it is said by its number which observations pass, and how many are needed. */
export type Term =
  | { readonly type: 'leaf'; readonly leaf: number; readonly times: number }
  | { readonly type: 'and' | 'or' | 'followedby'; readonly terms: readonly Term[] }
  | { readonly type: 'within'; readonly term: Term; readonly width: number }
  | { readonly type: 'repeats'; readonly term: Term; readonly times: number }

/** All of the terms, by different observations. */
export function and(terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.type === 'and' ? term.terms : [term]))
  return flat.length === 1 ? flat[0]! : { type: 'and', terms: flat }
}

/** One of the terms. */
export function or(terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.type === 'or' ? term.terms : [term]))
  return flat.length === 1 ? flat[0]! : { type: 'or', terms: flat }
}

/** All of the terms, each not before the one that stands before it. */
export function followedBy(terms: readonly Term[]): Term {
  return terms.length === 1 ? terms[0]! : { type: 'followedby', terms }
}

/** The term by observations that can all have been made within so many microseconds. */
export function within(term: Term, width: number): Term {
  if (term.type === 'leaf' && term.times === 1) return term
  if (term.type === 'within') return term.width <= width ? term : { ...term, width }
  if (term.type === 'or') return or(term.terms.map((one) => within(one, width)))
  return { type: 'within', term, width }
}

/** The term so many times over, by different observations. */
export function repeats(term: Term, times: number): Term {
  if (times === 1) return term
  if (term.type === 'leaf') return { ...term, times: product(term.times, times) }
  if (term.type === 'repeats') return { ...term, times: product(term.times, times) }
  if (term.type === 'and') return and(term.terms.map((one) => repeats(one, times)))
  return { type: 'repeats', term, times }
}

/** No more than can be counted, which is more than any input holds. */
export function product(a: number, b: number): number {
  return Math.min(a * b, Number.MAX_SAFE_INTEGER)
}

/** The term without what cannot come true because too few observations pass a leaf; null if nothing is left. */
export function prune(term: Term, available: (leaf: number) => number): Term | null {
  switch (term.type) {
    case 'leaf':
      return available(term.leaf) < term.times ? null : term
    case 'or': {
      const left = term.terms.flatMap((one) => prune(one, available) ?? [])
      return left.length === 0 ? null : or(left)
    }
    case 'and':
    case 'followedby': {
      const left: Term[] = []
      for (const one of term.terms) {
        const pruned = prune(one, available)
        if (pruned === null) return null
        left.push(pruned)
      }
      return term.type === 'and' ? and(left) : followedBy(left)
    }
    default: {
      const left = prune(term.term, available)
      if (left === null) return null
      return term.type === 'within' ? within(left, term.width) : repeats(left, term.times)
    }
  }
}

/** How many observations the term needs; without OR. */
export function sizeOf(term: Term): number {
  switch (term.type) {
    case 'leaf':
      return term.times
    case 'within':
      return sizeOf(term.term)
    case 'repeats':
      return product(term.times, sizeOf(term.term))
    default:
      return term.terms.reduce((sum, one) => sum + sizeOf(one), 0)
  }
}
