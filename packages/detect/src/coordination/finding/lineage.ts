/**
 * Lineage of networks: which network of now is which of before, so that one keeps its name as it grows,
 * splits or merges.
 *
 * Two networks may be the same when they share at least half of the smaller one. Identity goes to the pair
 * of largest Jaccard similarity first, each network having one heir at most; ties go to the larger overlap,
 * then to the older name. What is left over has merged, split off, been born or ended.
 * Cost: linear in members, and a sort of the pairs that overlap.
 *
 * After Greene, Doyle, Cunningham, "Tracking the evolution of communities in dynamic social networks",
 * ASONAM 2010.
 */
import { createHash } from 'node:crypto'
import type { NetworkEvent } from '../network-finding.ts'
import { compareNames } from '../../name-order.ts'

export type NamedNetwork = {
  readonly id: string
  /** Accounts by name, each once. */
  readonly members: readonly string[]
}

export type Lineage = {
  /** The name of each network of now, in the order given. */
  readonly ids: readonly string[]
  readonly events: readonly NetworkEvent[]
}

type Tie = {
  before: number
  now: number
  overlap: number
  similarity: number
}

/**
 * Names the networks of `now` (members in order of name) after those of `before`; a new name is made of the members and `moment`
 * (any text that tells two births of the same members apart).
 */
export function traceLineage(
  before: readonly NamedNetwork[],
  now: readonly (readonly string[])[],
  moment: string,
): Lineage {
  const ties = findTies(before, now)
  const { heirOf, nameOf } = inherit(before, now, ties, moment)
  const events: NetworkEvent[] = []
  for (const [k, members] of now.entries()) {
    const id = nameOf[k]!
    const old = heirOf.indexOf(k)
    const origin = ties.find((tie) => tie.now === k)
    if (old >= 0) events.push(...describeChange(id, before[old]!.members, members))
    else if (origin)
      events.push({
        event: 'split',
        id,
        other: before[origin.before]!.id,
        joined: members,
        left: [],
      })
    else events.push({ event: 'born', id, joined: members, left: [] })
  }
  for (const [k, { id, members }] of before.entries()) {
    if (heirOf[k]! >= 0) continue
    const into = ties.find((tie) => tie.before === k)
    const gone = { id, joined: [], left: members }
    if (into) events.push({ event: 'merged', other: nameOf[into.now]!, ...gone })
    else events.push({ event: 'ended', ...gone })
  }
  return { ids: nameOf, events: events.sort((x, y) => compareNames(x.id, y.id)) }
}

/** Pairs that may be the same network, the best first. */
function findTies(before: readonly NamedNetwork[], now: readonly (readonly string[])[]): Tie[] {
  const homes = new Map<string, number[]>()
  for (const [k, { members }] of before.entries())
    for (const member of members) homes.set(member, [...(homes.get(member) ?? []), k])
  const ties: Tie[] = []
  for (const [k, members] of now.entries()) {
    const overlaps = new Map<number, number>()
    for (const member of members)
      for (const home of homes.get(member) ?? []) overlaps.set(home, (overlaps.get(home) ?? 0) + 1)
    for (const [home, overlap] of overlaps) {
      const [was, is] = [before[home]!.members.length, members.length]
      if (overlap * 2 < Math.min(was, is)) continue
      ties.push({ before: home, now: k, overlap, similarity: overlap / (was + is - overlap) })
    }
  }
  return ties.sort(
    (x, y) =>
      y.similarity - x.similarity ||
      y.overlap - x.overlap ||
      compareNames(before[x.before]!.id, before[y.before]!.id) ||
      compareNames(now[x.now]![0]!, now[y.now]![0]!),
  )
}

/** For each network of before its heir (or -1), and for each of now its name. */
function inherit(
  before: readonly NamedNetwork[],
  now: readonly (readonly string[])[],
  ties: readonly Tie[],
  moment: string,
): { heirOf: number[]; nameOf: string[] } {
  const heirOf = before.map(() => -1)
  const nameOf: (string | undefined)[] = now.map(() => undefined)
  for (const tie of ties) {
    if (heirOf[tie.before]! >= 0 || nameOf[tie.now] !== undefined) continue
    heirOf[tie.before] = tie.now
    nameOf[tie.now] = before[tie.before]!.id
  }
  return { heirOf, nameOf: nameOf.map((name, k) => name ?? mintName(now[k]!, moment)) }
}

function mintName(members: readonly string[], moment: string): string {
  const text = JSON.stringify([moment, members.toSorted(compareNames)])
  return `network-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

/** Nothing where the members are the same. */
function describeChange(
  id: string,
  before: readonly string[],
  now: readonly string[],
): NetworkEvent[] {
  const [was, is] = [new Set(before), new Set(now)]
  const joined = now.filter((member) => !was.has(member))
  const left = before.filter((member) => !is.has(member))
  if (joined.length === 0 && left.length === 0) return []
  const more = joined.length - left.length
  const event = more > 0 ? 'grew' : more < 0 ? 'shrank' : 'changed'
  return [{ event, id, joined, left }]
}
