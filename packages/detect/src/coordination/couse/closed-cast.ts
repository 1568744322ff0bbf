/**
 * Closed casts: who speaks turn by turn with each other, in changing parts, and hardly with anybody else.
 *
 * Partners speak one after the other, or with one between them, within two minutes each, in an exchange of three posts at
 * least (exchanges.ts). A cast is a connected part of the 3-, 4- or 5-core of partners (everybody in it has so many partners
 * in it) of five accounts at least, as closed as
 *
 *   closed = partners of its members that are members / all partners of its members
 *
 * p is the part of dealings in which any cast of the file is as closed: speakers are dealt anew among the exchanges of
 * about the same time of day, so that each account speaks as often, each exchange has as many speakers in the same turns,
 * and who answers whom is left to who is there. (1 + reached) / (1 + dealings), over all casts of the file at once.
 *
 * Where so many talk that dealings make one large part of them, nothing is as closed, and no cast stands.
 * The null knows no friends: people who see each other every day and talk only among themselves are a closed cast too.
 * Peeling: Seidman, Social Networks 5 (1983). Cost: a sort of the links a dealing, and none where there is no cast.
 */
import { createRandom, type Random } from '../../random/random.ts'
import { gatherExchanges, type Exchanges } from './exchanges.ts'
import type { Spoken } from './turns.ts'

/** Where casts and talkative people make one part, a deeper core has the cast alone. */
const PARTNERS = [3, 4, 5]
const LEAST_MEMBERS = 5
const DEALINGS = 399
/** Reached so often, nothing more can come of it. */
const ENOUGH = 20
const SWEEPS = 2
/** Part of all speakers, by time of day, on either side of one with whom it may change places. */
const NEAR = 0.125

export type ClosedCast = {
  /** Ascending. */
  readonly members: Int32Array
  readonly p: number
}

/** `parents[post]` is the post that it answers, -1 for none, and beyond the posts for one that is not there. */
export function findClosedCasts(spoken: Spoken, parents: Int32Array, seed: string): ClosedCast[] {
  const exchanges = gatherExchanges(spoken, parents)
  const casts = findCasts(exchanges, exchanges.account)
  if (casts.length === 0) return []
  const deal = startDealing(exchanges, createRandom(`${seed}/casts`))
  const reached = casts.map(() => 0)
  let dealings = 0
  while (dealings < DEALINGS && Math.min(...reached) < ENOUGH) {
    dealings++
    const closest = findCasts(exchanges, deal()).reduce(
      (most, { closed }) => Math.max(most, closed),
      0,
    )
    for (const [k, { closed }] of casts.entries()) if (closest >= closed) reached[k]!++
  }
  return casts.map(({ members }, k) => ({
    members: members.map((member) => exchanges.names[member]!).sort(),
    p: (1 + reached[k]!) / (1 + dealings),
  }))
}

type Cast = { readonly members: Int32Array; readonly closed: number }

/** `who[speaker]` is the account that speaks. */
function findCasts({ from, to, names }: Exchanges, who: Int32Array): Cast[] {
  const near = toNeighbours(from, to, who, names.length)
  return PARTNERS.flatMap((least) => connectedParts(near, peel(near, least)))
}

/** Parts of those `inside`, but small ones. */
function connectedParts({ start, other }: Neighbours, inside: Uint8Array): Cast[] {
  const known = new Uint8Array(inside.length)
  const casts: Cast[] = []
  for (let first = 0; first < inside.length; first++) {
    if (inside[first] === 0 || known[first] === 1) continue
    known[first] = 1
    const members = [first]
    let [within, all] = [0, 0]
    for (const member of members)
      for (let k = start[member]!; k < start[member + 1]!; k++) {
        all++
        const partner = other[k]!
        if (inside[partner] === 0) continue
        within++
        if (known[partner] === 1) continue
        known[partner] = 1
        members.push(partner)
      }
    if (members.length >= LEAST_MEMBERS)
      casts.push({ members: Int32Array.from(members).sort(), closed: within / all })
  }
  return casts
}

type Neighbours = { readonly start: Int32Array; readonly other: Int32Array }

/** Distinct partners of account a: other[start[a]] up to other[start[a + 1]]. */
function toNeighbours(
  from: Int32Array,
  to: Int32Array,
  who: Int32Array,
  accounts: number,
): Neighbours {
  const keys = new Float64Array(2 * from.length)
  let size = 0
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [who[from[i]!]!, who[to[i]!]!]
    if (a === b) continue
    keys[size++] = a * accounts + b
    keys[size++] = b * accounts + a
  }
  const sorted = keys.subarray(0, size).sort()
  const start = new Int32Array(accounts + 1)
  const other = new Int32Array(size)
  let kept = 0
  for (let i = 0; i < size; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue
    const a = Math.floor(sorted[i]! / accounts)
    other[kept++] = sorted[i]! - a * accounts
    start[a + 1]!++
  }
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!
  return { start, other: other.subarray(0, kept) }
}

/** Takes away, again and again, whoever has too few partners left; 1 for who stays. */
function peel({ start, other }: Neighbours, least: number): Uint8Array {
  const accounts = start.length - 1
  const left = Int32Array.from({ length: accounts }, (_, a) => start[a + 1]! - start[a]!)
  const inside = new Uint8Array(accounts).fill(1)
  const leaving = [...left.keys()].filter((a) => left[a]! < least)
  for (const a of leaving) inside[a] = 0
  for (const a of leaving)
    for (let k = start[a]!; k < start[a + 1]!; k++) {
      const b = other[k]!
      if (inside[b] === 0 || --left[b]! >= least) continue
      inside[b] = 0
      leaving.push(b)
    }
  return inside
}

/** Each call deals the speakers once more; nobody is twice in one exchange. */
function startDealing({ account, exchange, hour, names }: Exchanges, random: Random) {
  const order = Int32Array.from(hour.keys()).sort((x, y) => hour[x]! - hour[y]! || x - y)
  const who = account.slice()
  const keyOf = (speaker: number, a: number): number => exchange[speaker]! * names.length + a
  const taken = new Set(Array.from(who, (a, speaker) => keyOf(speaker, a)))
  const reach = Math.max(1, Math.floor(NEAR * order.length))
  const swap = (x: number, y: number): void => {
    const [a, b] = [who[x]!, who[y]!]
    if (exchange[x] === exchange[y] || taken.has(keyOf(x, b)) || taken.has(keyOf(y, a))) return
    taken.delete(keyOf(x, a))
    taken.delete(keyOf(y, b))
    taken.add(keyOf(x, b))
    taken.add(keyOf(y, a))
    who[x] = b
    who[y] = a
  }
  return (): Int32Array => {
    for (let sweep = 0; sweep < SWEEPS; sweep++)
      for (let i = 0; i < order.length; i++) {
        const k = i + Math.trunc((2 * random.float() - 1) * (reach + 1))
        if (k >= 0 && k < order.length) swap(order[i]!, order[k]!)
      }
    return who
  }
}
