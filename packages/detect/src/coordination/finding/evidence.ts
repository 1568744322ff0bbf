/** What a network shared in step, the most telling objects first, and when. */
import { toSeconds, type Acts } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { Evidence, EvidenceRow, Timeline, TraceShare } from '../network-finding.ts'
import type { Trace } from '../../activity/trace.ts'
import { compareNames } from '../../name-order.ts'
import { groupBy } from '../../group-by.ts'

/** At most this many objects, rows of each, and characters of a post in one finding. */
export const LIMITS = { objects: 25, rows: 40, excerpt: 160, members: 5000, edges: 20000 }

const BINS = [60, 300, 900, 3600, 4 * 3600, 86400, 7 * 86400, 30 * 86400]
const MOST_BINS = 240

/** Rows in step, by network and object: the raw material of evidence. */
export type SteppedRows = {
  /** Row numbers of the network, in order of object and time. */
  readonly rows: Int32Array
  /** For each of `rows` its object. */
  readonly objects: Int32Array
}

/** Sorts the rows in step to their networks in one pass. */
export function groupSteps(
  acts: Acts,
  network: Int32Array,
  networks: number,
  steps: Uint8Array,
): SteppedRows[] {
  const counts = new Int32Array(networks)
  for (let i = 0; i < acts.rows; i++) if (steps[i] === 1) counts[network[acts.account[i]!]!]!++
  const groups = Array.from(counts, (count) => ({
    rows: new Int32Array(count),
    objects: new Int32Array(count),
  }))
  counts.fill(0)
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    for (let i = acts.objectStart[o]!; i < acts.objectStart[o + 1]!; i++) {
      if (steps[i] !== 1) continue
      const n = network[acts.account[i]!]!
      groups[n]!.rows[counts[n]!] = i
      groups[n]!.objects[counts[n]!++] = o
    }
  return groups
}

/** Evidence of one network: objects that many members and few others used come first. */
export function toEvidence(
  encoded: EncodedActs,
  { rows, objects }: SteppedRows,
  { everyone, traceOf }: { everyone: Acts; traceOf: (object: number) => Trace },
): { evidence: Evidence[]; total: number } {
  const { acts } = encoded
  const entries: { object: number; from: number; to: number; members: number; overall: number }[] =
    []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const object = objects[from]!
    while (to < rows.length && objects[to] === object) to++
    const members = new Set(rows.subarray(from, to).map((row) => acts.account[row]!)).size
    const overall = countUsers(everyone, object)
    entries.push({ object, from, to, members, overall })
  }
  const weight = (entry: (typeof entries)[number]) =>
    ((entry.members - 1) * entry.members) / (1 + entry.overall - entry.members)
  const name = (entry: (typeof entries)[number]) => encoded.objectName(entry.object)
  entries.sort((x, y) => weight(y) - weight(x) || y.to - y.from - (x.to - x.from))
  const shortlist = entries
    .slice(0, LIMITS.objects * 2)
    .sort(
      (x, y) =>
        weight(y) - weight(x) || y.to - y.from - (x.to - x.from) || compareNames(name(x), name(y)),
    )
    .slice(0, LIMITS.objects)
  const evidence = shortlist.map((entry) => ({
    object: name(entry).slice(0, 500),
    accounts: entry.members,
    posts: entry.to - entry.from,
    first: toInstant(toSeconds(acts, acts.time[rows[entry.from]!]!)),
    last: toInstant(toSeconds(acts, acts.time[rows[entry.to - 1]!]!)),
    accountsOverall: entry.overall,
    trace: traceOf(entry.object),
    rows: toRows(encoded, rows.subarray(entry.from, entry.to)),
    rowsTotal: entry.to - entry.from,
  }))
  return { evidence, total: entries.length }
}

/** How many accounts acted on an object; kept, for every network asks it of a thing that a million acts are on. */
export function countUsers(acts: Acts, object: number): number {
  let known = userCounts.get(acts)
  if (known === undefined) userCounts.set(acts, (known = new Map()))
  const counted = known.get(object)
  if (counted !== undefined) return counted
  const { account, objectStart } = acts
  const users = new Set(account.subarray(objectStart[object], objectStart[object + 1])).size
  known.set(object, users)
  return users
}

const userCounts = new WeakMap<Acts, Map<number, number>>()

/** How much of the rows in step each trace gives, the one of most objects first. */
export function toTraceShares(
  { acts }: EncodedActs,
  { rows, objects }: SteppedRows,
  traceOf: (object: number) => Trace,
): TraceShare[] {
  const byTrace = groupBy(rows.keys(), (k) => traceOf(objects[k]!))
  return [...byTrace]
    .map(([trace, places]) => ({
      trace,
      objects: new Set(places.map((k) => objects[k]!)).size,
      posts: places.length,
      accounts: new Set(places.map((k) => acts.account[rows[k]!]!)).size,
    }))
    .sort((x, y) => y.objects - x.objects || compareNames(x.trace, y.trace))
}

function toRows(encoded: EncodedActs, rows: Int32Array): EvidenceRow[] {
  const { acts, accountNames, contentName, contentRow, contentText } = encoded
  return Array.from(rows, (row) => {
    const content = acts.content?.[row]
    const text = content === undefined ? undefined : contentText?.(content)
    return {
      account: accountNames[acts.account[row]!]!,
      at: toInstant(toSeconds(acts, acts.time[row]!)),
      content: content === undefined ? null : contentName(content),
      ...(text ? { excerpt: cutText(text) } : {}),
      ...(content !== undefined && contentRow ? { row: contentRow(content) } : {}),
    }
  })
    .sort((x, y) => compareNames(x.at, y.at) || compareNames(x.account, y.account))
    .slice(0, LIMITS.rows)
}

/** Posts in step over time, in the finest bins that fit. */
export function toTimeline(acts: Acts, { rows }: SteppedRows): Timeline {
  let first = Infinity
  let last = -Infinity
  for (const row of rows) {
    const at = toSeconds(acts, acts.time[row]!)
    if (at < first) first = at
    if (at > last) last = at
  }
  const binSeconds = BINS.find((bin) => (last - first) / bin < MOST_BINS) ?? 365 * 86400
  const from = Math.floor(first / binSeconds) * binSeconds
  const counts = Array.from({ length: Math.floor((last - from) / binSeconds) + 1 }, () => 0)
  for (const row of rows)
    counts[Math.floor((toSeconds(acts, acts.time[row]!) - from) / binSeconds)]!++
  return { from: toInstant(from), binSeconds, counts }
}

/** Seconds since 1970 as ISO 8601 with milliseconds only where there are any. */
export function toInstant(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().replace('.000Z', 'Z')
}

/** The beginning of a text, which ends with a whole character: half of one is no text that others take. */
function cutText(text: string): string {
  return text.slice(0, LIMITS.excerpt).replace(/[\ud800-\udbff]$/, '')
}
