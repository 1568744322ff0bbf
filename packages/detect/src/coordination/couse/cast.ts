/**
 * Cast: how far those with whom an account speaks turn by turn speak turn by turn with each other, and not only in one
 * thread. Friends are pairs, and a trio of friends is one triangle; a cast that stages conversations in changing parts
 * closes many, though each two of it seldom meet.
 *
 *   standing(a) = SCALE log2(1 + closed + spread),   closed: pairs b, c of the partners of a that are partners too;
 *   spread: those of them whose three sides can be taken from three different threads (Hall's condition)
 *
 * Partners speak one after the other, or with one between them, within two minutes each, in an exchange of three
 * posts at least: whoever only answers a first post quickly has no part in it. Circles of friends close triangles as
 * well, so it orders accounts and convicts nobody; closed-cast.ts tests casts. Transitivity against chance: Watts and Strogatz, Nature 393 (1998).
 * Cost: linear in posts, and for each account its partners squared.
 */
import type { Spoken } from './turns.ts'

/** Seconds within which a turn follows. */
const QUICK = 120
/** Whoever speaks with more than this many speaks with everybody. */
const MOST_PARTNERS = 60
/** Spreads that a doubling of triangles is worth; chosen on hard sets that the published figures leave out. */
const SCALE = 1.5
/** Threads of a side that are told apart: with more, a side never lacks one of its own. */
const ENOUGH = 3

/** Threads in which two accounts were partners, up to `ENOUGH`, by account and partner. */
type Partners = Map<number, Map<number, number[]>>

/** `parents[post]` is the post that it answers, -1 for none, beyond the posts for one that is not there; `roots` the first of its thread. */
export function measureCasts(
  spoken: Spoken,
  parents: Int32Array,
  roots: Int32Array,
  accounts: number,
): Float64Array {
  const partners = findPartners(spoken, parents, roots)
  const standing = new Float64Array(accounts)
  for (const [account, own] of partners)
    if (own.size <= MOST_PARTNERS)
      standing[account] = SCALE * Math.log2(1 + countTriangles(own, partners))
  return standing
}

function findPartners(
  { account, time, tick }: Spoken,
  parents: Int32Array,
  roots: Int32Array,
): Partners {
  const posts = account.length
  const isQuick = new Uint8Array(posts)
  const isAnswered = new Uint8Array(posts)
  for (let post = 0; post < posts; post++) {
    const answered = parents[post]!
    if (answered < 0 || answered >= posts || account[answered] === account[post]) continue
    const lag = (time[post]! - time[answered]!) * tick
    if (lag >= 0 && lag <= QUICK) isQuick[post] = isAnswered[answered] = 1
  }
  const partners: Partners = new Map()
  for (let post = 0; post < posts; post++) {
    const answered = parents[post]!
    if (isQuick[post] === 0 || (isQuick[answered] === 0 && isAnswered[post] === 0)) continue
    const own = account[post]!
    join(partners, own, account[answered]!, roots[post]!)
    const before = isQuick[answered] === 1 ? account[parents[answered]!]! : own
    if (before !== own) join(partners, own, before, roots[post]!)
  }
  return partners
}

function join(partners: Partners, a: number, b: number, thread: number): void {
  const threads = partners.get(a)?.get(b) ?? []
  if (threads.length >= ENOUGH || threads.includes(thread)) return
  threads.push(thread)
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!partners.has(one)) partners.set(one, new Map())
    partners.get(one)!.set(other, threads)
  }
}

/** Closed triangles at an account, those over three threads twice. */
function countTriangles(own: ReadonlyMap<number, number[]>, partners: Partners): number {
  const list = [...own]
  let count = 0
  for (const [i, [b, first]] of list.entries()) {
    const theirs = partners.get(b)!
    for (let k = 0; k < i; k++) {
      const [c, second] = list[k]!
      const third = theirs.get(c)
      if (third !== undefined) count += areSpread(first, second, third) ? 2 : 1
    }
  }
  return count
}

/** Whether each of three sides can have a thread of its own. */
function areSpread(x: readonly number[], y: readonly number[], z: readonly number[]): boolean {
  const distinct = (...sides: (readonly number[])[]): number => new Set(sides.flat()).size
  return (
    distinct(x, y) > 1 && distinct(x, z) > 1 && distinct(y, z) > 1 && distinct(x, y, z) >= ENOUGH
  )
}
