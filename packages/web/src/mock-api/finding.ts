import type { NetworkDocument, FindingSummary, Network } from '@tocsin/api'
import { idOf } from './people.ts'

/** A small seeded generator, so that every start shows the same picture. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const START = Date.parse('2026-10-12T06:00:00.000Z')

export function makeFinding(accounts: number, seed: number): NetworkDocument {
  const random = makeRandom(seed)
  const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString()
  const members = Array.from({ length: accounts }, (_, index) => ({
    account: `voter_voice_${1000 + index * 7}`,
    score: 0.4 + random() * 0.6,
    degree: 0,
    posts: 10 + Math.floor(random() * 90),
    matched: 5 + Math.floor(random() * 5),
    led: index === 0 ? 40 : 6,
    followed: index === 0 ? 1 : 9,
    lead: index === 0 ? 0.95 : -0.2,
  }))
  const edges = Array.from({ length: accounts * 3 }, () => {
    const ring = Math.floor(random() * 5)
    const pick = () => Math.min(accounts - 1, Math.floor((ring + random() ** 1.5) * (accounts / 5)))
    const [a, b] = [pick(), pick()].sort((x, y) => x - y) as [number, number]
    return { a, b: a === b ? Math.min(accounts - 1, b + 1) : b }
  })
    .filter(({ a, b }) => a < b)
    .map(({ a, b }) => {
      members[a]!.degree++
      members[b]!.degree++
      const weight = 3 + Math.floor(random() * 20)
      const lag = random() * 60
      return { a, b, weight, objects: 2, meanLag: lag, first: at(1), last: at(100), q: 0.01 }
    })
  const evidence = Array.from({ length: 14 }, (_, index) => ({
    object: `#pollsclosed${index}`,
    accounts: accounts - index,
    posts: 300 - index * 15,
    first: at(index),
    last: at(index + 40),
    accountsOverall: accounts + 12 * index,
    rowsTotal: 300 - index * 15,
    rows: Array.from({ length: 6 }, (_unused, row) => ({
      account: members[(index + row) % accounts]!.account,
      at: at(index + row / 60),
      content: `post-${index}-${row}`,
      excerpt: 'Polls in your county close at noon today, do not bother to go after work',
    })),
  }))
  return {
    version: 1,
    kind: 'network',
    id: `finding-${seed.toString(16).padStart(32, '0')}`,
    trace: 'hashtag',
    summary: `${accounts} accounts used the same hashtags within 60 seconds of each other, 3,214 times, from 12 to 17 October 2026.`,
    score: 0.83,
    q: 0.001,
    started: at(0),
    ended: at(120),
    members,
    membersTotal: accounts,
    edges,
    edgesTotal: edges.length,
    evidence,
    evidenceTotal: 14,
    timeline: {
      from: at(0),
      binSeconds: 3600,
      counts: Array.from({ length: 121 }, (_, hour) =>
        Math.round(40 * random() * (1 + Math.sin(hour / 3.8))),
      ),
    },
    parameters: {
      trace: 'hashtag',
      window: 60,
      mode: 'pairs',
      minWeight: 3,
      minMembers: 3,
      seed: 1,
      maxAccountsPerObject: null,
    },
    moments: evidence.map(({ object, first }, index) => ({
      at: first,
      seconds: 12 + index,
      object,
      accounts: Math.max(2, accounts - 3 * index),
      posts: accounts + index,
    })),
    momentsTotal: 60,
    traces: [{ trace: 'hashtag', objects: 14, posts: 3214, accounts }],
    chance: { pairs: edges.length, observed: 9 * edges.length, expected: 0.8 * edges.length },
    techniques: [{ id: 'T0049.002', name: 'Flood Existing Hashtag' }],
    caveats: [
      'People who watch the same broadcast may use the same hashtag within a minute.',
      'A scheduling tool used by a legitimate campaign leaves the same trace.',
    ],
  }
}

export const FINDINGS = new Map<string, NetworkDocument>([
  [idOf(201), makeFinding(64, 11)],
  [idOf(202), makeFinding(2000, 12)],
  [idOf(203), makeFinding(5, 13)],
])

export function toSummary(id: string, finding: NetworkDocument) {
  return {
    id,
    kind: finding.kind,
    title: finding.summary,
    trace: finding.trace,
    accounts: finding.membersTotal,
    score: finding.score,
    firstAt: finding.started,
    lastAt: finding.ended,
    foundAt: '2026-10-19T08:12:00.000Z',
  } satisfies FindingSummary
}

export const NETWORKS: Network[] = [...FINDINGS].map(([id, finding], at) => ({
  ...toSummary(id, finding),
  headline: `#pollsclosed${at} and 13 more: ${finding.membersTotal} accounts, 12 – 17 Oct 2026`,
  standing: at === 2 ? 'unclear' : 'stands',
  alsoBy: [],
  folded: 0,
  state: 'new',
  chosen: 'new',
  releases: 0,
  version: 0,
  earlier: [],
}))

export const COUNTS = {
  open: NETWORKS.length,
  new: NETWORKS.length,
  looking: 0,
  shared: 0,
  benign: 0,
  closed: 0,
  chance: 0,
}
