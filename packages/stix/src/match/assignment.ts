/**
 * Which observations fill which demands, none more often than it was made: a maximum flow by shortest augmenting paths,
 * begun greedily. Cost: O(demands * edges) at worst, about the edges where observations are plenty.
 * J. Edmonds, R. Karp: Theoretical Improvements in Algorithmic Efficiency for Network Flow Problems, JACM 19 (1972).
 */
import { spend, type Meter } from './meter.ts'

/** So many observations of some: those in a part of a list that are admitted, tried from one end of it. */
export type Demand = {
  readonly times: number
  readonly list: readonly number[]
  readonly from: number
  readonly to: number
  readonly isBackward: boolean
  readonly admits: (observation: number) => boolean
}

/** For each demand, how often it takes which observation; null if they cannot all be met. */
export function assign(
  demands: readonly Demand[],
  counts: readonly number[],
  meter: Meter,
): Map<number, number>[] | null {
  const flow: Flow = {
    demands,
    free: new Map(),
    counts,
    taken: demands.map(() => new Map()),
    holders: new Map(),
  }
  const narrowFirst = demands.map((_, i) => i)
  narrowFirst.sort((a, b) => sizeOf(demands[a]!) - sizeOf(demands[b]!))
  for (const demand of narrowFirst) {
    let missing = demands[demand]!.times - takeFree(flow, demand, meter)
    while (missing > 0) {
      const gained = augment(flow, demand, missing, meter)
      if (gained === 0) return null
      missing -= gained
    }
  }
  return flow.taken
}

function sizeOf({ from, to }: Demand): number {
  return to - from
}

/** The observations that a demand may take. */
function* admitted(
  { list, from, to, isBackward, admits }: Demand,
  meter: Meter,
): Generator<number> {
  for (let i = 0; i < to - from; i++) {
    spend(meter, 5)
    const observation = list[isBackward ? to - 1 - i : from + i]!
    if (admits(observation)) yield observation
  }
}

type Flow = {
  readonly demands: readonly Demand[]
  readonly counts: readonly number[]
  /** What is left of an observation, where it is not all. */
  readonly free: Map<number, number>
  readonly taken: Map<number, number>[]
  /** The demands that hold an observation. */
  readonly holders: Map<number, Set<number>>
}

function freeOf({ free, counts }: Flow, observation: number): number {
  return free.get(observation) ?? counts[observation]!
}

function takeFree(flow: Flow, demand: number, meter: Meter): number {
  const { times } = flow.demands[demand]!
  let sum = 0
  for (const observation of admitted(flow.demands[demand]!, meter)) {
    const amount = Math.min(freeOf(flow, observation), times - sum)
    if (amount > 0) move(flow, demand, observation, amount)
    sum += amount
    if (sum === times) break
  }
  return sum
}

/** Gives a demand more of an observation, or less by a negative amount. */
function move(flow: Flow, demand: number, observation: number, amount: number): void {
  const { free, taken, holders } = flow
  free.set(observation, freeOf(flow, observation) - amount)
  const held = (taken[demand]!.get(observation) ?? 0) + amount
  const by = holders.get(observation) ?? new Set()
  holders.set(observation, by)
  if (held > 0) {
    taken[demand]!.set(observation, held)
    by.add(demand)
  } else {
    taken[demand]!.delete(observation)
    by.delete(demand)
  }
}

/** Breadth first: a demand may take an observation from another that finds a replacement. Gives how much was gained. */
function augment(flow: Flow, start: number, missing: number, meter: Meter): number {
  const cameBy = new Map<number, { readonly demand: number; readonly observation: number }>()
  const seen = new Set<number>()
  const queue = [start]
  const reached = new Set(queue)
  for (const demand of queue) {
    for (const observation of admitted(flow.demands[demand]!, meter)) {
      if (seen.has(observation)) continue
      seen.add(observation)
      if (freeOf(flow, observation) > 0) return shift(flow, cameBy, demand, observation, missing)
      for (const holder of flow.holders.get(observation) ?? []) {
        if (reached.has(holder)) continue
        reached.add(holder)
        cameBy.set(holder, { demand, observation })
        queue.push(holder)
      }
    }
  }
  return 0
}

/** Moves as much as the narrowest place of the path lets through. */
function shift(
  flow: Flow,
  cameBy: ReadonlyMap<number, { readonly demand: number; readonly observation: number }>,
  end: number,
  free: number,
  missing: number,
): number {
  let amount = Math.min(missing, freeOf(flow, free))
  for (let at = end, by = cameBy.get(at); by !== undefined; at = by.demand, by = cameBy.get(at))
    amount = Math.min(amount, flow.taken[at]!.get(by.observation)!)
  let observation = free
  for (let at = end; ;) {
    move(flow, at, observation, amount)
    const by = cameBy.get(at)
    if (by === undefined) return amount
    move(flow, at, by.observation, -amount)
    observation = by.observation
    at = by.demand
  }
}
