/**
 * Shifted time lines: the same posts with every account's whole time line moved by a random offset
 * of up to `reach` ticks either way. That keeps each account's activity, rhythm and gaps, and each
 * object's burst down to the scale of the offset, and leaves no fine synchrony; what a test still
 * finds there is its false alarms. Seeded. Cost: one sort of each object's rows.
 */
import type { Acts } from '../../activity/acts.ts'
import { createRandom } from '../../random/random.ts'

/** The acts with shifted time lines; offsets are whole steps of the clock. */
export function shiftTimelines(
  acts: Acts,
  reach: number,
  step: number,
  seed: string | number,
): Acts {
  const random = createRandom(`${seed}/shift`)
  const steps = Math.max(1, Math.floor(reach / step))
  const offset = Float64Array.from(
    { length: acts.accounts },
    () => (Math.floor(random.float() * (2 * steps + 1)) - steps) * step,
  )
  const time = acts.time.slice()
  const account = acts.account.slice()
  const content = acts.content ? acts.content.slice() : null
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    const from = acts.objectStart[o]!
    const rows = Int32Array.from({ length: acts.objectStart[o + 1]! - from }, (_, i) => from + i)
    const moved = (row: number): number => acts.time[row]! + offset[acts.account[row]!]!
    rows.sort((x, y) => moved(x) - moved(y) || x - y)
    for (let i = 0; i < rows.length; i++) {
      time[from + i] = moved(rows[i]!)
      account[from + i] = acts.account[rows[i]!]!
      if (content) content[from + i] = acts.content![rows[i]!]!
    }
  }
  return { ...acts, time, account, content }
}
