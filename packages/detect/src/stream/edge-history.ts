/**
 * Edges that can be forgotten: every count of a pair of accounts is kept by pane of time, so that a pane
 * that grows too old takes its share away without a recount.
 *
 * An edge owns one span for each pane it has pairs in (weight, lags, first and last), and is read by adding
 * its spans up. Distinct things (objects, posts of a side) are bonds: a bond remembers the newest pane it
 * was seen in and ends with it. Cost: constant for a pair of posts; reading an edge costs its spans.
 * Memory: about 100 bytes an edge, 64 a span, 30 a bond.
 */
import { CountedNames } from './counted-names.ts'
import { Lines, type LinesDump } from './lines.ts'
import { PAIR_BASE, PairIndex, toPairKey, type PairIndexDump } from './pair-index.ts'
import { Panes, type PanesDump } from './panes.ts'

const EDGE_WIDTH = 8
const KEY = 0
const NEWEST_SPAN = 1
const OBJECTS = 2
const CONTENTS = 3 // and 4: posts of a, posts of b
const CHANGED = 5
const LAST_OBJECT = 6
const LAST_PANE = 7

const SPAN_WIDTH = 8
const OWNER = 0
const PANE = 1
const OLDER = 2
const WEIGHT = 3
const LAG_SUM = 4
const LAG_MIN = 5
const FIRST = 6
const LAST = 7

/** What two accounts, by number, did together in the history; times and lags in microseconds. */
export interface EdgeCounts {
  readonly a: number
  readonly b: number
  readonly pairs: number
  readonly objects: number
  readonly contentsA: number
  readonly contentsB: number
  readonly lagSum: number
  readonly lagMin: number
  readonly first: number
  readonly last: number
}

/** Pairs of posts of one edge on one object whose earlier posts lie in one pane. */
export interface Meeting {
  weight: number
  lagSum: number
  lagMin: number
  first: number
  last: number
}

export interface EdgeHistoryDump {
  readonly edges: LinesDump
  readonly spans: LinesDump
  readonly indexes: readonly PairIndexDump[]
  readonly panes: readonly PanesDump[]
}

type Names = Record<'accounts' | 'objects' | 'contents', CountedNames>

export class EdgeHistory {
  private readonly edges: Lines
  private readonly spans: Lines
  private readonly byPair: PairIndex
  private readonly objectBonds: PairIndex
  private readonly contentBonds: PairIndex
  private readonly spansOf: Panes
  private readonly objectBondsOf: Panes
  private readonly contentBondsOf: Panes
  private readonly names: Names
  private changed: number[] = []
  private ended: number[] = []

  constructor(names: Names, dump?: EdgeHistoryDump) {
    this.names = names
    this.edges = new Lines(EDGE_WIDTH, dump?.edges)
    this.spans = new Lines(SPAN_WIDTH, dump?.spans)
    this.byPair = new PairIndex(dump?.indexes[0])
    this.objectBonds = new PairIndex(dump?.indexes[1])
    this.contentBonds = new PairIndex(dump?.indexes[2])
    this.spansOf = new Panes(dump?.panes[0])
    this.objectBondsOf = new Panes(dump?.panes[1])
    this.contentBondsOf = new Panes(dump?.panes[2])
  }

  get size(): number {
    return this.byPair.size
  }

  /** Records a meeting of two accounts on `object`; returns the edge for `bondContent`. */
  record(x: number, y: number, object: number, pane: number, meeting: Meeting): number {
    const edge = this.upsert(x, y)
    const span = this.spanOf(edge, pane)
    const { cells } = this.spans
    cells[span + WEIGHT]! += meeting.weight
    cells[span + LAG_SUM]! += meeting.lagSum
    if (meeting.lagMin < cells[span + LAG_MIN]!) cells[span + LAG_MIN] = meeting.lagMin
    if (meeting.first < cells[span + FIRST]!) cells[span + FIRST] = meeting.first
    if (meeting.last > cells[span + LAST]!) cells[span + LAST] = meeting.last
    this.bondObject(edge, object, pane)
    if (this.edges.cells[edge + CHANGED] === 0) {
      this.edges.cells[edge + CHANGED] = 1
      this.changed.push(this.edges.cells[edge + KEY]!)
    }
    return edge
  }

  /** The edge of two accounts that have met. */
  find(x: number, y: number): number {
    return this.byPair.get(x < y ? toPairKey(x, y) : toPairKey(y, x)) * EDGE_WIDTH
  }

  /** Counts a post of `account` for its side of the edge, once. */
  bondContent(edge: number, account: number, content: number, pane: number): void {
    const isA = Math.floor(this.edges.cells[edge + KEY]! / PAIR_BASE) === account
    const side = (edge / EDGE_WIDTH) * 2 + (isA ? 0 : 1)
    const key = toPairKey(side, content)
    const known = this.contentBonds.get(key)
    if (known >= pane) return
    this.contentBonds.set(key, pane)
    this.contentBondsOf.add(pane, key)
    if (known >= 0) return
    this.names.contents.retainNumber(content)
    this.edges.cells[edge + CONTENTS + (isA ? 0 : 1)]!++
  }

  /** Forgets every pane before `pane`. */
  expireBefore(pane: number): void {
    for (const [old, keys] of this.objectBondsOf.takeBefore(pane))
      for (const key of keys) this.unbind(this.objectBonds, key, old, (edge) => edge + OBJECTS)
    for (const [old, keys] of this.contentBondsOf.takeBefore(pane))
      for (const key of keys)
        this.unbind(this.contentBonds, key, old, (edge, side) => edge + CONTENTS + side)
    for (const [, spans] of this.spansOf.takeBefore(pane))
      for (const span of spans) this.dropSpan(span)
  }

  /** Keys of the pairs that changed since the last call, and of those that ended in between. */
  takeChanges(): { changed: number[]; ended: number[] } {
    const { ended } = this
    const changed = this.changed.filter((key) => {
      const edge = this.byPair.get(key)
      if (edge < 0 || this.edges.cells[edge * EDGE_WIDTH + CHANGED] === 0) return false
      this.edges.cells[edge * EDGE_WIDTH + CHANGED] = 0
      return true
    })
    this.changed = []
    this.ended = []
    return { changed, ended }
  }

  /** The sum over the spans of an edge, or null where the pair has none. */
  read(key: number): EdgeCounts | null {
    const number = this.byPair.get(key)
    return number < 0 ? null : this.sum(number * EDGE_WIDTH)
  }

  *all(): Generator<EdgeCounts> {
    for (const [, number] of this.byPair.entries()) yield this.sum(number * EDGE_WIDTH)
  }

  dump(): EdgeHistoryDump {
    return {
      edges: this.edges.dump(),
      spans: this.spans.dump(),
      indexes: [this.byPair, this.objectBonds, this.contentBonds].map((index) => index.dump()),
      panes: [this.spansOf, this.objectBondsOf, this.contentBondsOf].map((panes) => panes.dump()),
    }
  }

  private sum(edge: number): EdgeCounts {
    const { cells } = this.spans
    const line = this.edges.cells
    const a = Math.floor(line[edge + KEY]! / PAIR_BASE)
    let pairs = 0
    let lagSum = 0
    let lagMin = Infinity
    let first = Infinity
    let last = -Infinity
    for (let at = line[edge + NEWEST_SPAN]!; at >= 0; at = cells[at + OLDER]!) {
      pairs += cells[at + WEIGHT]!
      lagSum += cells[at + LAG_SUM]!
      lagMin = Math.min(lagMin, cells[at + LAG_MIN]!)
      first = Math.min(first, cells[at + FIRST]!)
      last = Math.max(last, cells[at + LAST]!)
    }
    return {
      a,
      b: line[edge + KEY]! - a * PAIR_BASE,
      pairs,
      objects: line[edge + OBJECTS]!,
      contentsA: line[edge + CONTENTS]!,
      contentsB: line[edge + CONTENTS + 1]!,
      lagSum,
      lagMin,
      first,
      last,
    }
  }

  private upsert(x: number, y: number): number {
    const key = x < y ? toPairKey(x, y) : toPairKey(y, x)
    const found = this.byPair.get(key)
    if (found >= 0) return found * EDGE_WIDTH
    const edge = this.edges.take()
    this.edges.cells.fill(0, edge, edge + EDGE_WIDTH)
    this.edges.cells[edge + KEY] = key
    this.edges.cells[edge + NEWEST_SPAN] = -1
    this.edges.cells[edge + LAST_OBJECT] = -1
    this.byPair.set(key, edge / EDGE_WIDTH)
    this.names.accounts.retainNumber(x)
    this.names.accounts.retainNumber(y)
    return edge
  }

  /** The span of a pane; spans hang newest first. */
  private spanOf(edge: number, pane: number): number {
    let newer = -1
    let at = this.edges.cells[edge + NEWEST_SPAN]!
    while (at >= 0 && this.spans.cells[at + PANE]! > pane) {
      newer = at
      at = this.spans.cells[at + OLDER]!
    }
    if (at >= 0 && this.spans.cells[at + PANE] === pane) return at
    const made = this.spans.take()
    const { cells } = this.spans
    cells[made + OWNER] = edge
    cells[made + PANE] = pane
    cells[made + OLDER] = at
    cells[made + WEIGHT] = 0
    cells[made + LAG_SUM] = 0
    cells[made + LAG_MIN] = Infinity
    cells[made + FIRST] = Infinity
    cells[made + LAST] = -Infinity
    if (newer >= 0) cells[newer + OLDER] = made
    else this.edges.cells[edge + NEWEST_SPAN] = made
    this.spansOf.add(pane, made)
    return made
  }

  private bondObject(edge: number, object: number, pane: number) {
    const { cells } = this.edges
    if (cells[edge + LAST_OBJECT] === object && cells[edge + LAST_PANE]! >= pane) return
    cells[edge + LAST_OBJECT] = object
    cells[edge + LAST_PANE] = pane
    const key = toPairKey(edge / EDGE_WIDTH, object)
    const known = this.objectBonds.get(key)
    if (known >= pane) return
    this.objectBonds.set(key, pane)
    this.objectBondsOf.add(pane, key)
    if (known >= 0) return
    this.names.objects.retainNumber(object)
    cells[edge + OBJECTS]!++
  }

  private unbind(
    bonds: PairIndex,
    key: number,
    pane: number,
    counter: (edge: number, side: 0 | 1) => number,
  ) {
    if (bonds.get(key) !== pane) return
    bonds.delete(key)
    const owner = Math.floor(key / PAIR_BASE)
    const thing = key - owner * PAIR_BASE
    const isContent = bonds === this.contentBonds
    const edge = (isContent ? owner >>> 1 : owner) * EDGE_WIDTH
    this.edges.cells[counter(edge, (owner & 1) as 0 | 1)]!--
    if (!isContent && this.edges.cells[edge + LAST_OBJECT] === thing)
      this.edges.cells[edge + LAST_OBJECT] = -1
    ;(isContent ? this.names.contents : this.names.objects).release(thing)
  }

  /** A span of the oldest pane is the last of its edge. */
  private dropSpan(span: number) {
    const edge = this.spans.cells[span + OWNER]!
    const { cells } = this.edges
    const key = cells[edge + KEY]!
    let at = cells[edge + NEWEST_SPAN]!
    if (at === span) {
      this.byPair.delete(key)
      this.ended.push(key)
      this.names.accounts.release(Math.floor(key / PAIR_BASE))
      this.names.accounts.release(key % PAIR_BASE)
      this.edges.release(edge)
    } else {
      while (this.spans.cells[at + OLDER] !== span) at = this.spans.cells[at + OLDER]!
      this.spans.cells[at + OLDER] = -1
      if (cells[edge + CHANGED] === 0) {
        cells[edge + CHANGED] = 1
        this.changed.push(key)
      }
    }
    this.spans.release(span)
  }
}
