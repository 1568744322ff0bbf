/**
 * A term without OR as slots in a row, each to be filled with observations, and constraints between ranges of them. All
 * constraints have one form, and a WITHIN is one whose two ranges are the same:
 *   the latest beginning in `early` <= the earliest end in `late` + `width`
 */
import { spend, type Meter } from './meter.ts'
import { sizeOf, type Term } from './term.ts'

export type Slot = {
  readonly leaf: number
  readonly times: number
  /** Whether late observations serve it better than early ones. */
  readonly late: boolean
}

/** From a slot up to but not including another. */
export type Range = {
  readonly from: number
  readonly to: number
}

export type Constraint = {
  readonly early: Range
  readonly late: Range
  /** Microseconds. */
  readonly width: number
  /** Where a term is repeated: the same constraint of each copy. Copies may be swapped, so they are taken in order of time. */
  peers: readonly Constraint[]
  rank: number
}

export type Layout = {
  readonly slots: Slot[]
  readonly constraints: Constraint[]
}

const MAX_SLOTS = 10_000

/** The layout; null if it needs more observations than the capacity. */
export function layOut(term: Term, capacity: number, meter: Meter): Layout | null {
  if (sizeOf(term) > capacity) return null
  const layout: Layout = { slots: [], constraints: [] }
  place(term, false, { layout, meter, isTight: false })
  return layout
}

type Placing = {
  readonly layout: Layout
  readonly meter: Meter
  /** Whether a WITHIN is around: then what comes last had better not be as late as can be. */
  readonly isTight: boolean
}

function place(term: Term, late: boolean, placing: Placing): void {
  const { layout, meter, isTight } = placing
  const { slots } = layout
  const from = slots.length
  switch (term.type) {
    case 'leaf':
      if (slots.length === MAX_SLOTS) spend(meter, Number.POSITIVE_INFINITY)
      slots.push({ leaf: term.leaf, times: term.times, late })
      return
    case 'and':
      for (const one of term.terms) place(one, late, placing)
      return
    case 'within':
      place(term.term, false, { ...placing, isTight: true })
      constrain(layout, { from, to: slots.length }, { from, to: slots.length }, term.width)
      return
    case 'repeats':
      return placeCopies(term.term, term.times, late, placing)
    case 'followedby': {
      const cuts: number[] = []
      for (const one of term.terms) {
        cuts.push(slots.length)
        place(one, !isTight && one === term.terms.at(-1), placing)
      }
      for (const cut of cuts.slice(1))
        constrain(layout, { from, to: cut }, { from: cut, to: slots.length }, 0)
    }
  }
}

function constrain({ constraints }: Layout, early: Range, late: Range, width: number): void {
  const constraint: Constraint = { early, late, width, peers: [], rank: 0 }
  constraint.peers = [constraint]
  constraints.push(constraint)
}

/** What is repeated is a `within` or a `followedby`, whose last constraint spans it all and sets the order of the copies. */
function placeCopies(term: Term, times: number, late: boolean, placing: Placing): void {
  const peers: Constraint[] = []
  for (let rank = 0; rank < times; rank++) {
    place(term, late, placing)
    const own = placing.layout.constraints.at(-1)!
    own.peers = peers
    own.rank = rank
    peers.push(own)
  }
}
