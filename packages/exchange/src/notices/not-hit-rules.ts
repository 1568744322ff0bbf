/** Which places are told that they are not known to be hit, and which words would give away who is. */
import type { NoticeTexts, NotHitDraft, NotHitLeftOut } from '@tocsin/api'
import type { Node } from '../offices/tree.ts'
import type { Place } from './rules.ts'

/** A place that would be told; `along`: with one below it. */
export type Spared = { node: Node; along: boolean }

export type Question = {
  /** Every place on file, vendors among them. */
  tree: readonly Node[]
  /** Places of the notice to those that are hit. */
  first: readonly string[]
  /** Places that were told something else since: by a correction of it, or by one of what they were told before. */
  since: readonly { jurisdiction: string; reversed: boolean }[]
  /** Places whose office answers for one that runs what the notice is about. */
  running: ReadonlySet<string>
  /** The place that the sender is the office of. */
  own: string | undefined
  wanted: Pick<NotHitDraft, 'kinds' | 'within' | 'without'>
}

export type Answer = {
  spared: Spared[]
  leftOut: NotHitLeftOut
  /** Kinds of place, with how many of each could be told. */
  kinds: { kind: string; places: number; chosen: boolean }[]
  /** Places that need not be told along with one below them: they know better, or it would not be true of them. */
  exempt: ReadonlySet<string>
  /** Places that are hit or were told, whose names give it away. */
  secret: Node[]
}

/**
 * Whom a notice does not concern: places of the same kinds as those that are hit, but for those that were told, that stand above
 * or below one that is hit, that run what it is about, or that the sender left out. Whoever is told with a place that is hit, and
 * nothing more, counts as told and not as hit.
 */
export function chooseSpared(question: Question): Answer {
  const { tree, first, since, running, own, wanted } = question
  const nodes = new Map(tree.map((node) => [node.id, node]))
  const told = new Set([...first, ...since.map(({ jurisdiction }) => jurisdiction)])
  const hit = new Set([
    ...hitAmong(first, nodes),
    ...since.filter(({ reversed }) => reversed).map(({ jurisdiction }) => jurisdiction),
  ])
  const above = new Set([...hit].flatMap((id) => nodes.get(id)?.lineage ?? []))
  const without = new Set(wanted.without)
  const whyNot = (node: Node): keyof NotHitLeftOut | undefined => {
    if (told.has(node.id)) return 'told'
    if (above.has(node.id) || node.lineage.some((id) => hit.has(id))) return 'overlapping'
    if (running.has(node.id)) return 'running'
    return without.has(node.id) ? 'bySender' : undefined
  }
  const reach = tree.filter(
    (node) =>
      node.kind !== 'vendor' &&
      node.accountable !== null &&
      [wanted.within, own].every((place) => place === undefined || node.lineage.includes(place)),
  )
  const kinds = new Set(
    wanted.kinds ??
      [...hit].flatMap((id) => nodes.get(id)?.kind ?? []).filter((kind) => kind !== 'vendor'),
  )
  const leftOut = { told: 0, overlapping: 0, running: 0, bySender: 0 }
  const spared = new Map<string, Spared>()
  for (const node of reach.filter(({ kind }) => kinds.has(kind))) {
    const why = whyNot(node)
    if (why) leftOut[why] += 1
    else spared.set(node.id, { node, along: false })
  }
  for (const { node } of spared.values())
    for (const parent of toldWith(node, nodes))
      if (!spared.has(parent.id) && whyNot(parent) === undefined)
        spared.set(parent.id, { node: parent, along: true })
  return {
    spared: [...spared.values()],
    leftOut,
    kinds: countKinds(
      reach,
      kinds,
      (node) => !['told', 'overlapping', 'running'].includes(whyNot(node) ?? ''),
    ),
    exempt: new Set(
      tree.filter((node) => !['bySender', undefined].includes(whyNot(node))).map(({ id }) => id),
    ),
    secret: [...new Set([...told, ...hit])].flatMap((id) => nodes.get(id) ?? []),
  }
}

/** Those of the places told that nobody else among them is told with. */
function hitAmong(first: readonly string[], nodes: ReadonlyMap<string, Node>): string[] {
  const along = new Set(
    first.flatMap((id) => {
      const node = nodes.get(id)
      return node ? toldWith(node, nodes).map((parent) => parent.id) : []
    }),
  )
  return first.filter((id) => !along.has(id))
}

/** The places that one is told with, and those that they are, which have an office. */
function toldWith(node: Node, nodes: ReadonlyMap<string, Node>): Node[] {
  const found: Node[] = []
  for (
    let next = node.toldWith === null ? undefined : nodes.get(node.toldWith);
    next && next.id !== node.id && !found.includes(next);
    next = next.toldWith === null ? undefined : nodes.get(next.toldWith)
  )
    found.push(next)
  return found.filter(({ accountable }) => accountable !== null)
}

function countKinds(
  reach: readonly Node[],
  chosen: ReadonlySet<string>,
  isOpen: (node: Node) => boolean,
) {
  const counts = new Map<string, number>()
  for (const node of reach)
    counts.set(node.kind, (counts.get(node.kind) ?? 0) + (isOpen(node) ? 1 : 0))
  return [...counts].map(([kind, places]) => ({ kind, places, chosen: chosen.has(kind) }))
}

/** The offices of these places that answer for them. */
export function toOffices(spared: readonly Spared[]): Place[] {
  return spared.map(({ node }) => ({ jurisdiction: node.id, role: node.accountable! }))
}

/**
 * The first of the places that may not be named which the words name, by its name on file. Names of places that are told and hold
 * another's (West Virginia, Virginia) are looked past, as is a place that all who are told stand below.
 */
export function findNamed(
  texts: NoticeTexts,
  { secret, spared }: Pick<Answer, 'secret' | 'spared'>,
): string | undefined {
  const words = Object.values(texts)
    .flatMap((text) => Object.values(text).flat())
    .join('\n')
  const kept = secret.filter(({ id }) => !spared.every(({ node }) => node.lineage.includes(id)))
  return kept.find(({ name }) => {
    const longer = spared
      .map(({ node }) => node.name)
      .filter((one) => one !== name && holds(one, name))
    const left = longer.reduce((text, one) => text.replaceAll(toPattern(one), ' '), words)
    return holds(left, name)
  })?.name
}

function holds(text: string, name: string): boolean {
  return toPattern(name).test(text)
}

function toPattern(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}
