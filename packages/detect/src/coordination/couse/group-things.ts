/** Things at which a group stands out, each with the stretch of time in which it does most; see recurring.ts. */
import type { Trace } from '../../activity/trace.ts'
import { grown, reachOf } from './meetings.ts'
import type { Uses } from './uses.ts'

/** Accounts within a stretch above which it is a crowd's, and members without whom it is nobody's. */
const MOST_ACCOUNTS = 120
const LEAST_ACCOUNTS = 3
/** Friends talk, and whoever follows one account repeats it, as a set. */
const LEFT_OUT: ReadonlySet<Trace> = new Set<Trace>(['reply', 'reshare'])
/** Posts that two things may have in common; what one post carries is one thing. */
const SAME_POSTS = 1
const MOST_FLOOR = 0.95

export type Thing = {
  /** Members that used it then. */
  readonly accounts: readonly number[]
  readonly nats: number
}

type Stretch = Thing & { readonly posts: readonly number[] }

export class ThingFinder {
  private readonly uses: Uses
  private readonly least: number
  private readonly reach: readonly number[]
  private readonly isLeftOut: readonly boolean[]
  /** Place of each member in the group at hand, -1 for others. */
  private readonly place: Int32Array
  /** Uses of each trace, by account and in all. */
  private readonly usesOf: readonly Int32Array[]
  private readonly usesOfAll: readonly number[]
  /** Members that used each object. */
  private readonly users: Int32Array
  private readonly seen: Int32Array
  private readonly posts: Int32Array
  private gathered = new Int32Array(1 << 12)
  private stretch = 0
  private group = 0

  /** Things of at least `least` nats. */
  constructor(uses: Uses, least: number) {
    this.uses = uses
    this.least = least
    this.reach = uses.traces.map(reachOf)
    this.isLeftOut = uses.traces.map((trace) => LEFT_OUT.has(trace))
    this.place = new Int32Array(uses.accounts).fill(-1)
    this.usesOf = uses.traces.map(() => new Int32Array(uses.accounts))
    for (let i = 0; i < uses.size; i++)
      this.usesOf[uses.traceOf[uses.object[i]!]!]![uses.account[i]!]!++
    this.usesOfAll = this.usesOf.map((column) => column.reduce((sum, count) => sum + count, 0))
    this.users = new Int32Array(uses.objects)
    this.seen = new Int32Array(uses.accounts)
    this.posts = new Int32Array(uses.posts)
  }

  /**
   * `share` of each member: the part of others at a stretch that would be of the group by chance. It is no less than the
   * group's part of all uses of the trace: the busy are everywhere, though as a pair they meet but once at each thing.
   */
  find(group: Int32Array, share: Float64Array): Thing[] {
    for (const [k, account] of group.entries()) this.place[account] = k
    const floor = this.usesOf.map((column, trace) => {
      const own = group.reduce((sum, account) => sum + column[account]!, 0)
      return Math.min(MOST_FLOOR, own / Math.max(1, this.usesOfAll[trace]!))
    })
    const telling = this.tellingUses(group, share, floor)
    const stretches: Stretch[] = []
    for (let from = 0, to = 0; from < telling.length; from = to) {
      const object = this.uses.object[telling[from]!]!
      while (to < telling.length && this.uses.object[telling[to]!] === object) to++
      const best = this.bestStretch(telling.subarray(from, to), share, floor)
      if (best !== null) stretches.push(best)
    }
    for (const account of group) this.place[account] = -1
    return this.differentOnes(stretches)
  }

  /** Uses by members, in order, of objects that could tell were only members there. */
  private tellingUses(
    group: Int32Array,
    share: Float64Array,
    floor: readonly number[],
  ): Int32Array {
    const { object, traceOf } = this.uses
    const lowest = share.reduce((low, value) => Math.min(low, value), 1)
    const perMember = floor.map((least) => -Math.log(Math.max(lowest, least)))
    const size = this.gatherUses(group)
    const { gathered, users } = this
    let telling = 0
    for (let k = 0; k < size; k++) {
      const o = object[gathered[k]!]!
      const count = users[o]!
      if (count < LEAST_ACCOUNTS) continue
      const most = (count - 2) * perMember[traceOf[o]!]! - Math.log((count * (count - 1)) / 2)
      if (most > this.least) gathered[telling++] = gathered[k]!
    }
    for (const account of group) this.forget(account)
    return gathered.slice(0, telling).sort()
  }

  /** All uses of members but those left out, into `gathered`; counts the members that used each object. */
  private gatherUses(group: Int32Array): number {
    const { object, byAccount, accountStart, traceOf } = this.uses
    let size = 0
    for (const account of group) {
      const end = accountStart[account + 1]!
      while (this.gathered.length < size + end - accountStart[account]!)
        this.gathered = grown(this.gathered)
      let last = -1
      for (let k = accountStart[account]!; k < end; k++) {
        const use = byAccount[k]!
        const o = object[use]!
        if (this.isLeftOut[traceOf[o]!]) continue
        if (o !== last) this.users[o]!++
        last = o
        this.gathered[size++] = use
      }
    }
    return size
  }

  private forget(account: number): void {
    const { object, byAccount, accountStart } = this.uses
    for (let k = accountStart[account]!; k < accountStart[account + 1]!; k++)
      this.users[object[byAccount[k]!]!] = 0
  }

  /** `own` are the members' uses of one object. */
  private bestStretch(
    own: Int32Array,
    share: Float64Array,
    floor: readonly number[],
  ): Stretch | null {
    const { object, start, traceOf, time, account } = this.uses
    const o = object[own[0]!]!
    const end = start[o + 1]!
    const reach = this.reach[traceOf[o]!]!
    const choices = Math.log((own.length * (own.length - 1)) / 2)
    const least = floor[traceOf[o]!]!
    let nats = this.least
    let at = { first: -1, last: -1 }
    for (const first of own) {
      this.stretch++
      let accounts = 0
      let members = 0
      let shares = 0
      for (let i = first; i < end && time[i]! - time[first]! <= reach; i++) {
        const a = account[i]!
        if (this.seen[a] === this.stretch) continue
        this.seen[a] = this.stretch
        if (++accounts > MOST_ACCOUNTS) break
        const k = this.place[a]!
        if (k < 0) continue
        shares += share[k]!
        if (++members < LEAST_ACCOUNTS) continue
        const here =
          divergence(members - 2, accounts - 2, Math.max(least, shares / members)) - choices
        if (here <= nats) continue
        nats = here
        at = { first, last: i }
      }
    }
    return at.first < 0 ? null : { nats, ...this.membersWithin(at.first, at.last) }
  }

  private membersWithin(first: number, last: number): Omit<Stretch, 'nats'> {
    const posts = new Map<number, number>()
    for (let i = first; i <= last; i++) {
      const a = this.uses.account[i]!
      if (this.place[a]! >= 0 && !posts.has(a)) posts.set(a, this.uses.post[i]!)
    }
    return { accounts: [...posts.keys()], posts: [...posts.values()] }
  }

  /** The strongest first, without those that the same posts carry. */
  private differentOnes(stretches: Stretch[]): Stretch[] {
    this.group++
    const kept: Stretch[] = []
    for (const one of stretches.sort((x, y) => y.nats - x.nats)) {
      const known = one.posts.reduce((sum, p) => sum + (this.posts[p] === this.group ? 1 : 0), 0)
      if (known > SAME_POSTS) continue
      for (const post of one.posts) this.posts[post] = this.group
      kept.push(one)
    }
    return kept
  }
}

/** n KL(k / n, p), a bound on -ln P(at least k of n) where k / n is above p; 0 elsewhere. */
function divergence(k: number, n: number, p: number): number {
  const part = k / n
  if (part <= p) return 0
  const rest = part < 1 ? (1 - part) * Math.log((1 - part) / (1 - p)) : 0
  return n * (part * Math.log(part / p) + rest)
}
