/**
 * Which rows were in step with their own network: another member acted on the same object within the window.
 *
 * One pass forwards and one back over each object; a network remembers its last row and the last row of
 * anybody else but that one's account. Cost: constant for each row.
 */
import type { Acts } from '../../activity/acts.ts'

/** 1 for each row of a network's member (`network[account]`, -1 for none) that was in step. */
export function markSteps(
  acts: Acts,
  network: Int32Array,
  networks: number,
  window: number,
): Uint8Array {
  const steps = new Uint8Array(acts.rows)
  const memory = {
    object: new Int32Array(networks).fill(-1),
    account: new Int32Array(networks),
    time: new Float64Array(networks),
    otherTime: new Float64Array(networks),
  }
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    walk(acts, network, window, o, acts.objectStart[o]!, acts.objectStart[o + 1]!, 1, memory, steps)
  memory.object.fill(-1)
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    walk(
      acts,
      network,
      window,
      o,
      acts.objectStart[o + 1]! - 1,
      acts.objectStart[o]! - 1,
      -1,
      memory,
      steps,
    )
  return steps
}

type Memory = {
  readonly object: Int32Array
  readonly account: Int32Array
  readonly time: Float64Array
  readonly otherTime: Float64Array
}

function walk(
  { account, time }: Acts,
  network: Int32Array,
  window: number,
  object: number,
  from: number,
  to: number,
  by: 1 | -1,
  memory: Memory,
  steps: Uint8Array,
) {
  for (let i = from; i !== to; i += by) {
    const mine = account[i]!
    const n = network[mine]!
    if (n < 0) continue
    const now = time[i]!
    if (memory.object[n] !== object) {
      memory.object[n] = object
      memory.otherTime[n] = -by * Infinity
    } else if (memory.account[n] !== mine) memory.otherTime[n] = memory.time[n]!
    memory.account[n] = mine
    memory.time[n] = now
    if (Math.abs(now - memory.otherTime[n]!) <= window && Number.isFinite(memory.otherTime[n]!))
      steps[i] = 1
  }
}
