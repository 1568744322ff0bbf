/**
 * Rhythm: how far an account's posts fall on some minutes of the hour. People post when they please, so that over weeks
 * each minute has its share; what is sent in bulk from a console, or by a timetable, does not.
 *
 *   x = max(0, (X2 - 59) / sqrt(2 59)),   X2 = sum over minutes m of (n_m - n / 60)^2 / (n / 60)
 *
 * Pearson's statistic against even minutes, in standard deviations of its own distribution; n posts, what an account
 * said twice in the same words at the same time counted once (exports hold rows twice). Many honest accounts keep
 * timetables too: it orders accounts and convicts nobody. After Zhang and Paxson, Detecting and analyzing automated
 * activity on Twitter (PAM 2011). Cost: linear in posts.
 */
import type { Posts } from '../../activity/read/kept-posts.ts'

const MINUTES = 60
/** Seconds above which a clock does not tell minutes. */
export const MINUTE = 60

/** In the place of a post whose words are noted. */
const NOTED = -1

type Timed = Pick<Posts, 'account' | 'text'> & {
  /** Seconds since 1970. */
  readonly at: Float64Array
}

export function measureRhythm(posts: Timed, accounts: number): Float64Array {
  const { account, at } = posts
  const start = new Int32Array(accounts + 1)
  for (const own of account) start[own + 1]!++
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!
  const next = start.slice()
  const order = new Int32Array(at.length)
  for (let post = 0; post < at.length; post++) order[next[account[post]!]!++] = post
  const counts = new Float64Array(MINUTES)
  return Float64Array.from({ length: accounts }, (_, a) => {
    countMinutes(posts, order.subarray(start[a], start[a + 1]), counts)
    return unevenness(counts)
  })
}

/** Posts of one account by the minute, in place; the same words at the same time once. */
function countMinutes({ at, text }: Timed, own: Int32Array, counts: Float64Array): void {
  counts.fill(0)
  const first = new Map<number, number>()
  const said = new Set<string>()
  for (const post of own) {
    const time = at[post]!
    const before = first.get(time)
    if (before === undefined) first.set(time, post)
    else if (text !== undefined) {
      if (before >= 0) said.add(`${time} ${text(before)}`)
      first.set(time, NOTED)
      const words = `${time} ${text(post)}`
      if (said.has(words)) continue
      said.add(words)
    }
    const minute = Math.floor(time / MINUTE) % MINUTES
    counts[minute < 0 ? minute + MINUTES : minute]!++
  }
}

function unevenness(counts: Float64Array): number {
  const even = counts.reduce((sum, count) => sum + count, 0) / MINUTES
  if (even === 0) return 0
  const pearson = counts.reduce((sum, count) => sum + (count - even) ** 2, 0) / even
  return Math.max(0, (pearson - (MINUTES - 1)) / Math.sqrt(2 * (MINUTES - 1)))
}
