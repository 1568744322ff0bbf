/**
 * Telling uses: those by which a group is seen, and how close in time its members used the same things.
 *
 * A use tells when another member used the object near it and few outsiders did (crowd.ts, the group itself not
 * counted). Cost: the neighbours of each use of a member.
 */
import { crowdOf, type Crowds } from './crowd.ts'
import { reachOf } from './meetings.ts'
import type { Uses } from './uses.ts'

const NEXT = 40
/** Scales that are spoken of, in seconds. */
const SCALES = [60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400] as const
/** Part of the steps from one member to the next that the scale must hold. */
const MOST_STEPS = 0.75

export type Telling = {
  /** 1 for each use that tells. */
  readonly uses: Uint8Array
  /** Scale of each group: three quarters of the steps from one member to the next are within it. */
  readonly scale: readonly number[]
}

/** `group[account]` is the number of its group, or -1. */
export function findTelling(
  uses: Uses,
  crowds: Crowds,
  group: Int32Array,
  groups: number,
): Telling {
  const tells = new Uint8Array(uses.size)
  const steps = Array.from({ length: groups }, () => [] as number[])
  const reach = uses.traces.map(reachOf)
  for (let i = 0; i < uses.size; i++) {
    const mine = group[uses.account[i]!]!
    if (mine < 0) continue
    const o = uses.object[i]!
    const within = reach[uses.traceOf[o]!]!
    const to = Math.min(uses.start[o + 1]! - 1, i + NEXT)
    let first = true
    for (let j = i + 1; j <= to && uses.time[j]! - uses.time[i]! <= within; j++) {
      if (group[uses.account[j]!] !== mine || uses.account[j] === uses.account[i]) continue
      if (crowdOf(uses, crowds, i, j, group, mine) === Infinity) continue
      tells[i] = tells[j] = 1
      if (first) steps[mine]!.push(uses.time[j]! - uses.time[i]!)
      first = false
    }
  }
  return { uses: tells, scale: steps.map(scaleOf) }
}

function scaleOf(steps: number[]): number {
  steps.sort((x, y) => x - y)
  const most = steps[Math.floor(steps.length * MOST_STEPS)] ?? 0
  return SCALES.find((scale) => most <= scale) ?? SCALES.at(-1)!
}
