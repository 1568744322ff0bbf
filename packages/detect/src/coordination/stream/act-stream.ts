/**
 * Incremental co-action count: acts are appended one by one, and the edges are at every moment what the
 * kernel would count over all acts of the history (see coaction.ts for the definition).
 *
 * An act in order of its object adds, for each account present in the window, that account's acts at once;
 * one that comes late (by no more than `lateness` behind the newest of the stream) meets the acts on both
 * sides one by one. The history is a whole number of panes: a pair of posts is in it while its earlier post
 * is. Cost: accounts in the window for an act in order, acts in the window for a late one.
 * Memory: acts of window + lateness, edges of the history.
 */
import { CountedNames, type NamesDump } from './counted-names.ts'
import { EdgeHistory, type EdgeHistoryDump, type Meeting } from './edge-history.ts'
import { ACT, PRESENCE, RecentActs, type RecentActsDump } from './recent-acts.ts'

/** All lengths in microseconds. */
export type ActStreamOptions = {
  readonly window: number
  readonly lateness: number
  /** Length of a pane and number of panes kept; an infinite pane keeps everything. */
  readonly pane: number
  readonly panes: number
  /** Whether each side's distinct posts are counted. */
  readonly contents: boolean
  /** Above this many accounts in the window of an object its acts are not counted. */
  readonly crowd: number
}

export type ActStreamDump = {
  readonly objects: NamesDump
  readonly contents: NamesDump
  readonly recent: RecentActsDump
  readonly history: EdgeHistoryDump
}

/** Buckets in which acts are forgotten: a finer grain forgets sooner and keeps longer lists. */
const BUCKETS = 64

export class ActStream {
  readonly history: EdgeHistory
  private readonly options: ActStreamOptions
  private readonly accounts: CountedNames
  private readonly objects: CountedNames
  private readonly contents: CountedNames
  private readonly recent: RecentActs
  /** One object for all calls, so that a meeting costs no memory. */
  private readonly meeting: Meeting = { weight: 0, lagSum: 0, lagMin: 0, first: 0, last: 0 }

  constructor(options: ActStreamOptions, accounts: CountedNames, dump?: ActStreamDump) {
    this.options = options
    this.accounts = accounts
    this.objects = dump
      ? CountedNames.restore('objects', dump.objects)
      : new CountedNames('objects')
    this.contents = dump ? CountedNames.restore('posts', dump.contents) : new CountedNames('posts')
    const { objects, contents } = this
    this.history = new EdgeHistory({ accounts, objects, contents }, dump?.history)
    this.recent = new RecentActs(
      {
        window: options.window,
        paneOf: this.paneOf.bind(this),
        bucket: Math.max(1, Math.ceil((options.window + options.lateness) / BUCKETS)),
        onForgotten: (object, account, content) => {
          objects.release(object)
          accounts.release(account)
          if (content >= 0) contents.release(content)
        },
      },
      dump?.recent,
    )
  }

  /** Acts that are remembered whole. */
  get acts(): number {
    return this.recent.size
  }

  /** Forgets what is too old once the newest act of the stream is at `newest`. */
  advance(newest: number): void {
    this.recent.forgetBefore(newest - this.options.lateness - this.options.window)
    this.history.expireBefore(this.paneOf(newest) - this.options.panes + 1)
  }

  /**
   * Appends an act; acts of one post have the same `content`, a post without a name has none. The caller
   * drops acts beyond the lateness. Returns false where the object is too crowded to be counted.
   */
  append(
    accountName: string,
    objectName: string,
    contentName: string | null,
    time: number,
  ): boolean {
    const account = this.accounts.retain(accountName)
    const object = this.objects.retain(objectName)
    const content = this.numberContent(contentName)
    this.recent.open(object)
    const inOrder = this.recent.isInOrder(object, time)
    if (inOrder) this.recent.slide(object, time - this.options.window)
    const counted = this.recent.presenceCount(object) <= this.options.crowd
    if (counted && inOrder) this.meetPresent(object, account, content, time)
    else if (counted) this.meetEach(object, account, content, time)
    this.recent.insert(object, account, content, time)
    return counted
  }

  dump(): ActStreamDump {
    return {
      objects: this.objects.dump(),
      contents: this.contents.dump(),
      recent: this.recent.dump(),
      history: this.history.dump(),
    }
  }

  private paneOf(time: number): number {
    return Number.isFinite(this.options.pane) ? Math.floor(time / this.options.pane) : 0
  }

  private numberContent(name: string | null): number {
    if (!this.options.contents) return -1
    return name === null ? this.contents.retainNameless() : this.contents.retain(name)
  }

  private meetPresent(object: number, account: number, content: number, time: number) {
    const { recent, meeting } = this
    const now = this.paneOf(time)
    let known = false
    for (let at = recent.firstPresence(object); at >= 0;) {
      const { cells } = recent.presences
      const acts = recent.acts.cells
      const other = cells[at + PRESENCE.account]!
      const pane = cells[at + PRESENCE.pane]!
      if (other === account) known ||= pane === now
      else {
        const count = cells[at + PRESENCE.count]!
        meeting.weight = count
        meeting.lagSum = count * (time - cells[at + PRESENCE.base]!) - cells[at + PRESENCE.sum]!
        meeting.lagMin = time - acts[cells[at + PRESENCE.newest]! + ACT.time]!
        meeting.first = acts[cells[at + PRESENCE.oldest]! + ACT.time]!
        meeting.last = time
        const edge = this.history.record(account, other, object, pane, meeting)
        if (content >= 0) this.history.bondContent(edge, account, content, pane)
      }
      at = cells[at + PRESENCE.next]!
    }
    // Who is in this pane of the window already has met every post in it.
    if (content >= 0 && !known) this.bondPresent(object, account)
  }

  /** Counts the posts in the window for the side of their own accounts. */
  private bondPresent(object: number, account: number) {
    const { recent, history } = this
    const { cells } = recent.presences
    const acts = recent.acts.cells
    for (let at = recent.firstPresence(object); at >= 0; at = cells[at + PRESENCE.next]!) {
      const other = cells[at + PRESENCE.account]!
      if (other === account) continue
      const edge = history.find(account, other)
      for (let k = cells[at + PRESENCE.oldest]!; k >= 0; k = acts[k + ACT.next]!)
        history.bondContent(edge, other, acts[k + ACT.content]!, cells[at + PRESENCE.pane]!)
    }
  }

  /** Meets the acts of the window on both sides of a time that has passed. */
  private meetEach(object: number, account: number, content: number, time: number) {
    const { recent, meeting, options } = this
    const acts = recent.acts.cells
    meeting.weight = 1
    for (let at = recent.newest(object); at >= 0; at = acts[at + ACT.older]!) {
      const then = acts[at + ACT.time]!
      if (then > time + options.window) continue
      if (then < time - options.window) break
      const other = acts[at + ACT.account]!
      if (other === account) continue
      meeting.first = Math.min(then, time)
      meeting.last = Math.max(then, time)
      meeting.lagSum = meeting.last - meeting.first
      meeting.lagMin = meeting.lagSum
      const pane = this.paneOf(meeting.first)
      const edge = this.history.record(account, other, object, pane, meeting)
      if (content < 0) continue
      this.history.bondContent(edge, account, content, pane)
      this.history.bondContent(edge, other, acts[at + ACT.content]!, pane)
    }
  }
}
