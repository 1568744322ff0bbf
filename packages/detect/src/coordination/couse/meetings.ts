/**
 * Meetings: pairs of uses of one object by two accounts that came near each other, gathered account by
 * account, so that no pair of posts is stored longer than its account is looked at.
 *
 * A use meets the `NEXT` uses before and after it within the reach of its trace. Cost: 2 `NEXT` a use at
 * most, whatever is viral, and fewer at a thing of very many uses (crowd.ts).
 */
import type { Trace } from '../../activity/trace.ts'
import { crowdAmong, mostAround, widestOf, type Crowds } from './crowd.ts'
import type { Uses } from './uses.ts'

const NEXT = 40
const HOUR = 3600
const DAY = 24 * HOUR

/** Seconds within which a shared object can still be one plan: words last longer than tags. */
const REACH: Readonly<Partial<Record<Trace, number>>> = {
  hashtag: 12 * HOUR,
  mention: 12 * HOUR,
  reshare: DAY,
  reply: 6 * HOUR,
  text: 7 * DAY,
  'near-text': 7 * DAY,
  media: 7 * DAY,
}
const USUAL_REACH = 1.5 * DAY

export function reachOf(trace: Trace): number {
  return REACH[trace] ?? USUAL_REACH
}

/** The meetings of one account with accounts of higher number, chained by the other account. */
export class Meetings {
  /** First meeting with each account, -1 for none, and the next with the same. */
  readonly head: Int32Array
  next = new Int32Array(4096)
  crowd = new Float32Array(4096)
  mine = new Int32Array(4096)
  theirs = new Int32Array(4096)
  size = 0
  /** Accounts met, in the order they were met. */
  readonly partners: number[] = []
  /** Least crowd at which each use met another account's so far. */
  readonly least: Float32Array
  private readonly uses: Uses
  private readonly crowds: Crowds
  private readonly reach: readonly number[]
  private readonly known: Int32Array
  private readonly suspects: Suspects | null

  constructor(uses: Uses, crowds: Crowds, suspects: Suspects | null) {
    this.uses = uses
    this.crowds = crowds
    this.reach = uses.traces.map(reachOf)
    this.head = new Int32Array(uses.accounts).fill(-1)
    this.known = new Int32Array(uses.accounts).fill(-1)
    this.suspects = suspects
    this.least = new Float32Array(uses.size).fill(Infinity)
  }

  /** Gathers the meetings of account a with all b > a. */
  gather(a: number): void {
    const { uses, suspects } = this
    for (const b of this.partners) this.head[b] = -1
    this.partners.length = 0
    this.size = 0
    if (suspects !== null)
      for (let k = suspects.start[a]!; k < suspects.start[a + 1]!; k++)
        this.known[suspects.other[k]!] = a
    for (let k = uses.accountStart[a]!; k < uses.accountStart[a + 1]!; k++) {
      this.lookAround(a, uses.byAccount[k]!, -1)
      this.lookAround(a, uses.byAccount[k]!, 1)
    }
  }

  /**
   * Meets the neighbours of use i on the side of `step`, the nearest first. The strangers around a meeting are those from a
   * lag before the two to a lag after: as the lag grows these bounds only move outward, and once too many stand within
   * them, no later neighbour has fewer, save one who is a suspect.
   */
  private lookAround(a: number, i: number, step: 1 | -1): void {
    const { known } = this
    const { time, account, object, start, traceOf, step: clock } = this.uses
    const o = object[i]!
    const reach = this.reach[traceOf[o]!]!
    const [first, end] = [start[o]!, start[o + 1]!]
    const widest = widestOf(end - first)
    const most = mostAround(widest)
    const last = step > 0 ? Math.min(end - 1, i + NEXT) : Math.max(first, i - NEXT)
    const at = time[i]!
    let [from, to, suspected] = [i, i + 1, 0]
    for (let j = i + step; (last - j) * step >= 0; j += step) {
      const apart = Math.abs(time[j]! - at)
      if (apart > reach) return
      const b = account[j]!
      if (b <= a) continue
      const lag = Math.max(apart, clock / 3)
      const since = Math.min(at, time[j]!) - lag
      const until = Math.max(at, time[j]!) + lag
      const isWide = (): boolean => to - from - suspected >= most + 3
      for (; from > first && (from > j || (time[from - 1]! >= since && !isWide())); from--)
        if (known[account[from - 1]!] === a) suspected++
      for (; to < end && (to <= j || (time[to]! <= until && !isWide())); to++)
        if (known[account[to]!] === a) suspected++
      const friends = suspected - (known[b] === a ? 1 : 0)
      const strangers = to - from - 2 - friends
      if (strangers >= most) return
      const crowd = crowdAmong(this.crowds, i, j, { lag, strangers, friends, widest })
      if (crowd !== Infinity) this.add(b, i, j, crowd)
    }
  }

  private add(b: number, mine: number, theirs: number, crowd: number): void {
    const { size, least } = this
    if (crowd < least[mine]!) least[mine] = crowd
    if (crowd < least[theirs]!) least[theirs] = crowd
    if (size === this.next.length) this.grow()
    if (this.head[b] === -1) this.partners.push(b)
    this.crowd[size] = crowd
    this.mine[size] = mine
    this.theirs[size] = theirs
    this.next[size] = this.head[b]!
    this.head[b] = this.size++
  }

  private grow(): void {
    this.next = grown(this.next)
    this.crowd = grown(this.crowd)
    this.mine = grown(this.mine)
    this.theirs = grown(this.theirs)
  }
}

/** Accounts suspected of acting with each account. */
export type Suspects = {
  readonly start: Int32Array
  readonly other: Int32Array
}

export function grown<T extends Int32Array | Float32Array | Uint16Array | Uint8Array>(old: T): T {
  const larger = new (old.constructor as new (length: number) => T)(old.length * 2)
  larger.set(old)
  return larger
}
