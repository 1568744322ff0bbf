/** Networks of one trace as findings: members with their degree of coordination, edges, evidence, time line. */
import { createHash } from 'node:crypto'
import { toSeconds } from '../coaction/acts.ts'
import { EDGE, type EdgeTable } from '../coaction/edges.ts'
import type { EncodedActs } from '../read/encode.ts'
import {
  groupSteps,
  LIMITS,
  toEvidence,
  toInstant,
  toTimeline,
  type SteppedRows,
} from './evidence.ts'
import { toConfidence, tryExplanations } from './counter-evidence.ts'
import type { Finding, FindingEdge, FindingMember, FindingParameters, Trace } from './finding.ts'
import type { Network } from './networks.ts'
import { markSteps } from './steps.ts'

/** Acts that are added to each account's total before its share in step is taken: few acts prove little. */
const DAMPING = 5
/** P of overlap below which a pair shares too much to be strangers. */
const MUCH_SHARED = 1e-6

/** How accounts and pairs, by number, stand against chance. */
export interface Chance {
  pair(a: number, b: number): { expected: number; p: number; q: number } | null
  accountQ: Float64Array
  /** P of sharing as many things as rare within a day. */
  overlapP(a: number, b: number): number
}

/** Findings of `networks`, which came from `edges`; `window` in ticks; `chance` null where not tested. */
export function toFindings(
  encoded: EncodedActs,
  edges: EdgeTable,
  networks: readonly Network[],
  window: number,
  parameters: FindingParameters,
  chance: Chance | null,
): Finding[] {
  const { acts } = encoded
  const network = new Int32Array(acts.accounts).fill(-1)
  for (const [n, { accounts }] of networks.entries())
    for (const account of accounts) network[account] = n
  const steps = markSteps(acts, network, networks.length, window)
  const matched = new Int32Array(acts.accounts)
  for (let i = 0; i < acts.rows; i++) matched[acts.account[i]!]! += steps[i]!
  const stepped = groupSteps(acts, network, networks.length, steps)
  return networks.map((entry, n) =>
    toFinding(encoded, edges, entry, stepped[n]!, matched, parameters, chance),
  )
}

function toFinding(
  encoded: EncodedActs,
  edges: EdgeTable,
  network: Network,
  stepped: SteppedRows,
  matched: Int32Array,
  parameters: FindingParameters,
  chance: Chance | null,
): Finding {
  const members = toMembers(encoded, edges, network, matched, chance)
  const q = networkQ(network, parameters.minMembers, chance)
  const { evidence, total } = toEvidence(encoded, stepped)
  const { acts, accountRows } = encoded
  const sum = (column: Int32Array) => network.accounts.reduce((all, a) => all + column[a]!, 0)
  const posts = sum(accountRows)
  const times = network.edges.map((edge) => edges.value(edge, EDGE.first))
  const ends = network.edges.map((edge) => edges.value(edge, EDGE.last))
  const started = toInstant(
    toSeconds(
      acts,
      times.reduce((x, y) => Math.min(x, y)),
    ),
  )
  const ended = toInstant(
    toSeconds(
      acts,
      ends.reduce((x, y) => Math.max(x, y)),
    ),
  )
  const counterEvidence = tryExplanations(encoded, stepped, network.accounts)
  const names = network.accounts.map((account) => encoded.accountNames[account]!)
  return {
    version: 1,
    id: findingId(parameters, names),
    trace: parameters.trace,
    summary: summarise(parameters, names.length, total, started, ended),
    score: round(sum(matched) / (posts + DAMPING * names.length)),
    q,
    confidence: toConfidence(q, overlapPart(edges, network, chance), counterEvidence),
    counterEvidence,
    stability: network.stability,
    started,
    ended,
    members: members.slice(0, LIMITS.members),
    membersTotal: members.length,
    edges: toFindingEdges(encoded, edges, network, chance).slice(0, LIMITS.edges),
    edgesTotal: network.edges.length,
    evidence,
    evidenceTotal: total,
    timeline: toTimeline(acts, stepped),
    parameters,
    caveats: CAVEATS[parameters.trace] ?? CAVEATS.object!,
  }
}

/** In order of name; a member's position is its number in edges. */
function toMembers(
  { accountNames, accountRows }: EncodedActs,
  edges: EdgeTable,
  network: Network,
  matched: Int32Array,
  chance: Chance | null,
): FindingMember[] {
  const degree = new Map<number, number>()
  for (const edge of network.edges)
    for (const end of [edges.a(edge), edges.b(edge)]) degree.set(end, (degree.get(end) ?? 0) + 1)
  const most = Math.max(...degree.values())
  return network.accounts.map((account) => ({
    account: accountNames[account]!,
    score: round(matched[account]! / (accountRows[account]! + DAMPING)),
    degree: degree.get(account) ?? 0,
    posts: accountRows[account]!,
    matched: matched[account]!,
    q: chance === null ? null : toRate(chance.accountQ[account]!),
    core: (degree.get(account) ?? 0) * 2 >= most,
  }))
}

function toFindingEdges(
  { acts }: EncodedActs,
  edges: EdgeTable,
  network: Network,
  chance: Chance | null,
): FindingEdge[] {
  const position = new Map(network.accounts.map((account, k) => [account, k]))
  return network.edges
    .map((edge) => {
      const [x, y] = [position.get(edges.a(edge))!, position.get(edges.b(edge))!]
      const value = (column: number) => edges.value(edge, column)
      const contents = [edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!]
      return {
        a: Math.min(x, y),
        b: Math.max(x, y),
        weight: value(EDGE.weight),
        objects: value(EDGE.objects),
        contentsA: contents[x < y ? 0 : 1]!,
        contentsB: contents[x < y ? 1 : 0]!,
        meanLag: round((value(EDGE.lagSum) / value(EDGE.weight)) * acts.tick),
        minLag: round(value(EDGE.lagMin) * acts.tick),
        first: toInstant(toSeconds(acts, value(EDGE.first))),
        last: toInstant(toSeconds(acts, value(EDGE.last))),
        ...toFindingChance(chance, edges.a(edge), edges.b(edge)),
      }
    })
    .sort((e, f) => f.objects - e.objects || f.weight - e.weight || e.a - f.a || e.b - f.b)
}

/** A pair that met too seldom to be tested stands at p = 1. */
function toFindingChance(chance: Chance | null, a: number, b: number) {
  if (chance === null) return { expected: null, p: null, q: null }
  const found = chance.pair(a, b)
  if (found === null) return { expected: null, p: 1, q: 1 }
  return { expected: round(found.expected), p: toRate(found.p), q: toRate(found.q) }
}

/** Part of the pairs that share more, and rarer, things than their activity gives. */
function overlapPart(edges: EdgeTable, network: Network, chance: Chance | null): number {
  if (chance === null || network.edges.length === 0) return 0
  const sharing = network.edges.filter(
    (edge) => chance.overlapP(edges.a(edge), edges.b(edge)) <= MUCH_SHARED,
  )
  return sharing.length / network.edges.length
}

/** The rate at which `least` of the members stand, and with them a network. */
function networkQ(network: Network, least: number, chance: Chance | null): number | null {
  if (chance === null) return null
  const rates = network.accounts.map((account) => chance.accountQ[account]!).sort((x, y) => x - y)
  return toRate(rates[Math.min(rates.length, Math.max(3, least)) - 1] ?? 1)
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

const DEEDS: Partial<Record<Trace, string>> = {
  link: 'shared the same links',
  domain: 'linked to the same sites',
  hashtag: 'used the same hashtags',
  'hashtag-sequence': 'used the same series of hashtags',
  text: 'posted the same texts',
  reshare: 'repeated the same posts',
  reply: 'answered the same posts',
  mention: 'addressed the same accounts',
  media: 'posted the same pictures or films',
  'near-text': 'posted nearly the same texts',
  fused: 'shared the same links, hashtags or texts',
}

function summarise(
  { trace, window }: FindingParameters,
  accounts: number,
  objects: number,
  started: string,
  ended: string,
): string {
  const deed = DEEDS[trace] ?? 'acted on the same things'
  const within = window === null ? 'at any distance in time' : `within ${window} s of each other`
  const times = `${objects} ${objects === 1 ? 'thing' : 'different things'}`
  return `${accounts} accounts ${deed} ${within}: ${times}, from ${started.slice(0, 10)} to ${ended.slice(0, 10)}.`
}

const SCHEDULED = 'Accounts of one owner, one press office or one scheduling tool act in step too.'
const CAVEATS: Partial<Record<Trace, readonly string[]>> = {
  link: [
    SCHEDULED,
    'A newsletter, an alert or a share button can bring many people to one link at once.',
  ],
  hashtag: [
    SCHEDULED,
    'A broadcast, a match or breaking news makes strangers use one hashtag in the same minute.',
  ],
  text: [SCHEDULED, 'Share buttons, quotations and headlines give strangers the same words.'],
  object: [SCHEDULED, 'An event that everybody watches makes strangers act at once.'],
}
