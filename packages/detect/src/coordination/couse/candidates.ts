/**
 * Candidate groups: from each account on, whoever of its strongest partners is tied most to those already in.
 *
 * Weak ties are enough, since nothing is decided here: each group is put to a test of its own (recurring.ts).
 * Cost: for each account the partners looked at, squared.
 */
import { findPartner, type Partners } from './company.ts'

/** Strongest partners looked at, and members of a group at most. */
const PARTNERS = 40
/** Nats that a tie counts for at most, and that whoever joins must be tied with on average to those already in. */
const MOST_TIE = 8
const LEAST_TIE = 1.5
export const LEAST_MEMBERS = 4

/** Distinct groups, members ascending. */
export function gatherCandidates(near: Partners): Int32Array[] {
  const known = new Set<string>()
  const groups: Int32Array[] = []
  for (let account = 0; account + 1 < near.start.length; account++) {
    if (near.start[account + 1]! - near.start[account]! < LEAST_MEMBERS - 1) continue
    const group = growFrom(account, near)
    if (group.length < LEAST_MEMBERS) continue
    const key = group.join()
    if (known.has(key)) continue
    known.add(key)
    groups.push(group)
  }
  return groups
}

function growFrom(account: number, near: Partners): Int32Array {
  const from = near.start[account]!
  const slots = Array.from({ length: near.start[account + 1]! - from }, (_, k) => from + k)
    .sort((x, y) => near.weight[y]! - near.weight[x]! || near.other[x]! - near.other[y]!)
    .slice(0, PARTNERS)
  const left = slots.map((slot) => near.other[slot]!)
  const ties = slots.map((slot) => Math.min(MOST_TIE, near.weight[slot]!))
  const group = [account]
  while (left.length > 0) {
    let best = 0
    for (let k = 1; k < ties.length; k++) if (ties[k]! > ties[best]!) best = k
    if (ties[best]! < LEAST_TIE * group.length) break
    const joined = left[best]!
    group.push(joined)
    left.splice(best, 1)
    ties.splice(best, 1)
    for (const [k, other] of left.entries()) {
      const slot = findPartner(near, joined, other)
      if (slot >= 0) ties[k]! += Math.min(MOST_TIE, near.weight[slot]!)
    }
  }
  return Int32Array.from(group).sort()
}
