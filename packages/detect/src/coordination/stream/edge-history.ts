/**
 * Edges that can be forgotten: every count of a pair of accounts is kept by pane of time, so that a pane
 * that grows too old takes its share away without a recount.
 *
 * An edge owns one span for each pane it has pairs in (weight, lags, first and last), and is read by adding
 * its spans up. Distinct things (objects, posts of a side) are bonds: a bond remembers the newest pane it
 * was seen in and ends with it. Cost: constant for a pair of posts; reading an edge costs its spans.
 * Memory: about 130 bytes an edge, 70 a span, 50 a bond beyond an edge's first.
 */
import type { CountingMode } from '../options.ts'
import { Bonds, type BondsDump } from './bonds.ts'
import type { CountedNames } from './counted-names.ts'
import { Lines, type LinesDump } from './lines.ts'
import { PAIR_BASE, PairIndex, toPairKey, type PairIndexDump } from './pair-index.ts'
import { CHANGED, EDGE_LINE, SPAN_LINE, STANDS } from './edge-lines.ts'
import { Panes, type PanesDump } from './panes.ts'

/** What two accounts, by number, did together in the history; times and lags in microseconds. */
export type EdgeCounts = {
  /** Names the pair until it has ended. */
  readonly key: number
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
export type Meeting = {
  weight: number
  lagSum: number
  lagMin: number
  first: number
  last: number
}

export type EdgeHistoryDump = {
  readonly edges: LinesDump
  readonly spans: LinesDump
  readonly byPair: PairIndexDump
  readonly spansOf: PanesDump
  readonly bonds: readonly BondsDump[]
}

type Names = Record<'accounts' | 'objects' | 'contents', CountedNames>

export class EdgeHistory {
  private readonly edges: Lines
  private readonly spans: Lines
  private readonly byPair: PairIndex
  private readonly objectBonds: Bonds
  /** Owned by the sides of edges: twice the edge's number, plus 1 for b. */
  private readonly contentBonds: Bonds
  private readonly spansOf: Panes
  private readonly names: Names
  private changed: number[] = []
  private ended: number[] = []

  constructor(names: Names, dump?: EdgeHistoryDump) {
    this.names = names
    this.edges = new Lines(EDGE_LINE.width, dump?.edges)
    this.spans = new Lines(SPAN_LINE.width, dump?.spans)
    this.byPair = new PairIndex(dump?.byPair)
    this.objectBonds = new Bonds(names.objects, dump?.bonds[0])
    this.contentBonds = new Bonds(names.contents, dump?.bonds[1])
    this.spansOf = new Panes(dump?.spansOf)
  }

  get size(): number {
    return this.byPair.size
  }

  /** Records a meeting of two accounts on `object`; returns the edge for `bondContent`. */
  record(x: number, y: number, object: number, pane: number, meeting: Meeting): number {
    const edge = this.upsert(x, y)
    const span = this.spanOf(edge, pane)
    const { cells } = this.spans
    cells[span + SPAN_LINE.weight]! += meeting.weight
    cells[span + SPAN_LINE.lagSum]! += meeting.lagSum
    if (meeting.lagMin < cells[span + SPAN_LINE.lagMin]!)
      cells[span + SPAN_LINE.lagMin] = meeting.lagMin
    if (meeting.first < cells[span + SPAN_LINE.first]!)
      cells[span + SPAN_LINE.first] = meeting.first
    if (meeting.last > cells[span + SPAN_LINE.last]!) cells[span + SPAN_LINE.last] = meeting.last
    this.bondObject(edge, object, pane)
    this.note(edge)
    return edge
  }

  /** The edge of two accounts that have met. */
  find(x: number, y: number): number {
    return this.byPair.get(x < y ? toPairKey(x, y) : toPairKey(y, x)) * EDGE_LINE.width
  }

  /** Counts a post of `account` for its side of the edge, once. */
  bondContent(edge: number, account: number, content: number, pane: number): void {
    const isA = Math.floor(this.edges.cells[edge + EDGE_LINE.key]! / PAIR_BASE) === account
    const side = (edge / EDGE_LINE.width) * 2 + (isA ? 0 : 1)
    if (this.contentBonds.see(side, content, pane))
      this.edges.cells[edge + EDGE_LINE.contents + (isA ? 0 : 1)]!++
  }

  /** Forgets every pane before `pane`. */
  expireBefore(pane: number): void {
    const { cells } = this.edges
    const { width, objects, contents } = EDGE_LINE
    this.objectBonds.expireBefore(pane, (edge) => cells[edge * width + objects]!--)
    this.contentBonds.expireBefore(
      pane,
      (side) => cells[(side >>> 1) * width + contents + (side & 1)]!--,
    )
    for (const [, spans] of this.spansOf.takeBefore(pane))
      for (const span of spans) this.dropSpan(span)
  }

  /**
   * What became of the edges that changed since the last call: those that stand (by `mode`, at `least`),
   * and the keys of those that stood and do no longer.
   */
  takeChanges(mode: CountingMode, least: number): { standing: EdgeCounts[]; fallen: number[] } {
    const { cells } = this.edges
    const fallen = this.ended
    const standing: EdgeCounts[] = []
    for (const edge of this.changed) {
      const flags = cells[edge + EDGE_LINE.flags]!
      // A line may have been given to another edge, which then waits here too.
      if ((flags & CHANGED) === 0) continue
      const stands = this.weigh(edge, mode) >= least
      if (stands) standing.push(this.sum(edge))
      else if ((flags & STANDS) !== 0) fallen.push(cells[edge + EDGE_LINE.key]!)
      cells[edge + EDGE_LINE.flags] = stands ? STANDS : 0
    }
    this.changed = []
    this.ended = []
    return { standing, fallen }
  }

  /** Every edge of the history that stands. */
  *all(mode: CountingMode, least: number): Generator<EdgeCounts> {
    for (const number of this.byPair.values())
      if (this.weigh(number * EDGE_LINE.width, mode) >= least)
        yield this.sum(number * EDGE_LINE.width)
  }

  dump(): EdgeHistoryDump {
    return {
      edges: this.edges.dump(),
      spans: this.spans.dump(),
      byPair: this.byPair.dump(),
      spansOf: this.spansOf.dump(),
      bonds: [this.objectBonds.dump(), this.contentBonds.dump()],
    }
  }

  /** Puts an edge on the list of changed ones, once. */
  private note(edge: number) {
    const flags = this.edges.cells[edge + EDGE_LINE.flags]!
    if ((flags & CHANGED) !== 0) return
    this.edges.cells[edge + EDGE_LINE.flags] = flags | CHANGED
    this.changed.push(edge)
  }

  /** The number an edge is judged by, most often without a look at its spans. */
  private weigh(edge: number, mode: CountingMode): number {
    const { cells } = this.edges
    if (mode === 'objects') return cells[edge + EDGE_LINE.objects]!
    if (mode === 'contents')
      return Math.min(cells[edge + EDGE_LINE.contents]!, cells[edge + EDGE_LINE.contents + 1]!)
    return this.sum(edge).pairs
  }

  private sum(edge: number): EdgeCounts {
    const { cells } = this.spans
    const line = this.edges.cells
    const key = line[edge + EDGE_LINE.key]!
    const a = Math.floor(key / PAIR_BASE)
    let pairs = 0
    let lagSum = 0
    let lagMin = Infinity
    let first = Infinity
    let last = -Infinity
    for (let at = line[edge + EDGE_LINE.newestSpan]!; at >= 0; at = cells[at + SPAN_LINE.older]!) {
      pairs += cells[at + SPAN_LINE.weight]!
      lagSum += cells[at + SPAN_LINE.lagSum]!
      lagMin = Math.min(lagMin, cells[at + SPAN_LINE.lagMin]!)
      first = Math.min(first, cells[at + SPAN_LINE.first]!)
      last = Math.max(last, cells[at + SPAN_LINE.last]!)
    }
    return {
      key,
      a,
      b: key - a * PAIR_BASE,
      pairs,
      objects: line[edge + EDGE_LINE.objects]!,
      contentsA: line[edge + EDGE_LINE.contents]!,
      contentsB: line[edge + EDGE_LINE.contents + 1]!,
      lagSum,
      lagMin,
      first,
      last,
    }
  }

  private upsert(x: number, y: number): number {
    const key = x < y ? toPairKey(x, y) : toPairKey(y, x)
    const found = this.byPair.get(key)
    if (found >= 0) return found * EDGE_LINE.width
    const edge = this.edges.take()
    this.edges.cells.fill(0, edge, edge + EDGE_LINE.width)
    this.edges.cells[edge + EDGE_LINE.key] = key
    this.edges.cells[edge + EDGE_LINE.newestSpan] = -1
    this.edges.cells[edge + EDGE_LINE.ownObject] = -1
    this.byPair.set(key, edge / EDGE_LINE.width)
    this.names.accounts.retainNumber(x)
    this.names.accounts.retainNumber(y)
    return edge
  }

  /** The span of a pane; spans hang newest first. */
  private spanOf(edge: number, pane: number): number {
    let newer = -1
    let at = this.edges.cells[edge + EDGE_LINE.newestSpan]!
    while (at >= 0 && this.spans.cells[at + SPAN_LINE.pane]! > pane) {
      newer = at
      at = this.spans.cells[at + SPAN_LINE.older]!
    }
    if (at >= 0 && this.spans.cells[at + SPAN_LINE.pane] === pane) return at
    const made = this.spans.take()
    const { cells } = this.spans
    cells[made + SPAN_LINE.owner] = edge
    cells[made + SPAN_LINE.pane] = pane
    cells[made + SPAN_LINE.older] = at
    cells[made + SPAN_LINE.weight] = 0
    cells[made + SPAN_LINE.lagSum] = 0
    cells[made + SPAN_LINE.lagMin] = Infinity
    cells[made + SPAN_LINE.first] = Infinity
    cells[made + SPAN_LINE.last] = -Infinity
    if (newer >= 0) cells[newer + SPAN_LINE.older] = made
    else this.edges.cells[edge + EDGE_LINE.newestSpan] = made
    this.spansOf.add(pane, made)
    return made
  }

  private bondObject(edge: number, object: number, pane: number) {
    const { cells } = this.edges
    const own = cells[edge + EDGE_LINE.ownObject]!
    if (own === object) {
      if (pane > cells[edge + EDGE_LINE.ownPane]!) cells[edge + EDGE_LINE.ownPane] = pane
      return
    }
    const number = edge / EDGE_LINE.width
    const isAlone = cells[edge + EDGE_LINE.objects] === 0
    if (own < 0 && (isAlone || !this.objectBonds.has(number, object))) {
      this.names.objects.retainNumber(object)
      cells[edge + EDGE_LINE.ownObject] = object
      cells[edge + EDGE_LINE.ownPane] = pane
      cells[edge + EDGE_LINE.objects]!++
    } else if (this.objectBonds.see(number, object, pane)) cells[edge + EDGE_LINE.objects]!++
  }

  /** Ends the bond that an edge keeps itself, with the pane it was seen in last. */
  private unbindOwn(edge: number, pane: number) {
    const { cells } = this.edges
    const own = cells[edge + EDGE_LINE.ownObject]!
    if (own < 0 || cells[edge + EDGE_LINE.ownPane] !== pane) return
    cells[edge + EDGE_LINE.ownObject] = -1
    cells[edge + EDGE_LINE.objects]!--
    this.names.objects.release(own)
  }

  /** A span of the oldest pane is the last of its edge. */
  private dropSpan(span: number) {
    const edge = this.spans.cells[span + SPAN_LINE.owner]!
    const { cells } = this.edges
    this.unbindOwn(edge, this.spans.cells[span + SPAN_LINE.pane]!)
    const key = cells[edge + EDGE_LINE.key]!
    let at = cells[edge + EDGE_LINE.newestSpan]!
    if (at === span) {
      this.byPair.delete(key)
      if ((cells[edge + EDGE_LINE.flags]! & STANDS) !== 0) this.ended.push(key)
      cells[edge + EDGE_LINE.flags] = 0
      this.names.accounts.release(Math.floor(key / PAIR_BASE))
      this.names.accounts.release(key % PAIR_BASE)
      this.edges.release(edge)
    } else {
      while (this.spans.cells[at + SPAN_LINE.older] !== span)
        at = this.spans.cells[at + SPAN_LINE.older]!
      this.spans.cells[at + SPAN_LINE.older] = -1
      this.note(edge)
    }
    this.spans.release(span)
  }
}
