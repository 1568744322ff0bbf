/** A range of time that was chosen on the time line, and what of a finding touches it. Pure. */
import type { Evidence, NetworkDocument } from '@tocsin/api'
import type { Timeline } from './timeline.ts'

/** Milliseconds since 1970; `to` is not part of it. */
export type Range = { from: number; to: number }

export type Touched = {
  range: Range
  /** Places of accounts in `members`: of a pair or a post that touches the range. */
  members: ReadonlySet<number>
  /** Places of pairs in `edges` whose time in step, from the first to the last, touches the range. */
  edges: ReadonlySet<number>
  /** Shared things with the posts of the document that lie in the range; those that do not touch it are left out. */
  evidence: Evidence[]
}

/** The bars of a time line that a range on it covers: the first, and the one after the last. */
export type Bars = { first: number; end: number }

export function toRange({ from, binSeconds }: Timeline, bars: Bars): Range {
  const start = Date.parse(from)
  const step = binSeconds * 1000
  return { from: start + bars.first * step, to: start + bars.end * step }
}

/** The bars between two places on the axis, each bar drawn from its beginning to its end, in seconds; at least one, and none beyond the ends. */
export function toBars({ from, binSeconds, counts }: Timeline, left: number, right: number): Bars {
  const place = (seconds: number) => (seconds - Date.parse(from) / 1000) / binSeconds
  const first = Math.min(Math.max(0, Math.floor(place(left))), counts.length - 1)
  const end = Math.min(Math.max(first + 1, Math.ceil(place(right))), counts.length)
  return { first, end }
}

function touches({ from, to }: Range, first: string, last: string): boolean {
  return Date.parse(first) < to && Date.parse(last) >= from
}

/**
 * What of a finding touches a range. A pair is known by its first and last time in step alone, so one that touches the range may
 * have done nothing in it; of posts only those that the document holds are known.
 */
export function touchedBy(finding: NetworkDocument, range: Range): Touched {
  const edges = new Set<number>()
  const members = new Set<number>()
  for (const [place, { a, b, first, last }] of finding.edges.entries()) {
    if (!touches(range, first, last)) continue
    edges.add(place)
    members.add(a).add(b)
  }
  const placeOf = new Map(finding.members.map(({ account }, place) => [account, place]))
  const evidence = finding.evidence
    .filter(({ first, last }) => touches(range, first, last))
    .map((one) => ({ ...one, rows: one.rows.filter(({ at }) => touches(range, at, at)) }))
  for (const { rows } of evidence)
    for (const { account } of rows) {
      const place = placeOf.get(account)
      if (place !== undefined) members.add(place)
    }
  return { range, members, edges, evidence }
}

/** The finding as far as it touches the range: what tables and posts show. Its totals stay those of the whole. */
export function narrowed(finding: NetworkDocument, touched: Touched | undefined): NetworkDocument {
  return touched ? { ...finding, evidence: touched.evidence } : finding
}
