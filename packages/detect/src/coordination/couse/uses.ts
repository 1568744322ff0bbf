/**
 * Uses: who used which object when, all traces in one table, sorted by object and time, and by account.
 *
 * A reshare is one deed on one object, the post it repeats: the links, tags and words it carries are not
 * its author's, and counting them would make followers of one account look alike. Of a link, a text or a
 * series of tags an account's first use counts; of a tag and a conversation every one.
 * Cost: linear in acts; 29 bytes a use.
 */
import type { Acts } from '../../activity/acts.ts'
import type { Trace } from '../../activity/trace.ts'

export type Uses = {
  readonly size: number
  readonly accounts: number
  readonly objects: number
  readonly posts: number
  readonly object: Int32Array
  readonly account: Int32Array
  /** Seconds since the epoch of the acts. */
  readonly time: Float64Array
  readonly post: Int32Array
  /** Object o owns the uses from start[o] up to start[o + 1], in order of time. */
  readonly start: Int32Array
  /** Place in `traces` of each object. */
  readonly traceOf: Uint8Array
  readonly traces: readonly Trace[]
  /** Uses by account: those of account a from accountStart[a] up to accountStart[a + 1]. */
  readonly byAccount: Int32Array
  readonly accountStart: Int32Array
  /** Least step of the clock, in seconds. */
  readonly step: number
}

/** Traces of which every use counts, not only an account's first. */
const EVERY_USE: ReadonlySet<Trace> = new Set<Trace>(['hashtag', 'reply', 'object', 'mention'])
/** Traces that a reshare leaves by itself. */
const OF_RESHARES: ReadonlySet<Trace> = new Set<Trace>(['reshare', 'reply', 'object'])

/**
 * Joins traces over the same accounts and clock; `isReshare` tells posts that repeat another's. Without post
 * numbers each act is a post of its own.
 */
export function poolUses(
  traces: ReadonlyMap<Trace, Acts>,
  step: number,
  isReshare?: Uint8Array,
): Uses {
  const list = [...traces]
  const most = list.reduce((sum, [, acts]) => sum + acts.rows, 0)
  const objects = list.reduce((sum, [, acts]) => sum + acts.objectStart.length - 1, 0)
  const accounts = list[0]?.[1].accounts ?? 0
  const pooled = {
    object: new Int32Array(most),
    account: new Int32Array(most),
    time: new Float64Array(most),
    post: new Int32Array(most),
    start: new Int32Array(objects + 1),
    traceOf: new Uint8Array(objects),
  }
  let size = 0
  let object = 0
  let posts = 0
  const last = new Int32Array(accounts).fill(-1)
  for (const [place, [trace, acts]] of list.entries()) {
    const all = EVERY_USE.has(trace)
    const drop = OF_RESHARES.has(trace) ? undefined : isReshare
    for (let o = 0; o + 1 < acts.objectStart.length; o++) {
      for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++) {
        const post = acts.content === null ? posts++ : acts.content[row]!
        if (acts.content !== null && post >= posts) posts = post + 1
        const account = acts.account[row]!
        if (drop?.[post] === 1 || (!all && last[account] === object)) continue
        last[account] = object
        pooled.object[size] = object
        pooled.account[size] = account
        pooled.time[size] = acts.time[row]! * acts.tick
        pooled.post[size++] = post
      }
      pooled.traceOf[object] = place
      pooled.start[++object] = size
    }
  }
  const cut = <T extends Int32Array | Float64Array>(column: T): T => column.subarray(0, size) as T
  const account = cut(pooled.account)
  return {
    size,
    accounts,
    objects,
    posts,
    object: cut(pooled.object),
    account,
    time: cut(pooled.time),
    post: cut(pooled.post),
    start: pooled.start,
    traceOf: pooled.traceOf,
    traces: list.map(([trace]) => trace),
    ...indexAccounts(account, accounts),
    step,
  }
}

function indexAccounts(account: Int32Array, accounts: number) {
  const accountStart = new Int32Array(accounts + 1)
  for (const a of account) accountStart[a + 1]!++
  for (let a = 0; a < accounts; a++) accountStart[a + 1]! += accountStart[a]!
  const next = accountStart.slice()
  const byAccount = new Int32Array(account.length)
  for (let i = 0; i < account.length; i++) byAccount[next[account[i]!]!++] = i
  return { byAccount, accountStart }
}

/** The distinct objects of each account: those of account a from start[a] up to start[a + 1]. */
export function distinctObjects(uses: Uses): { start: Int32Array; object: Int32Array } {
  const start = new Int32Array(uses.accounts + 1)
  const object = new Int32Array(uses.size)
  const seen = new Int32Array(uses.objects).fill(-1)
  let size = 0
  for (let a = 0; a < uses.accounts; a++) {
    for (let k = uses.accountStart[a]!; k < uses.accountStart[a + 1]!; k++) {
      const o = uses.object[uses.byAccount[k]!]!
      if (seen[o] === a) continue
      seen[o] = a
      object[size++] = o
    }
    start[a + 1] = size
  }
  return { start, object: object.subarray(0, size) }
}
