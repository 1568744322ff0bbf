/**
 * Whether the slots of a layout can be filled so that all constraints hold: branch and bound.
 * Each slot has bounds on the times of what fills it. An assignment that keeps to the bounds is found as a flow; if none
 * exists, no solution lies within them. If one breaks a constraint, with T the earliest end in `late`, then either
 *   all of `early` begin by T + width, or all of `late` end after T,
 * and neither half admits that assignment again. Copies of a repeated term may be swapped: the k-th is bound together
 * with those before it in the first half, with those behind it in the second.
 * The worst case is exponential (with OR, the problem is NP-complete), so the work is metered; one constraint takes at
 * most two flows an observation.
 */
import { assign, type Demand } from './assignment.ts'
import type { Constraint, Layout, Range, Slot } from './layout.ts'
import { spend, type Meter } from './meter.ts'

/** What may fill slots, in the order of their beginnings: when each was made, and how often. */
export type Candidates = {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly counts: readonly number[]
  /** Which ones pass a leaf, in order. */
  readonly passing: (leaf: number) => readonly number[]
  /** How long the longest of them took. */
  readonly longest: (leaf: number) => number
}

/** Bounds a slot: all that fill it begin by `until` and end after `after`. */
type Bounds = {
  readonly after: Float64Array
  readonly until: Float64Array
}

/** What fills the slots; null if nothing can. Throws StixError `too-complex` where the meter runs out. */
export function fill(layout: Layout, candidates: Candidates, meter: Meter): Set<number> | null {
  const { slots, constraints } = layout
  const size = slots.length
  const stack: Bounds[] = [
    {
      after: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
      until: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    },
  ]
  for (let bounds = stack.pop(); bounds !== undefined; bounds = stack.pop()) {
    spend(meter, 50 * size)
    const groups = groupsOf(slots, bounds, candidates)
    const taken = assign(groups, candidates.counts, meter)
    if (taken === null) continue
    const spans = spansOf(slots, groups, taken, candidates)
    const broken = findBroken(constraints, spans, meter)
    if (broken === null) return new Set(taken.flatMap((amounts) => [...amounts.keys()]))
    const end = earliestEnd(broken.late, spans)
    stack.push(lateHalf(broken, end, bounds), earlyHalf(broken, end, bounds))
  }
  return null
}

/** Slots with one leaf and one pair of bounds, which ask for the same. */
type Group = {
  readonly slots: number[]
} & Demand

function groupsOf(
  slots: readonly Slot[],
  { after, until }: Bounds,
  candidates: Candidates,
): Group[] {
  const byKey = new Map<string, number[]>()
  slots.forEach(({ leaf }, i) => {
    const key = `${leaf} ${after[i]} ${until[i]}`
    const group = byKey.get(key)
    if (group === undefined) byKey.set(key, [i])
    else group.push(i)
  })
  return [...byKey.values()].map((group) => {
    const [some] = group as [number, ...number[]]
    const times = group.reduce((sum, i) => sum + slots[i]!.times, 0)
    const isBackward = group.every((i) => slots[i]!.late)
    const bound = { leaf: slots[some]!.leaf, after: after[some]!, until: until[some]! }
    return { slots: group, times, isBackward, ...within(bound, candidates) }
  })
}

/** What passes a leaf within bounds: no further than any that ends in time can have begun. */
function within(
  { leaf, after, until }: { leaf: number; after: number; until: number },
  { first, last, passing, longest }: Candidates,
): Pick<Demand, 'list' | 'from' | 'to' | 'admits'> {
  const list = passing(leaf)
  const beginning = (i: number) => first[list[i]!]!
  return {
    list,
    from: partition(list.length, (i) => beginning(i) <= after - longest(leaf)),
    to: partition(list.length, (i) => beginning(i) <= until),
    admits: (observation) => last[observation]! > after,
  }
}

/** The first of so many places at which a condition fails that holds up to some place. */
function partition(size: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The latest beginning and the earliest end of what fills each slot. */
type Spans = {
  readonly begin: Float64Array
  readonly end: Float64Array
}

/** Hands what a group took to its slots in the order of time. */
function spansOf(
  slots: readonly Slot[],
  groups: readonly Group[],
  taken: readonly ReadonlyMap<number, number>[],
  { first, last }: Candidates,
): Spans {
  const begin = new Float64Array(slots.length).fill(Number.NEGATIVE_INFINITY)
  const end = new Float64Array(slots.length).fill(Number.POSITIVE_INFINITY)
  groups.forEach((group, g) => {
    const amounts = [...taken[g]!].toSorted(([a], [b]) => a - b)
    let at = 0
    let missing = slots[group.slots[0]!]!.times
    for (const [observation, amount] of amounts) {
      for (let left = amount; left > 0;) {
        const slot = group.slots[at]!
        begin[slot] = Math.max(begin[slot]!, first[observation]!)
        end[slot] = Math.min(end[slot]!, last[observation]!)
        const used = Math.min(left, missing)
        left -= used
        missing -= used
        if (missing === 0 && ++at < group.slots.length) missing = slots[group.slots[at]!]!.times
      }
    }
  })
  return { begin, end }
}

function findBroken(
  constraints: readonly Constraint[],
  spans: Spans,
  meter: Meter,
): Constraint | null {
  for (const constraint of constraints) {
    const { early, late, width } = constraint
    spend(meter, early.to - early.from + late.to - late.from)
    if (latestBeginning(early, spans) > earliestEnd(late, spans) + width) return constraint
  }
  return null
}

function latestBeginning({ from, to }: Range, { begin }: Spans): number {
  return begin.subarray(from, to).reduce((a, b) => Math.max(a, b))
}

function earliestEnd({ from, to }: Range, { end }: Spans): number {
  return end.subarray(from, to).reduce((a, b) => Math.min(a, b))
}

function earlyHalf({ peers, rank, width }: Constraint, end: number, bounds: Bounds): Bounds {
  const until = bounds.until.slice()
  for (const { early } of peers.slice(0, rank + 1))
    for (let i = early.from; i < early.to; i++) until[i] = Math.min(until[i]!, end + width)
  return { after: bounds.after, until }
}

function lateHalf({ peers, rank }: Constraint, end: number, bounds: Bounds): Bounds {
  const after = bounds.after.slice()
  for (const { late } of peers.slice(rank))
    for (let i = late.from; i < late.to; i++) after[i] = Math.max(after[i]!, end)
  return { after, until: bounds.until }
}
