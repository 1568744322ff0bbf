import { DetectError } from '../errors.ts'

/**
 * The columns that co-action counting works on: who did what to which object when, dictionary-encoded.
 *
 * Rows are sorted by (object, time). Times are whole ticks since `epoch`, `tick` seconds each, so that
 * window comparisons are exact.
 */
export type Acts = {
  readonly rows: number
  /** Object o owns the rows from objectStart[o] up to objectStart[o + 1]. Length: objects + 1. */
  readonly objectStart: Int32Array
  readonly account: Int32Array
  readonly time: Int32Array | Float64Array
  /** The post of each row; null when every row is a post of its own. */
  readonly content: Int32Array | null
  /** Number of distinct accounts: every value of `account` is below it. */
  readonly accounts: number
  /** Seconds since 1970 of time 0, and seconds per tick (1 or 1e-6). */
  readonly epoch: number
  readonly tick: number
}

/** Account numbers stay below this, so that a pair is one exact number. */
export const MAX_ACCOUNTS = 1 << 26

/** Throws DetectError `TOO_MANY` where there are more accounts than pairs can be made of. */
export function verifyAccountCount(count: number): void {
  if (count >= MAX_ACCOUNTS) throw new DetectError('TOO_MANY', `more than ${MAX_ACCOUNTS} accounts`)
}

/** Seconds since 1970 of a time in ticks. */
export function toSeconds(acts: Pick<Acts, 'epoch' | 'tick'>, ticks: number): number {
  return acts.epoch + ticks * acts.tick
}

/** The largest whole number of ticks within `window` seconds; infinity stays infinity. */
export function toTicks(acts: Pick<Acts, 'tick'>, window: number): number {
  return acts.tick === 1 ? Math.floor(window) : Math.round(window / acts.tick)
}

/**
 * Encoded rows in any order, sorted by (object, time, input order) with a counting sort over objects.
 * Objects that fewer than two accounts touched are dropped (nobody can have acted together on them) unless
 * all are to be kept.
 * Also returns for each kept row its place in the input and for each kept object its old number.
 */
export function toActs(
  input: {
    readonly object: Int32Array
    readonly account: Int32Array
    readonly time: Int32Array | Float64Array
    readonly content: Int32Array | null
  },
  sizes: { readonly objects: number; readonly accounts: number },
  clock: { readonly epoch: number; readonly tick: number },
  { keepAll } = { keepAll: false },
): { acts: Acts; order: Int32Array; objectIds: Int32Array } {
  const { object, account, time } = input
  const { start, keptObjects } = sharedObjectStarts(object, account, sizes.objects, keepAll)
  const rows = start.at(-1) ?? 0
  const place = new Int32Array(sizes.objects).fill(-1)
  for (let o = 0; o < keptObjects.length; o++) place[keptObjects[o]!] = start[o]!
  const order = new Int32Array(rows)
  for (let i = 0; i < object.length; i++) {
    const at = place[object[i]!]!
    if (at < 0) continue
    order[at] = i
    place[object[i]!] = at + 1
  }
  for (let o = 0; o < keptObjects.length; o++) sortByTime(order, time, start[o]!, start[o + 1]!)
  const acts: Acts = {
    rows,
    objectStart: start,
    account: Int32Array.from(order, (i) => account[i]!),
    time:
      time instanceof Int32Array
        ? Int32Array.from(order, (i) => time[i]!)
        : Float64Array.from(order, (i) => time[i]!),
    content: input.content && Int32Array.from(order, (i) => input.content![i]!),
    accounts: sizes.accounts,
    ...clock,
  }
  return { acts, order, objectIds: keptObjects }
}

function sharedObjectStarts(
  object: Int32Array,
  account: Int32Array,
  objects: number,
  keepAll: boolean,
) {
  const count = new Int32Array(objects)
  const seen = new Int32Array(objects).fill(-1)
  const shared = new Uint8Array(objects).fill(keepAll ? 1 : 0)
  for (let i = 0; i < object.length; i++) {
    const o = object[i]!
    count[o]!++
    if (seen[o] === -1) seen[o] = account[i]!
    else if (seen[o] !== account[i]) shared[o] = 1
  }
  let kept = 0
  for (let o = 0; o < objects; o++) kept += shared[o]!
  const keptObjects = new Int32Array(kept)
  const start = new Int32Array(kept + 1)
  for (let o = 0, k = 0; o < objects; o++) {
    if (shared[o] === 0) continue
    keptObjects[k] = o
    start[k + 1] = start[k]! + count[o]!
    k++
  }
  return { start, keptObjects }
}

/** Sorts row numbers order[from, to) by time; equal times keep their order. */
function sortByTime(order: Int32Array, time: Int32Array | Float64Array, from: number, to: number) {
  let sorted = true
  for (let k = from + 1; k < to && sorted; k++) sorted = time[order[k - 1]!]! <= time[order[k]!]!
  if (sorted) return
  order.subarray(from, to).sort((x, y) => time[x]! - time[y]! || x - y)
}
