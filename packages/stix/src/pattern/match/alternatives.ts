/** The ways to choose at every OR of a term, one after the other: as many as there are, so that each is paid for. */
import { spend, type Meter } from './meter.ts'
import { and, followedBy, repeats, within, type Term } from './term.ts'

const COST = 1000

/** Terms without OR, one of which comes true if and only if the term does. */
export function* alternatives(term: Term, meter: Meter): Generator<Term> {
  spend(meter, COST)
  switch (term.type) {
    case 'leaf':
      return yield term
    case 'or':
      for (const one of term.terms) yield* alternatives(one, meter)
      return
    case 'within':
      for (const one of alternatives(term.term, meter)) yield within(one, term.width)
      return
    case 'repeats': {
      const each = [...alternatives(term.term, meter)]
      for (const counts of compositions(term.times, each.length, meter))
        yield and(each.flatMap((one, i) => (counts[i]! > 0 ? [repeats(one, counts[i]!)] : [])))
      return
    }
    case 'and':
      for (const terms of choices(term.terms, meter)) yield and(terms)
      return
    case 'followedby':
      for (const terms of choices(term.terms, meter)) yield followedBy(terms)
  }
}

/** One alternative of each term, in all ways. */
function* choices(terms: readonly Term[], meter: Meter): Generator<Term[]> {
  const each = terms.map((term) => (isPlain(term) ? [term] : [...alternatives(term, meter)]))
  const at = each.map(() => 0)
  for (;;) {
    spend(meter, COST + terms.length)
    yield each.map((list, i) => list[at[i]!]!)
    let i = terms.length - 1
    while (i >= 0 && ++at[i]! === each[i]!.length) at[i--] = 0
    if (i < 0) return
  }
}

const isPlain = ({ type }: Term) => type === 'leaf'

/** The ways to write `sum` as so many parts from 0 up. */
function* compositions(sum: number, parts: number, meter: Meter): Generator<number[]> {
  spend(meter, COST)
  if (parts === 1) return yield [sum]
  for (let first = sum; first >= 0; first--)
    for (const rest of compositions(sum - first, parts - 1, meter)) yield [first, ...rest]
}
