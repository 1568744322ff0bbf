/**
 * Pair counts: how often two accounts met, by how small the crowd was and how short the lag.
 *
 *   V_c = meetings of class c; classes are nested: crowd up to 1, 4, 12, 40; up to 12 or 40 within 10 min,
 *   up to 40 within 2 min; conversations apart: of few, of many, and turns that follow within 2 min
 *
 * One post is one piece of evidence (its link, headline and tag count once, the least expected) and so is an object
 * (a conversation two), so that a long thread or three tags in one post are not many coincidences.
 *
 * Every pair that met twice is kept; of those that met once, and of those that never met, a sample, which the
 * null learns from. Where most accounts can meet nobody twice, having one post or one thing, these are in no pair: a million who
 * shared one thing once would teach that strangers never meet. They stand in crowds as everybody does. Cost: linear in meetings, and for each kept pair the objects of one side.
 */
import { createRandom } from '../../random/random.ts'
import type { Trace } from '../../activity/trace.ts'
import type { Crowds } from './crowd.ts'
import { CrowdOrder } from './crowd-order.ts'
import { grown, Meetings, type Suspects } from './meetings.ts'
import { distinctObjects, type Uses } from './uses.ts'

/** Classes of meetings; the last three are of conversations. */
export const CLASSES = 10
export const CONVERSATION = 7
/** Of all crowds and lags. */
export const WIDEST = 3
/** Groups of traces by which things are counted that both used, but never near each other. */
export const SIDES = 5
const SIDE: Readonly<Partial<Record<Trace, number>>> = {
  link: 0,
  domain: 0,
  hashtag: 1,
  'hashtag-sequence': 1,
  mention: 1,
  text: 2,
  'near-text': 2,
  media: 2,
  reshare: 3,
  reply: 4,
}
/** Meetings of a pair on one object that count: what recurs, such as the tag of a weekly programme, is one thing; talk goes to and fro. */
const PER_OBJECT = 1
const PER_CONVERSATION = 2
/** Part of the accounts below which only those that can meet another twice are paired. */
const LEAST_PAIRED = 0.5
/** Objects of one side that are looked at; of more, evenly spread ones stand for the rest. */
const MOST_OBJECTS = 4000

/** What is known of a kept pair before it was met: kept for certain, in the sample of those met once, or of strangers. */
export const MET = 0
export const MET_ONCE = 1
export const NEVER_MET = 2

export type PairCounts = {
  size: number
  a: Int32Array
  b: Int32Array
  /** V of pair i and class c: met[i * CLASSES + c]. */
  met: Uint16Array
  /** For pair i and group s: things both used, never near each other. */
  apart: Float32Array
  kind: Uint8Array
  /** Pairs of each kind that there are, of which `kind` has a sample. */
  readonly population: [number, number, number]
  /** How many of each kind were kept. */
  readonly kept: [number, number, number]
  /** Least crowd at which each use met another account's; infinite where it met none. */
  readonly least: Float32Array
  /** 1 for each account that may be in a pair. */
  readonly isPaired: Uint8Array
}

export type PairOptions = {
  readonly seed: string
  /** Pairs that met once, and strangers, to be kept. */
  readonly sample: number
  readonly suspects: Suspects | null
  /** Called between accounts; throws to cancel. */
  readonly onAccount?: (done: number) => void
}

export function countPairs(uses: Uses, crowds: Crowds, options: PairOptions): PairCounts {
  return new PairCounter(uses, crowds, options).count()
}

function emptyTable(least: Float32Array, isPaired: Uint8Array): PairCounts {
  return {
    size: 0,
    a: new Int32Array(1 << 14),
    b: new Int32Array(1 << 14),
    met: new Uint16Array((1 << 14) * CLASSES),
    apart: new Float32Array((1 << 14) * SIDES),
    kind: new Uint8Array(1 << 14),
    population: [0, 0, 0],
    kept: [0, 0, 0],
    least,
    isPaired,
  }
}

/** Pairs that met twice up to which one group can be most of them, how often such a group meets, and what part of them it is. */
const LITTLE = 10_000
const OFTEN = 8
const LARGE_PART = 0.2

/** Whether so little was met, and so much of it again and again, that one group would teach what strangers do. */
export function hasGroupOfMost({ size, met, kind, kept }: PairCounts): boolean {
  if (kept[MET] > LITTLE) return false
  let often = 0
  for (let row = 0; row < size; row++)
    if (kind[row] === MET && met[row * CLASSES + WIDEST]! >= OFTEN) often++
  return often > LARGE_PART * kept[MET]
}

class PairCounter {
  private readonly uses: Uses
  private readonly options: PairOptions
  private readonly meetings: Meetings
  private readonly objects: ReturnType<typeof distinctObjects>
  private readonly sideOf: readonly number[]
  private readonly talk: readonly boolean[]
  private readonly postStamp: Int32Array
  private readonly objectStamp: Int32Array
  private readonly objectCount: Uint8Array
  private readonly mine: Int32Array
  private readonly order = new CrowdOrder()
  private stamp = 0
  private readonly table: PairCounts

  constructor(uses: Uses, crowds: Crowds, options: PairOptions) {
    this.uses = uses
    this.options = options
    this.meetings = new Meetings(uses, crowds, options.suspects)
    this.objects = distinctObjects(uses)
    this.sideOf = uses.traces.map((trace) => SIDE[trace] ?? 0)
    this.talk = uses.traces.map((trace) => trace === 'reply')
    this.postStamp = new Int32Array(uses.posts)
    this.objectStamp = new Int32Array(uses.objects)
    this.objectCount = new Uint8Array(uses.objects)
    this.mine = new Int32Array(uses.objects).fill(-1)
    this.table = emptyTable(this.meetings.least, this.findPaired())
  }

  count(): PairCounts {
    const { accounts } = this.uses
    const { sample, seed, onAccount } = this.options
    const random = createRandom(`${seed}/pairs`)
    const { isPaired } = this.table
    const paired = [...isPaired.keys()].filter((a) => isPaired[a] === 1)
    const all = (paired.length * (paired.length - 1)) / 2
    let place = -1
    // The share of pairs that met once is not known beforehand: it follows what has been kept so far.
    for (let a = 0; a < accounts; a++) {
      onAccount?.(a / accounts)
      this.meetings.gather(a)
      if (isPaired[a] === 0) continue
      const after = paired.length - 1 - ++place
      for (let k = this.objects.start[a]!; k < this.objects.start[a + 1]!; k++)
        this.mine[this.objects.object[k]!] = a
      for (const b of this.meetings.partners) {
        if (isPaired[b] === 0) continue
        const total = this.tally(b)
        const kind = total > 1 ? MET : MET_ONCE
        this.table.population[kind]++
        if (kind === MET || random.float() < 0.25) this.keep(a, b, kind)
      }
      const wanted = (sample * after) / Math.max(1, all)
      let draws = Math.floor(wanted) + (random.float() < wanted % 1 ? 1 : 0)
      for (; draws > 0 && after > 0; draws--) {
        const b = paired[place + 1 + Math.floor(random.float() * after)]!
        if (this.meetings.head[b] !== -1) continue
        this.stamp++
        this.clear()
        this.keep(a, b, NEVER_MET)
      }
    }
    const met = this.table.population[MET] + this.table.population[MET_ONCE]
    this.table.population[NEVER_MET] = all - met
    return this.table
  }

  /** Accounts that can meet another twice: with two posts, and two things or two turns in conversations; all where these are most. */
  private findPaired(): Uint8Array {
    const { uses, talk } = this
    const isPaired = new Uint8Array(uses.accounts)
    for (let a = 0; a < uses.accounts; a++) {
      const own = uses.byAccount.subarray(uses.accountStart[a]!, uses.accountStart[a + 1]!)
      const [first] = own
      const post = own.some((use) => uses.post[use] !== uses.post[first!])
      const thing = own.some(
        (use, k) =>
          k > 0 &&
          (uses.object[use] !== uses.object[first!] || talk[uses.traceOf[uses.object[use]!]!]),
      )
      if (post && thing) isPaired[a] = 1
    }
    const paired = isPaired.reduce((sum, one) => sum + one, 0)
    return paired < LEAST_PAIRED * uses.accounts ? isPaired : isPaired.fill(1)
  }

  private clear(): void {
    if (this.table.size === this.table.a.length) this.grow()
    const at = this.table.size * CLASSES
    this.table.met.fill(0, at, at + CLASSES)
  }

  private grow(): void {
    const { table } = this
    for (const column of ['a', 'b'] as const) table[column] = grown(table[column])
    table.met = grown(table.met)
    table.apart = grown(table.apart)
    table.kind = grown(table.kind)
  }

  /** Counts the meetings with b in the next free row; returns how many there were. */
  private tally(b: number): number {
    const { meetings, uses } = this
    this.stamp++
    this.clear()
    const head = meetings.head[b]!
    if (meetings.next[head]! < 0) {
      const i = meetings.mine[head]!
      this.objectStamp[uses.object[i]!] = this.stamp
      this.classify(i, meetings.theirs[head]!, meetings.crowd[head]!)
      return 1
    }
    const length = this.order.list(head, meetings.next, meetings.crowd)
    const { listed } = this.order
    let total = 0
    for (let k = 0; k < length; k++) {
      const m = listed[k]!
      const i = meetings.mine[m]!
      const j = meetings.theirs[m]!
      const o = uses.object[i]!
      if (this.objectStamp[o] !== this.stamp) {
        this.objectStamp[o] = this.stamp
        this.objectCount[o] = 0
      }
      const mine = uses.post[i]!
      const theirs = uses.post[j]!
      if (this.postStamp[mine] === this.stamp || this.postStamp[theirs] === this.stamp) continue
      const most = this.talk[uses.traceOf[o]!] ? PER_CONVERSATION : PER_OBJECT
      if (this.objectCount[o]! >= most) continue
      this.postStamp[mine] = this.postStamp[theirs] = this.stamp
      this.objectCount[o]!++
      this.classify(i, j, meetings.crowd[m]!)
      total++
    }
    return total
  }

  private classify(i: number, j: number, crowd: number): void {
    const { uses, table } = this
    const at = table.size * CLASSES
    const add = (c: number): void => void table.met[at + c]!++
    const lag = Math.abs(uses.time[i]! - uses.time[j]!)
    if (this.talk[uses.traceOf[uses.object[i]!]!]) {
      if (crowd <= 4) add(CONVERSATION)
      add(CONVERSATION + 1)
      if (lag <= 120) add(CONVERSATION + 2)
      return
    }
    if (crowd <= 1) add(0)
    if (crowd <= 4) add(1)
    if (crowd <= 12) add(2)
    add(3)
    if (crowd <= 12 && lag <= 600) add(4)
    if (lag <= 120) add(5)
    if (lag <= 600) add(6)
  }

  private keep(a: number, b: number, kind: 0 | 1 | 2): void {
    const { table, objects } = this
    const row = table.size++
    table.a[row] = a
    table.b[row] = b
    table.kind[row] = kind
    table.kept[kind]++
    const at = row * SIDES
    table.apart.fill(0, at, at + SIDES)
    const from = objects.start[b]!
    const length = objects.start[b + 1]! - from
    const stride = Math.max(1, length / MOST_OBJECTS)
    for (let k = 0; k < length; k += stride) {
      const o = objects.object[from + Math.floor(k)]!
      if (this.mine[o] === a && this.objectStamp[o] !== this.stamp)
        table.apart[at + this.sideOf[this.uses.traceOf[o]!]!]! += stride
    }
  }
}
