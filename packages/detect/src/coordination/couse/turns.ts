/**
 * Turns: who answers whose answer within a minute. Friends drop into each other's threads when they see them; a
 * staged conversation is spoken turn by turn, by a cast that waits for its cue.
 *
 *   weight(a, b) = log2(1 + turns between a and b)
 *
 * An answer to the first post of a thread is no turn: whoever is online may be quick there. Cost: linear in posts.
 */
import type { Weighted } from './company.ts'

/** Seconds within which an answer to an answer is a turn. */
export const AT_ONCE = 60

export type Turns = Weighted & { readonly weight: Float32Array }

export type Spoken = {
  readonly account: ArrayLike<number>
  /** In ticks of `tick` seconds. */
  readonly time: ArrayLike<number>
  readonly tick: number
}

/** `parents[post]` is the post that it answers, -1 for none, and beyond the posts for one that is not there. */
export function countTurns(
  { account, time, tick }: Spoken,
  parents: Int32Array,
  accounts: number,
): Turns {
  const turns = new Map<number, number>()
  for (let post = 0; post < account.length; post++) {
    const answered = parents[post]!
    if (answered < 0 || answered >= account.length || parents[answered] === -1) continue
    const [a, b] = [account[post]!, account[answered]!]
    const lag = (time[post]! - time[answered]!) * tick
    if (a === b || lag < 0 || lag > AT_ONCE) continue
    const pair = Math.min(a, b) * accounts + Math.max(a, b)
    turns.set(pair, (turns.get(pair) ?? 0) + 1)
  }
  const pairs = [...turns.keys()]
  return {
    size: pairs.length,
    a: Int32Array.from(pairs, (pair) => Math.floor(pair / accounts)),
    b: Int32Array.from(pairs, (pair) => pair % accounts),
    weight: Float32Array.from(turns.values(), (count) => Math.log2(1 + count)),
  }
}
