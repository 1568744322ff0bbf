/**
 * Crowd: how many others would come as near. For two uses of one object at lag d the crowd is
 *
 *   n = max( 2/3 of the others' uses from d before the first to d after the second,
 *            2 d times the object's rate around them over 30 min, 3 h, 1 d and 7 d )
 *
 * One number for rarity and closeness at every scale: within a viral burst n is large even at a second, for
 * a link that nobody else has it is small even at a day. Accounts already suspected of acting with the one
 * that is looked at are no strangers and do not count, or the members of a group would hide each other.
 * Of an object with more than `MANY_USES` uses only narrower crowds tell, as many times narrower as it has more uses, so that
 * a million uses of one thing are not 40 million meetings, which say next to nothing.
 * Cost: constant for a pair of uses, which look at `mostAround` neighbours at most.
 */
import type { Uses } from './uses.ts'

/** Above this crowd a meeting tells nothing. */
export const WIDEST_CROWD = 40
/** Uses of one object above which its widest crowds tell nothing. */
export const MANY_USES = 200_000
const SCALES = [1800, 10_800, 86_400, 604_800] as const

/** The widest crowd that tells at an object of so many uses. */
export function widestOf(uses: number): number {
  return uses <= MANY_USES ? WIDEST_CROWD : (WIDEST_CROWD * MANY_USES) / uses
}

/** Strangers around a meeting from which on no crowd up to the widest holds it, whoever else stands between. */
export function mostAround(widest: number): number {
  return Math.ceil((widest * 3) / 2) + 2
}

/** For each scale the uses of its object within half of it on either side of each use. */
export type Crowds = readonly Int32Array[]

export function measureCrowds(uses: Uses): Crowds {
  return SCALES.map((scale) => {
    const within = new Int32Array(uses.size)
    for (let o = 0; o < uses.objects; o++) {
      const end = uses.start[o + 1]!
      let from = uses.start[o]!
      let to = from
      for (let i = from; i < end; i++) {
        const at = uses.time[i]!
        while (uses.time[from]! < at - scale / 2) from++
        while (to < end && uses.time[to]! <= at + scale / 2) to++
        within[i] = to - from
      }
    }
    return within
  })
}

/**
 * The crowd of uses i < j of one object; `known[account] === mark` tells accounts that do not count.
 * Infinite as soon as it is above the widest.
 */
export function crowdOf(
  uses: Uses,
  crowds: Crowds,
  i: number,
  j: number,
  known: Int32Array,
  mark: number,
): number {
  const { time, account, object, start, step } = uses
  const lag = Math.max(time[j]! - time[i]!, step / 3)
  const o = object[i]!
  let seen = j - i - 1
  let friends = 0
  for (let k = i + 1; k < j; k++) if (known[account[k]!] === mark) friends++
  const [first, last] = [start[o]!, start[o + 1]!]
  const widest = widestOf(last - first)
  const most = mostAround(widest)
  const [since, until] = [time[i]! - lag, time[j]! + lag]
  for (let k = i - 1; k >= first && time[k]! >= since && seen - friends < most; k--, seen++)
    if (known[account[k]!] === mark) friends++
  for (let k = j + 1; k < last && time[k]! <= until && seen - friends < most; k++, seen++)
    if (known[account[k]!] === mark) friends++
  return crowdAmong(crowds, i, j, { lag, strangers: seen - friends, friends, widest })
}

/** What is around two uses of one object. */
export type Around = {
  readonly lag: number
  readonly strangers: number
  readonly friends: number
  readonly widest: number
}

/** The crowd of uses i and j of one object at a lag, from the strangers and the friends seen around them; infinite above the widest. */
export function crowdAmong(
  crowds: Crowds,
  i: number,
  j: number,
  { lag, strangers, friends, widest }: Around,
): number {
  let crowd = (strangers * 2) / 3
  for (let s = 0; s < SCALES.length; s++) {
    const scale = SCALES[s]!
    if (2 * lag >= scale) continue
    const others = Math.min(crowds[s]![i]!, crowds[s]![j]!) - 2 - friends
    crowd = Math.max(crowd, (others * 2 * lag) / scale)
  }
  return crowd > widest ? Infinity : crowd
}
