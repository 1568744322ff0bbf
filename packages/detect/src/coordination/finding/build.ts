/** Networks of one trace as findings: members with their degree of coordination, edges, evidence, time line. */
import { createHash } from 'node:crypto'
import { toSeconds, type Acts } from '../../activity/acts.ts'
import { EDGE, type EdgeTable } from '../coaction/edges.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import {
  groupSteps,
  LIMITS,
  toEvidence,
  toInstant,
  toTimeline,
  toTraceShares,
  type SteppedRows,
} from './evidence.ts'
import { toConfidence, tryExplanations } from './counter-evidence.ts'
import type {
  ChanceSummary,
  NetworkFinding,
  FindingEdge,
  FindingMember,
  FindingParameters,
  TraceShare,
} from '../network-finding.ts'
import type { Trace } from '../../activity/trace.ts'
import { findLeads, toLead, type Leads } from './leads.ts'
import { findMoments } from './moments.ts'
import type { Network } from './networks.ts'
import { markSteps } from './steps.ts'
import { techniquesOf } from './techniques.ts'
import { countThings, hasFewStrangers, judgeNetwork } from './verdict.ts'
import { caveatsOf, summarise } from './words.ts'

/** Acts that are added to each account's total before its share in step is taken: few acts prove little. */
const DAMPING = 5
/** P of overlap below which a pair shares too much to be strangers. */
const MUCH_SHARED = 1e-6

/** How accounts and pairs, by number, stand against chance. */
export type Chance = {
  pair(
    a: number,
    b: number,
  ): { observed: number; expected: number; p: number | null; q: number | null } | null
  accountQ: Float64Array
  /** P of sharing as many things as rare within a day. */
  overlapP(a: number, b: number): number
}

/** What findings are made of. */
export type Basis = {
  readonly encoded: EncodedActs
  /** The acts of all accounts, with the same numbers of objects; `encoded` may hold those of members only. */
  readonly everyone: Acts
  readonly edges: EdgeTable
  /** What the edges do not hold, in words. */
  readonly leftOut?: readonly string[]
  /** Ticks. */
  readonly window: number
  readonly parameters: FindingParameters
  /** Null where not tested. */
  readonly chance: Chance | null
  /** The trace an object was read for. */
  readonly traceOf: (object: number) => Trace
  /** Whose post a post repeats; empty for none. */
  readonly authorOf?: (content: number) => string
  /** The run's rate of false finds. */
  readonly rate: number
}

/** A finding whose network has no name yet. */
export type UnnamedFinding = Omit<NetworkFinding, 'network'>

/** Findings of `networks`, which came from the edges of the basis. */
export function toFindings(basis: Basis, networks: readonly Network[]): UnnamedFinding[] {
  const { encoded, window } = basis
  const { acts } = encoded
  const network = new Int32Array(acts.accounts).fill(-1)
  for (const [n, { accounts }] of networks.entries())
    for (const account of accounts) network[account] = n
  const steps = markSteps(acts, network, networks.length, window)
  const matched = new Int32Array(acts.accounts)
  for (let i = 0; i < acts.rows; i++) matched[acts.account[i]!]! += steps[i]!
  const stepped = groupSteps(acts, network, networks.length, steps)
  return networks.map((entry, n) => toFinding(basis, entry, stepped[n]!, matched))
}

function toFinding(
  basis: Basis,
  network: Network,
  stepped: SteppedRows,
  matched: Int32Array,
): UnnamedFinding {
  const { encoded, everyone, edges, parameters, chance, window, traceOf } = basis
  const { acts, accountRows, accountNames } = encoded
  const strongest = strongestEdges(edges, network)
  const leads = findLeads(
    acts,
    stepped,
    strongest.map((edge) => [edges.a(edge), edges.b(edge)] as const),
    window,
  )
  const members = toMembers(basis, network, matched, leads)
  const { evidence, total } = toEvidence(encoded, stepped, { everyone, traceOf })
  const { moments, total: momentsTotal, starts } = findMoments(encoded, stepped, window)
  const traces = toTraceShares(encoded, stepped, traceOf)
  const sum = (column: Int32Array) => network.accounts.reduce((all, a) => all + column[a]!, 0)
  const span = (column: number, pick: (x: number, y: number) => number) =>
    toInstant(toSeconds(acts, network.edges.map((e) => edges.value(e, column)).reduce(pick)))
  const started = span(EDGE.first, (x, y) => Math.min(x, y))
  const ended = span(EDGE.last, (x, y) => Math.max(x, y))
  const names = network.accounts.map((account) => accountNames[account]!)
  return {
    version: 1,
    kind: 'network',
    id: findingId(parameters, names),
    trace: parameters.trace,
    summary: summarise(parameters, names.length, total, started, ended),
    score: round(sum(matched) / (sum(accountRows) + DAMPING * names.length)),
    ...judge(basis, network, stepped, { moments: starts, traces }),
    stability: network.stability,
    started,
    ended,
    members: members.slice(0, LIMITS.members),
    membersTotal: members.length,
    edges: toFindingEdges(basis, network, strongest, leads),
    edgesTotal: network.edges.length,
    evidence,
    evidenceTotal: total,
    moments,
    momentsTotal,
    traces,
    chance: toChanceSummary(edges, network, chance),
    techniques: techniquesOf(traces.map(({ trace }) => trace)),
    timeline: toTimeline(acts, stepped),
    parameters,
    caveats: [...caveatsOf(parameters.trace, traces), ...(basis.leftOut ?? [])],
  }
}

/** How the network stands, after every innocent explanation was tried. */
function judge(
  { encoded, everyone, edges, parameters, chance, rate, authorOf }: Basis,
  network: Network,
  stepped: SteppedRows,
  { moments, traces }: { moments: readonly number[]; traces: readonly TraceShare[] },
) {
  const q = networkQ(network, parameters.minMembers, chance)
  const beside = { everyone, moments, authorOf }
  const counterEvidence = tryExplanations(encoded, stepped, network.accounts, beside)
  const confidence = toConfidence(q, overlapPart(edges, network, chance), counterEvidence)
  const counts = countThings(encoded.acts, stepped, network.accounts)
  const fewStrangers = hasFewStrangers(network.accounts.length, encoded.accountNames.length)
  const found = { q, confidence, counterEvidence, traces }
  const judgement = judgeNetwork(found, counts, { rate, fewStrangers })
  return { q, counterEvidence, ...judgement }
}

/** In order of name; a member's position is its number in edges. */
function toMembers(
  { encoded, edges, chance }: Basis,
  network: Network,
  matched: Int32Array,
  leads: Leads,
): FindingMember[] {
  const { accountNames, accountRows } = encoded
  const degree = new Map<number, number>()
  for (const edge of network.edges)
    for (const end of [edges.a(edge), edges.b(edge)]) degree.set(end, (degree.get(end) ?? 0) + 1)
  let most = 0
  for (const each of degree.values()) most = Math.max(most, each)
  return network.accounts.map((account) => {
    const lead = leads.accounts.get(account) ?? { led: 0, followed: 0 }
    return {
      account: accountNames[account]!,
      score: round(matched[account]! / (accountRows[account]! + DAMPING)),
      degree: degree.get(account) ?? 0,
      posts: accountRows[account]!,
      matched: matched[account]!,
      q: chance === null ? null : toRate(chance.accountQ[account]!),
      core: (degree.get(account) ?? 0) * 2 >= most,
      ...lead,
      lead: round(toLead(lead)),
    }
  })
}

/** The edges that a finding shows, the strongest first. */
function strongestEdges(edges: EdgeTable, network: Network): number[] {
  const place = new Map(network.accounts.map((account, k) => [account, k]))
  const ends = (edge: number) =>
    [place.get(edges.a(edge))!, place.get(edges.b(edge))!].sort((x, y) => x - y) as [number, number]
  return network.edges
    .map((edge) => ({
      edge,
      ends: ends(edge),
      objects: edges.value(edge, EDGE.objects),
      weight: edges.value(edge, EDGE.weight),
    }))
    .sort(
      (x, y) =>
        y.objects - x.objects ||
        y.weight - x.weight ||
        x.ends[0] - y.ends[0] ||
        x.ends[1] - y.ends[1],
    )
    .slice(0, LIMITS.edges)
    .map(({ edge }) => edge)
}

function toFindingEdges(
  { encoded, edges, chance }: Basis,
  network: Network,
  strongest: readonly number[],
  leads: Leads,
): FindingEdge[] {
  const { acts } = encoded
  const position = new Map(network.accounts.map((account, k) => [account, k]))
  return strongest.map((edge) => {
    const [x, y] = [position.get(edges.a(edge))!, position.get(edges.b(edge))!]
    const value = (column: number) => edges.value(edge, column)
    const contents = [edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!]
    const lead = leads.pair(edges.a(edge), edges.b(edge))
    const firsts = [lead.first, lead.second]
    if (x > y) for (const both of [contents, firsts]) both.reverse()
    return {
      a: Math.min(x, y),
      b: Math.max(x, y),
      weight: value(EDGE.weight),
      objects: value(EDGE.objects),
      contentsA: contents[0]!,
      contentsB: contents[1]!,
      meanLag: round((value(EDGE.lagSum) / value(EDGE.weight)) * acts.tick),
      minLag: round(value(EDGE.lagMin) * acts.tick),
      firstA: firsts[0]!,
      firstB: firsts[1]!,
      first: toInstant(toSeconds(acts, value(EDGE.first))),
      last: toInstant(toSeconds(acts, value(EDGE.last))),
      ...toFindingChance(chance, edges.a(edge), edges.b(edge)),
    }
  })
}

/** A pair that met too seldom to be tested stands at p = 1; one judged by co-use has no p. */
function toFindingChance(chance: Chance | null, a: number, b: number) {
  if (chance === null) return { observed: null, expected: null, p: null, q: null }
  const found = chance.pair(a, b)
  if (found === null) return { observed: null, expected: null, p: 1, q: 1 }
  const { observed, expected, p, q } = found
  const rate = (value: number | null) => (value === null ? null : toRate(value))
  return { observed, expected: round(expected), p: rate(p), q: rate(q) }
}

function toChanceSummary(
  edges: EdgeTable,
  network: Network,
  chance: Chance | null,
): ChanceSummary | null {
  if (chance === null) return null
  const tested = network.edges.flatMap((edge) => chance.pair(edges.a(edge), edges.b(edge)) ?? [])
  return {
    pairs: tested.length,
    observed: tested.reduce((sum, { observed }) => sum + observed, 0),
    expected: round(tested.reduce((sum, { expected }) => sum + expected, 0)),
  }
}

/** Part of the pairs that share more, and rarer, things than their activity gives. */
function overlapPart(edges: EdgeTable, network: Network, chance: Chance | null): number {
  if (chance === null || network.edges.length === 0) return 0
  const sharing = network.edges.filter(
    (edge) => chance.overlapP(edges.a(edge), edges.b(edge)) <= MUCH_SHARED,
  )
  return sharing.length / network.edges.length
}

/** The rate at which half of the members stand, `least` of them and three at any rate. */
function networkQ(network: Network, least: number, chance: Chance | null): number | null {
  if (chance === null) return null
  const rates = network.accounts.map((account) => chance.accountQ[account]!).sort((x, y) => x - y)
  return toRate(
    rates[Math.min(rates.length, Math.max(3, least, Math.ceil(rates.length / 2))) - 1] ?? 1,
  )
}

/** Three figures: more would be false precision and unstable across machines. */
function toRate(value: number): number {
  return Number(value.toPrecision(3))
}

function findingId({ trace, window }: FindingParameters, names: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([trace, window, names]))
    .digest('hex')
  return `finding-${digest.slice(0, 32)}`
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
