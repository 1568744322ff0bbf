/**
 * Who leads and who follows: on each object that two accounts share in step, who acted first.
 *
 * A pair's first meeting on an object is its earliest two acts within the window; the earlier act leads, the
 * same instant tells nothing. An account's lead is (led - followed) / (led + followed) over its pairs, -1 to
 * 1. Cost: rows in step of both accounts, for each pair. Order in time is no proof of command: who checks
 * the news more often leads as well.
 */
import type { Acts } from '../../activity/acts.ts'
import type { SteppedRows } from './evidence.ts'
import { groupBy } from '../../group-by.ts'

/** Objects on which the one and the other account of a pair acted first. */
type PairLead = {
  readonly first: number
  readonly second: number
}

export type AccountLead = {
  led: number
  followed: number
}

export type Leads = {
  pair(x: number, y: number): PairLead
  /** Over the pairs that were asked for. */
  readonly accounts: ReadonlyMap<number, AccountLead>
}

/** Leads among `pairs` of accounts by number; `window` in ticks. */
export function findLeads(
  acts: Acts,
  stepped: SteppedRows,
  pairs: readonly (readonly [number, number])[],
  window: number,
): Leads {
  const places = groupBy(stepped.rows.keys(), (k) => acts.account[stepped.rows[k]!]!)
  const accounts = new Map<number, AccountLead>()
  const leads = new Map<string, PairLead>()
  const account = (number: number) => {
    if (!accounts.has(number)) accounts.set(number, { led: 0, followed: 0 })
    return accounts.get(number)!
  }
  for (const [x, y] of pairs) {
    const lead = comparePair(acts, stepped, places.get(x) ?? [], places.get(y) ?? [], window)
    leads.set(`${x} ${y}`, lead)
    account(x).led += lead.first
    account(x).followed += lead.second
    account(y).led += lead.second
    account(y).followed += lead.first
  }
  return { accounts, pair: (x, y) => leads.get(`${x} ${y}`) ?? { first: 0, second: 0 } }
}

/** The lead of an account, -1 (always follows) to 1 (always leads); 0 without any order in time. */
export function toLead({ led, followed }: AccountLead): number {
  return led + followed === 0 ? 0 : (led - followed) / (led + followed)
}

/** Walks two lists of places in order of object and time, to the first meeting on each object. */
function comparePair(
  { time }: Acts,
  { rows, objects }: SteppedRows,
  mine: readonly number[],
  other: readonly number[],
  window: number,
): PairLead {
  let first = 0
  let second = 0
  for (let i = 0, j = 0; i < mine.length && j < other.length;) {
    const object = objects[mine[i]!]!
    const apart = objects[other[j]!]! - object
    if (apart > 0) i++
    else if (apart < 0) j++
    else {
      const lag = time[rows[mine[i]!]!]! - time[rows[other[j]!]!]!
      if (lag > window) j++
      else if (lag < -window) i++
      else {
        if (lag < 0) first++
        if (lag > 0) second++
        while (i < mine.length && objects[mine[i]!] === object) i++
        while (j < other.length && objects[other[j]!] === object) j++
      }
    }
  }
  return { first, second }
}
