/** The observations that a pattern is about: which pass its leaves, and which of those fulfil it together. */
import { alternatives } from './alternatives.ts'
import { layOut } from './layout.ts'
import { passes, type Condition } from './leaf.ts'
import type { Meter } from './meter.ts'
import type { Observation, Properties } from './observation.ts'
import type { Plan } from './plan.ts'
import { fill, type Candidates } from './search.ts'
import { fillWindow } from './sliding-window.ts'
import { prune, type Term } from './term.ts'

/** For regular expressions and paths over lists, in which what a value costs is not bound by its size. */
const TEST_WORK = 100_000_000
const TEST_WORK_EACH = 100_000
/** For the search, which at worst is exponential. */
const SEARCH_WORK = 15_000_000

/** The observed-data of a match, in the order they stand; null if there is none. Throws StixError as `compilePattern`. */
export function findObservations(
  { term, leaves }: Plan,
  observations: readonly Observation[],
): Properties[] | null {
  const meter: Meter = { left: TEST_WORK + TEST_WORK_EACH * observations.length }
  if (term.type === 'leaf') return takeEnough(observations, leaves[term.leaf]!, term.times, meter)
  const found = findTogether(term, leaves, observations, meter)
  return found === null ? null : observations.filter((_, i) => found.has(i)).map(sourceOf)
}

const sourceOf = ({ source }: Observation) => source

/** The first observations that pass, up to the number that is needed. */
function takeEnough(
  observations: readonly Observation[],
  conditions: readonly Condition[],
  times: number,
  meter: Meter,
): Properties[] | null {
  const taken: Observation[] = []
  let sum = 0
  for (const observation of observations) {
    if (!passes(conditions, observation, meter)) continue
    taken.push(observation)
    sum += observation.count
    if (sum >= times) return taken.map(sourceOf)
  }
  return null
}

function findTogether(
  term: Term,
  leaves: Plan['leaves'],
  observations: readonly Observation[],
  meter: Meter,
): Set<number> | null {
  const order = observations.map((_, i) => i)
  order.sort((a, b) => compareTimes(observations[a]!, observations[b]!))
  const sorted = order.map((i) => observations[i]!)
  const counts = sorted.map(({ count }) => count)
  const passing = leaves.map((conditions) =>
    sorted.flatMap((observation, i) => (passes(conditions, observation, meter) ? [i] : [])),
  )
  const capacity = sum(counts)
  const available = passing.map((list) => sum(list.map((i) => counts[i]!)))
  const longest = passing.map((list) =>
    list.reduce((most, i) => Math.max(most, sorted[i]!.last - sorted[i]!.first), 0),
  )
  const candidates: Candidates = {
    first: sorted.map(({ first }) => first),
    last: sorted.map(({ last }) => last),
    counts,
    passing: (leaf) => passing[leaf]!,
    longest: (leaf) => longest[leaf]!,
  }
  const possible = prune(term, (leaf) => available[leaf]!)
  const found = possible && findFilling(possible, candidates, capacity)
  return found && new Set([...found].map((i) => order[i]!))
}

function findFilling(term: Term, candidates: Candidates, capacity: number): Set<number> | null {
  const meter: Meter = { left: SEARCH_WORK }
  for (const choice of alternatives(term, { meter, capacity })) {
    const found = fillTerm(choice, candidates, capacity, meter)
    if (found !== null) return found
  }
  return null
}

function fillTerm(
  term: Term,
  candidates: Candidates,
  capacity: number,
  meter: Meter,
): Set<number> | null {
  if (term.type === 'within' && term.term.type === 'leaf') {
    const { leaf, times } = term.term
    return fillWindow(candidates.passing(leaf), times, term.width, candidates)
  }
  // If it cannot come true once, it need not be tried many times over.
  const possible = term.type !== 'repeats' || fillTerm(term.term, candidates, capacity, meter)
  const layout = possible && layOut(term, capacity, meter)
  return layout ? fill(layout, candidates, meter) : null
}

function compareTimes(a: Observation, b: Observation): number {
  return a.first - b.first || a.last - b.last
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
