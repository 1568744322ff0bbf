/** Networks of all traces together as findings, and every account's standing. */
import { createHash } from 'node:crypto'
import { toTicks, type Acts } from '../../activity/acts.ts'
import type { EdgeTable } from '../coaction/edges.ts'
import { findGroups, type Group } from '../communities/groups.ts'
import { WIDER, type Standing, type TraceStanding } from '../fusion/standing.ts'
import type { Settings } from '../options.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import { createPairs, findPair, upsertPair } from '../significance/pair-table.ts'
import type { PairSignificance } from '../significance/significance.ts'
import { toFindings, type Chance, type UnnamedFinding } from './build.ts'
import type { Trace } from '../../activity/trace.ts'
import { compareNames } from '../../name-order.ts'
import { countMembers } from './member-edges.ts'
import type { Network } from './networks.ts'
import type { AccountScore } from './verdict.ts'

/** p of a pair below which it ties a weak network. */
const WEAK = 0.01

type Tails = Pick<PairSignificance, 'size' | 'a' | 'b' | 'p' | 'q'> &
  Partial<Record<'observed' | 'expected', ArrayLike<number>>>

/** Looks pairs up by their accounts. */
export function toChance({ tested, accountQ }: TraceStanding, { overlap }: Standing): Chance {
  const overlapP = overlapLookup(overlap)
  return { pair: pairLookup(tested), accountQ, overlapP }
}

function overlapLookup({ size, a, b, p }: Standing['overlap']): Chance['overlapP'] {
  const find = pairLookup({ size, a, b, p, q: p })
  return (x, y) => find(x, y)?.p ?? 1
}

function pairLookup(tested: Tails): Chance['pair'] {
  const table = createPairs(Math.max(16, tested.size))
  for (let i = 0; i < tested.size; i++) upsertPair(table, tested.a[i]!, tested.b[i]!)
  return (a, b) => {
    const at = findPair(table, a, b)
    if (at < 0) return null
    return {
      observed: tested.observed?.[at] ?? 0,
      expected: tested.expected?.[at] ?? 0,
      p: tested.p[at]!,
      q: tested.q[at]!,
    }
  }
}

/** Findings of the fused network, with evidence from every trace. */
export async function findFused(
  traces: ReadonlyMap<Trace, EncodedActs>,
  standing: Standing,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<UnnamedFinding[]> {
  const { fused, layers } = standing
  const groups = findGroups(fused, {
    rate: settings.fdr,
    minMembers: Math.max(3, settings.minMembers),
    seed: settings.seed,
  })
  if (groups.length === 0) return []
  const ofLayer = (column: 'observed' | 'expected') =>
    Float64Array.from(
      { length: fused.size },
      (_, i) => layers[fused.layer[i]!]!.tested[column][fused.row[i]!]!,
    )
  const chance: Chance = {
    pair: pairLookup({ ...fused, observed: ofLayer('observed'), expected: ofLayer('expected') }),
    accountQ: fused.accountQ,
    overlapP: overlapLookup(standing.overlap),
  }
  const members = new Set(groups.flatMap(({ accounts }) => accounts))
  const { encoded, traceOf } = poolEncoded(traces, onlyMembers(standing.pooled, members))
  const findings: UnnamedFinding[] = []
  for (const [window, some] of byWindow(groups, standing, settings.window)) {
    const ticks = toTicks(encoded.acts, window)
    const { edges, leftOut } = await countMembers(encoded, ticks, signal)
    const networks = toNetworks(some, edges, encoded.accountNames)
    const { mode, minWeight, minMembers, seed } = settings
    const parameters = {
      mode,
      minWeight,
      minMembers,
      seed,
      window: Number.isFinite(window) ? window : null,
      maxAccountsPerObject: null,
    }
    const told = { ...parameters, trace: 'fused' as const }
    const everyone = standing.pooled
    const shared = { encoded, everyone, traceOf, chance, rate: settings.fdr }
    const basis = { ...shared, edges, window: ticks, parameters: told }
    findings.push(...toFindings({ ...basis, leftOut }, networks))
  }
  return findings
}

/** Groups as networks of the edges inside them; a group without an edge is none. */
export function toNetworks(
  groups: readonly Group[],
  edges: EdgeTable,
  names: readonly string[],
): Network[] {
  const groupOf = new Map(groups.flatMap((group) => group.accounts.map((a) => [a, group] as const)))
  const edgesOf = new Map<Group, number[]>(groups.map((group) => [group, []]))
  for (let edge = 0; edge < edges.size; edge++) {
    const group = groupOf.get(edges.a(edge))
    if (group !== undefined && group === groupOf.get(edges.b(edge))) edgesOf.get(group)!.push(edge)
  }
  return groups
    .filter((group) => edgesOf.get(group)!.length > 0)
    .map((group) => ({
      accounts: group.accounts.toSorted((x, y) => compareNames(names[x]!, names[y]!)),
      edges: edgesOf.get(group)!,
      stability: Math.round(group.stability * 100) / 100,
    }))
}

/** Each group goes with the window in which most of its pairs are least likely by chance. */
function byWindow(groups: Group[], { fused, layers }: Standing, window: number) {
  const wide = new Map<number, number>()
  for (let i = 0; i < fused.size; i++) {
    if (fused.p[i]! > fused.limit) continue
    const sign = layers[fused.layer[i]!]!.window > window ? 1 : -1
    for (const account of [fused.a[i]!, fused.b[i]!])
      wide.set(account, (wide.get(account) ?? 0) + sign)
  }
  const isWide = ({ accounts }: Group): boolean =>
    accounts.reduce((sum, account) => sum + (wide.get(account) ?? 0), 0) > 0
  return [
    [window, groups.filter((group) => !isWide(group))],
    [window * WIDER, groups.filter(isWide)],
  ].filter(([, some]) => (some as Group[]).length > 0) as [number, Group[]][]
}

/** The rows of some accounts; objects keep their numbers. */
function onlyMembers(acts: Acts, members: Set<number>): Acts {
  const rows: number[] = []
  const objectStart = new Int32Array(acts.objectStart.length)
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++)
      if (members.has(acts.account[row]!)) rows.push(row)
    objectStart[o + 1] = rows.length
  }
  const pick = (column: Int32Array): Int32Array => Int32Array.from(rows, (row) => column[row]!)
  return {
    ...acts,
    rows: rows.length,
    objectStart,
    account: pick(acts.account),
    time:
      acts.time instanceof Int32Array
        ? pick(acts.time)
        : Float64Array.from(rows, (row) => acts.time[row]!),
    content: acts.content && pick(acts.content),
  }
}

/** The pooled acts with the names of the traces they came from, and which trace an object is of. */
function poolEncoded(
  traces: ReadonlyMap<Trace, EncodedActs>,
  acts: Acts,
): { encoded: EncodedActs; traceOf: (object: number) => Trace } {
  const list = [...traces]
  const [, first] = list[0]!
  const starts = [0]
  for (const [, { acts: own }] of list) starts.push(starts.at(-1)! + own.objectStart.length - 1)
  const placeOf = (object: number) => starts.findLastIndex((start) => start <= object)
  const encoded = {
    ...first,
    acts,
    accountRows: first.accountRows.map((_, a) =>
      list.reduce((sum, [, { accountRows }]) => sum + accountRows[a]!, 0),
    ),
    objectName: (object: number) => {
      const at = placeOf(object)
      return list[at]![1].objectName(object - starts[at]!)
    },
  }
  return { encoded, traceOf: (object) => list[placeOf(object)]![0] }
}

/** Score and q of every account with any evidence; those outside findings get a weak network's name. */
export function fusedScores(
  traces: ReadonlyMap<Trace, EncodedActs>,
  { fused, overlap }: Standing,
): Map<string, AccountScore> {
  const names = [...traces.values()][0]!.accountNames
  const nameOf = nameWeakNetworks(
    names,
    [fused, overlap].map(({ a, b, p }) => ({ a, b, isTie: (i: number) => p[i]! <= WEAK })),
  )
  const out = new Map<string, AccountScore>()
  for (let account = 0; account < names.length; account++) {
    const score = Math.round(fused.score[account]! * 1e4) / 1e4
    if (score === 0) continue
    const q = Number(fused.accountQ[account]!.toPrecision(3))
    out.set(names[account]!, { network: nameOf(account), score, q })
  }
  return out
}

/** Pairs of accounts, some of which tie. */
export type Ties = {
  readonly a: Int32Array
  readonly b: Int32Array
  isTie(pair: number): boolean
}

/** Names the weak network of each account, after the least name in it, whatever order the accounts came in. */
export function nameWeakNetworks(
  names: readonly string[],
  ties: readonly Ties[],
): (account: number) => string {
  const parent = Int32Array.from(names, (_, i) => i)
  const root = (account: number): number => {
    let at = account
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  for (const { a, b, isTie } of ties)
    for (let i = 0; i < a.length; i++)
      if (isTie(i)) parent[Math.max(root(a[i]!), root(b[i]!))] = Math.min(root(a[i]!), root(b[i]!))
  const least = new Map<number, string>()
  for (const [account, name] of names.entries()) {
    const known = least.get(root(account))
    if (known === undefined || compareNames(name, known) < 0) least.set(root(account), name)
  }
  return (account) => {
    const digest = createHash('sha256')
      .update(least.get(root(account))!)
      .digest('hex')
    return `weak-${digest.slice(0, 12)}`
  }
}
