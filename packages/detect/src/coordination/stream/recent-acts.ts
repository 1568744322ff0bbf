/**
 * The acts that a new act can still meet: for each object its recent acts in order of time, and who of them
 * is in the window.
 *
 * A presence is one account in the window of one object within one pane, with the number of its acts and
 * the sum of their times: an act in order meets presences, not acts, so that a viral object costs a step
 * for each account. An act that comes late meets acts one by one. An act that is too old for both is
 * dropped by buckets of time. Times are microseconds.
 * Memory: 64 bytes an act, 80 a presence, 32 an object.
 */
import { Lines, type LinesDump } from './lines.ts'
import { Panes, type PanesDump } from './panes.ts'

const ACT_WIDTH = 8
/** Fields of an act. */
export const ACT = {
  time: 0,
  account: 1,
  content: 2,
  newer: 3,
  older: 4,
  next: 5,
  presence: 6,
} as const

const PRESENCE_WIDTH = 10
/** Fields of a presence; `sum` is of times since `base`, which keeps it exact. */
export const PRESENCE = {
  account: 0,
  pane: 1,
  count: 2,
  base: 3,
  sum: 4,
  oldest: 5,
  newest: 6,
  previous: 7,
  next: 8,
} as const

const OBJECT_WIDTH = 5
const NEWEST = 0
const LOW = 1
const OLDEST = 2
const FIRST_PRESENCE = 3
const PRESENCES = 4

export type RecentActsDump = {
  readonly acts: LinesDump
  readonly presences: LinesDump
  readonly objects: LinesDump
  readonly size: number
  readonly buckets: PanesDump
}

export type RecentActsOptions = {
  /** Microseconds. */
  readonly window: number
  readonly paneOf: (time: number) => number
  /** Length of the buckets of time in which acts are forgotten; infinite where none is. */
  readonly bucket: number
  /** Called for each act that is forgotten. */
  readonly onForgotten: (object: number, account: number, content: number) => void
}

export class RecentActs {
  readonly acts: Lines
  readonly presences: Lines
  private readonly objects: Lines
  private readonly options: RecentActsOptions
  private readonly buckets: Panes
  private opened: number
  size: number

  constructor(options: RecentActsOptions, dump?: RecentActsDump) {
    this.options = options
    this.acts = new Lines(ACT_WIDTH, dump?.acts)
    this.presences = new Lines(PRESENCE_WIDTH, dump?.presences)
    this.objects = new Lines(OBJECT_WIDTH, dump?.objects)
    this.buckets = new Panes(dump?.buckets)
    this.opened = (dump?.objects.cells.length ?? 0) / OBJECT_WIDTH
    this.size = dump?.size ?? 0
  }

  /** Makes the line of an object number ready; one that has lost its acts is ready already. */
  open(object: number): void {
    for (; this.opened <= object; this.opened++) {
      const at = this.objects.reach(this.opened)
      this.objects.cells.fill(-1, at, at + OBJECT_WIDTH)
      this.objects.cells[at + PRESENCES] = 0
    }
  }

  /** The newest act of an object, or -1; the others hang on it by `older`. */
  newest(object: number): number {
    return this.objects.cells[object * OBJECT_WIDTH + NEWEST]!
  }

  /** Whether an act at `time` comes in order, that is, not before any other of the object. */
  isInOrder(object: number, time: number): boolean {
    const newest = this.newest(object)
    return newest < 0 || this.acts.cells[newest + ACT.time]! <= time
  }

  /** First presence of an object, or -1; they hang by `next`. */
  firstPresence(object: number): number {
    return this.objects.cells[object * OBJECT_WIDTH + FIRST_PRESENCE]!
  }

  presenceCount(object: number): number {
    return this.objects.cells[object * OBJECT_WIDTH + PRESENCES]!
  }

  /** Moves the window of an object on, so that it begins at `horizon`. */
  slide(object: number, horizon: number): void {
    const at = object * OBJECT_WIDTH
    for (;;) {
      const low = this.objects.cells[at + LOW]!
      if (low < 0 || this.acts.cells[low + ACT.time]! >= horizon) return
      this.leave(object, low)
      this.objects.cells[at + LOW] = this.acts.cells[low + ACT.newer]!
    }
  }

  /** Takes an act in; in order, the window must have been moved on to it. */
  insert(object: number, account: number, content: number, time: number): void {
    const act = this.acts.take()
    const at = object * OBJECT_WIDTH
    const { cells } = this.acts
    let newer = -1
    let older = this.objects.cells[at + NEWEST]!
    const top = older < 0 ? time : Math.max(time, cells[older + ACT.time]!)
    while (older >= 0 && cells[older + ACT.time]! > time) {
      newer = older
      older = cells[older + ACT.older]!
    }
    cells[act + ACT.time] = time
    cells[act + ACT.account] = account
    cells[act + ACT.content] = content
    cells[act + ACT.newer] = newer
    cells[act + ACT.older] = older
    cells[act + ACT.next] = -1
    cells[act + ACT.presence] = -1
    if (newer < 0) this.objects.cells[at + NEWEST] = act
    else cells[newer + ACT.older] = act
    if (older < 0) this.objects.cells[at + OLDEST] = act
    else cells[older + ACT.newer] = act
    if (time >= top - this.options.window) {
      const low = this.objects.cells[at + LOW]!
      if (low < 0 || low === newer) this.objects.cells[at + LOW] = act
      this.enter(object, act)
    }
    this.size++
    const { bucket } = this.options
    if (Number.isFinite(bucket)) this.buckets.add(Math.floor(time / bucket), object)
  }

  /** Forgets acts before `horizon`, by whole buckets. */
  forgetBefore(horizon: number): void {
    const { bucket } = this.options
    if (!Number.isFinite(bucket)) return
    for (const [number, objects] of this.buckets.takeBefore(Math.floor(horizon / bucket)))
      for (const object of objects) this.forgetOldest(object, (number + 1) * bucket)
  }

  dump(): RecentActsDump {
    return {
      acts: this.acts.dump(),
      presences: this.presences.dump(),
      objects: this.objects.dump(),
      size: this.size,
      buckets: this.buckets.dump(),
    }
  }

  private forgetOldest(object: number, horizon: number) {
    const at = object * OBJECT_WIDTH
    for (;;) {
      const oldest = this.objects.cells[at + OLDEST]!
      if (oldest < 0 || this.acts.cells[oldest + ACT.time]! >= horizon) return
      const newer = this.acts.cells[oldest + ACT.newer]!
      if (this.objects.cells[at + LOW] === oldest) {
        this.leave(object, oldest)
        this.objects.cells[at + LOW] = newer
      }
      this.objects.cells[at + OLDEST] = newer
      if (newer < 0) this.objects.cells[at + NEWEST] = -1
      else this.acts.cells[newer + ACT.older] = -1
      const { cells } = this.acts
      const [account, content] = [cells[oldest + ACT.account]!, cells[oldest + ACT.content]!]
      this.acts.release(oldest)
      this.size--
      this.options.onForgotten(object, account, content)
    }
  }

  /** Counts an act into the presence of its account; the acts of a presence hang in order of time. */
  private enter(object: number, act: number) {
    const acts = this.acts.cells
    const time = acts[act + ACT.time]!
    const at = this.reachPresence(object, acts[act + ACT.account]!, time)
    const { cells } = this.presences
    cells[at + PRESENCE.count]!++
    cells[at + PRESENCE.sum]! += time - cells[at + PRESENCE.base]!
    acts[act + ACT.presence] = at
    let before = cells[at + PRESENCE.newest]!
    if (before >= 0 && acts[before + ACT.time]! > time) {
      before = -1
      for (let k = cells[at + PRESENCE.oldest]!; acts[k + ACT.time]! <= time;) {
        before = k
        k = acts[k + ACT.next]!
      }
    }
    const after = before < 0 ? cells[at + PRESENCE.oldest]! : acts[before + ACT.next]!
    acts[act + ACT.next] = after
    if (before < 0) cells[at + PRESENCE.oldest] = act
    else acts[before + ACT.next] = act
    if (after < 0) cells[at + PRESENCE.newest] = act
  }

  /** Takes the oldest act of the window out of its presence. */
  private leave(object: number, act: number) {
    const acts = this.acts.cells
    const at = acts[act + ACT.presence]!
    const { cells } = this.presences
    acts[act + ACT.presence] = -1
    cells[at + PRESENCE.sum]! -= acts[act + ACT.time]! - cells[at + PRESENCE.base]!
    cells[at + PRESENCE.oldest] = acts[act + ACT.next]!
    if (--cells[at + PRESENCE.count]! === 0) this.dropPresence(object, at)
  }

  /** The presence of an account in the pane of `time`, made if absent. */
  private reachPresence(object: number, account: number, time: number): number {
    const line = object * OBJECT_WIDTH
    const pane = this.options.paneOf(time)
    const first = this.objects.cells[line + FIRST_PRESENCE]!
    for (let at = first; at >= 0; at = this.presences.cells[at + PRESENCE.next]!) {
      const { cells } = this.presences
      if (cells[at + PRESENCE.account] === account && cells[at + PRESENCE.pane] === pane) return at
    }
    const made = this.presences.take()
    const { cells } = this.presences
    cells.set([account, pane, 0, time, 0, -1, -1, -1, first], made)
    if (first >= 0) cells[first + PRESENCE.previous] = made
    this.objects.cells[line + FIRST_PRESENCE] = made
    this.objects.cells[line + PRESENCES]!++
    return made
  }

  private dropPresence(object: number, at: number) {
    const { cells } = this.presences
    const [previous, next] = [cells[at + PRESENCE.previous]!, cells[at + PRESENCE.next]!]
    if (previous < 0) this.objects.cells[object * OBJECT_WIDTH + FIRST_PRESENCE] = next
    else cells[previous + PRESENCE.next] = next
    if (next >= 0) cells[next + PRESENCE.previous] = previous
    this.presences.release(at)
    this.objects.cells[object * OBJECT_WIDTH + PRESENCES]!--
  }
}
