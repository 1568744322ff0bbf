/** The ways to choose at every OR of a term, one after the other: as many as there are, so that each is paid for. */
import { spend, type Meter } from './meter.ts'
import { and, followedBy, repeats, sizeOf, within, type Term } from './term.ts'

const COST = 200

/** What all choices have in common. */
type Choosing = {
  readonly meter: Meter
  /** How many observations there are: what needs more is left out. */
  readonly capacity: number
}

/** Terms without OR, one of which comes true if and only if the term does. */
export function* alternatives(term: Term, choosing: Choosing): Generator<Term> {
  for (const one of unbounded(term, choosing)) {
    spend(choosing.meter, COST)
    if (sizeOf(one) <= choosing.capacity) yield one
  }
}

function* unbounded(term: Term, choosing: Choosing): Generator<Term> {
  switch (term.type) {
    case 'leaf':
      return yield term
    case 'or':
      for (const one of term.terms) yield* alternatives(one, choosing)
      return
    case 'within':
      for (const one of alternatives(term.term, choosing)) yield within(one, term.width)
      return
    case 'repeats': {
      const each = [...alternatives(term.term, choosing)]
      const sizes = each.map(sizeOf)
      if (each.length === 0) return
      for (const counts of shares(term.times, sizes, choosing.capacity, choosing.meter))
        yield and(each.flatMap((one, i) => (counts[i]! > 0 ? [repeats(one, counts[i]!)] : [])))
      return
    }
    case 'and':
      for (const terms of choices(term.terms, choosing)) yield and(terms)
      return
    case 'followedby':
      for (const terms of choices(term.terms, choosing)) yield followedBy(terms)
  }
}

/** One alternative of each term, in all ways. */
function* choices(terms: readonly Term[], choosing: Choosing): Generator<Term[]> {
  const each = terms.map((term) => [...alternatives(term, choosing)])
  if (each.some((list) => list.length === 0)) return
  const at = each.map(() => 0)
  for (;;) {
    spend(choosing.meter, COST + terms.length)
    yield each.map((list, i) => list[at[i]!]!)
    let i = terms.length - 1
    while (i >= 0 && ++at[i]! === each[i]!.length) at[i--] = 0
    if (i < 0) return
  }
}

/** The ways to have so many in all, of things of some sizes that fit into the room. */
function* shares(
  sum: number,
  [size = 1, ...others]: readonly number[],
  room: number,
  meter: Meter,
): Generator<number[]> {
  spend(meter, COST)
  const most = Math.min(sum, Math.floor(room / size))
  if (others.length === 0) {
    if (most === sum) yield [sum]
    return
  }
  for (let first = most; first >= 0; first--)
    for (const rest of shares(sum - first, others, room - first * size, meter))
      yield [first, ...rest]
}
