/**
 * A finding: one coordinated network that a detector saw, with the evidence a person needs to judge it.
 *
 * Plain JSON, bounded in size: members, edges, evidence and their rows are capped, and beside every
 * capped list stands the full count. It says who behaved alike and when, never who is behind it.
 */

import type { Trace } from '../activity/trace.ts'
import type { CounterEvidence, FindingHead } from '../finding-head.ts'

/** One account of a network. */
export type FindingMember = {
  readonly account: string
  /** Degree of coordination, 0 to 1: the share of the account's acts that were synchronised, damped where they are few. */
  readonly score: number
  /** Accounts of the network that it acted with. */
  readonly degree: number
  /** Its acts (post and object) of this trace in the whole input. */
  readonly posts: number
  /** Those of them that fell in the window of an act of another member on the same object. */
  readonly matched: number
  /** False-discovery rate at which the account stands in step with a group; null where time was not tested. */
  readonly q: number | null
  /** Whether it is in step with at least half as many members as the best connected one. */
  readonly core: boolean
  /** Over its pairs, objects on which it acted first, and on which the other did. */
  readonly led: number
  readonly followed: number
  /** (led - followed) / (led + followed): -1 always follows, 1 always leads. */
  readonly lead: number
}

/** Two members that acted together. `a` and `b` are positions in `members`, a < b. Times are ISO 8601 UTC. */
export type FindingEdge = {
  readonly a: number
  readonly b: number
  /** Post pairs on the same object within the window. */
  readonly weight: number
  /** Distinct objects, and each side's distinct posts, among those pairs. */
  readonly objects: number
  readonly contentsA: number
  readonly contentsB: number
  /** Seconds between the two posts of a pair. */
  readonly meanLag: number
  readonly minLag: number
  readonly first: string
  readonly last: string
  /** Objects on which a acted first, and on which b did; the rest were at the same instant. */
  readonly firstA: number
  readonly firstB: number
  /**
   * Stretches of time in which the pair was in step, how many chance gives, and how unlikely the observation
   * is under it; null where chance was not tested or the pair met too seldom for it.
   */
  readonly observed: number | null
  readonly expected: number | null
  readonly p: number | null
  readonly q: number | null
}

/** One act inside a piece of evidence. */
export type EvidenceRow = {
  readonly account: string
  readonly at: string
  /** The post's own id where the input has one, else null. */
  readonly content: string | null
  /** At most 160 characters of the post, where the input has text. */
  readonly excerpt?: string
  /** Row of the input, from 1, header not counted, files one after the other; where the reader knows it. */
  readonly row?: number
}

/** One object that members shared in step. */
export type Evidence = {
  readonly object: string
  /** Members, and posts of theirs, that were in step on it. */
  readonly accounts: number
  readonly posts: number
  readonly first: string
  readonly last: string
  /** Accounts in the whole input that used the object: a common object is weak evidence. */
  readonly accountsOverall: number
  /** What kind of thing it is. */
  readonly trace: Trace
  readonly rows: readonly EvidenceRow[]
  readonly rowsTotal: number
}

/** Members that acted on one object with no gap longer than the window. */
export type Moment = {
  readonly at: string
  /** From the first act to the last. */
  readonly seconds: number
  readonly object: string
  readonly accounts: number
  readonly posts: number
}

/** What one trace contributes to a finding: objects in step, acts on them, members that made these. */
export type TraceShare = {
  readonly trace: Trace
  readonly objects: number
  readonly posts: number
  readonly accounts: number
}

/** A technique of the DISARM framework. */
export type Technique = {
  /** Such as T0049.002. */
  readonly id: string
  readonly name: string
  /** The id of its attack-pattern in DISARM's own STIX bundle. */
  readonly stixId: string
}

/** The null's expectation beside the observation, summed over the pairs that were tested. */
export type ChanceSummary = {
  readonly pairs: number
  /** Stretches of time in which a pair was in step. */
  readonly observed: number
  readonly expected: number
}

/** Synchronised posts over time: `counts[i]` falls in [from + i * binSeconds, from + (i + 1) * binSeconds). */
export type Timeline = {
  readonly from: string
  readonly binSeconds: number
  readonly counts: readonly number[]
}

/** What the detector was told; the same input and parameters give the same findings, byte for byte. */
export type FindingParameters = {
  readonly trace: Trace
  /** Seconds; null is unlimited. */
  readonly window: number | null
  readonly mode: 'pairs' | 'objects' | 'contents'
  readonly minWeight: number
  readonly minMembers: number
  readonly seed: number
  /** Objects used by more accounts than this were left out, because everybody shares them; null is no limit. */
  readonly maxAccountsPerObject: number | null
  /** No window was chosen: accounts were judged at every scale of time, and what is shown lies within `window`. */
  readonly everyScale?: true
}

/**
 * How a network or an account stands: `untested` where time was not tested or there is too little to tell (the
 * middle member shares fewer than three different things, or a run holds few but the network), `chance` where chance would do, `explained` where an innocent explanation suffices,
 * and `stands` where none of these is so.
 */
export type Verdict = 'untested' | 'chance' | 'explained' | 'stands'

/** Innocent explanations that are tried of a network. */
export type NetworkExplanation =
  | 'declared'
  | 'one author'
  | 'one tool'
  | 'scheduler'
  | 'newsletter'
  | 'common objects'
  | 'one source'
  | 'few accounts'
export type NetworkCounterEvidence = CounterEvidence<NetworkExplanation>

/**
 * What became of a network. `grew`, `shrank` and `changed` (as many came as went) say who came and went;
 * `split` is a new network out of `other`, and `merged` an old one that went into `other`.
 */
export type NetworkEvent = {
  readonly event: 'born' | 'grew' | 'shrank' | 'changed' | 'split' | 'merged' | 'ended'
  readonly id: string
  readonly other?: string
  readonly joined: readonly string[]
  readonly left: readonly string[]
}

/**
 * One network. Its id is made of trace, window and member accounts; its confidence is 1 - q, less a fixed part
 * for each innocent explanation that holds, and below sure where the verdict is not.
 */
export type NetworkFinding = {
  /** Name of the network over successive runs: it stays as the network grows, splits or merges. */
  readonly network: string
  readonly trace: Trace
  readonly verdict: Verdict
  /** The innocent explanation that suffices; null for none. */
  readonly explainedBy: NetworkExplanation | null
  /** Different things that members shared in step: what the same posts carry, a link and its headline, is one. */
  readonly things: number
  /** Those of them that the middle member shared with at least two others. */
  readonly thingsEach: number
  /** Degree of coordination of the network, 0 to 1. */
  readonly score: number
  /** How much of the network other seeds find again, 0 to 1; null where it was not split. */
  readonly stability: number | null
  readonly members: readonly FindingMember[]
  readonly membersTotal: number
  readonly edges: readonly FindingEdge[]
  readonly edgesTotal: number
  /** The moments of most members first. */
  readonly moments: readonly Moment[]
  readonly momentsTotal: number
  /** Which trace says what, the strongest first. */
  readonly traces: readonly TraceShare[]
  /** Null where chance was not tested. */
  readonly chance: ChanceSummary | null
  /** Techniques of the DISARM framework that the behaviour looks like. */
  readonly techniques: readonly Technique[]
  readonly timeline: Timeline
  readonly parameters: FindingParameters
} & FindingHead<'network', Evidence, NetworkExplanation>

/** Where the acts came from and what was left out of them. */
export type SourceSummary = {
  readonly files: readonly string[]
  readonly rows: number
  readonly accounts: number
  readonly from: string
  readonly to: string
  readonly columns: Readonly<Record<string, string>>
  readonly preset: string | null
  /** Columns that no role was found for, where roles were guessed; absent where there are none. */
  readonly unused?: readonly string[]
  /** What of the input was left out, in words with its count. */
  readonly leftOut: readonly string[]
}

/** Counts of one trace: how much there was to compare, and how much passed. */
export type TraceSummary = {
  readonly trace: Trace
  /** Acts: (post, object) rows. */
  readonly rows: number
  readonly objects: number
  readonly accounts: number
  /** Account pairs with at least one co-action, and those that passed the threshold. */
  readonly edges: number
  readonly edgesKept: number
  readonly networks: number
}

export type DetectionResult = {
  readonly version: 1
  readonly source: SourceSummary
  readonly traces: readonly TraceSummary[]
  /** By verdict, then the most confident, then the heaviest first. */
  readonly findings: readonly NetworkFinding[]
  /** How much of the networks that were cut other seeds find again, 0 to 1, mean over members; null where none was. */
  readonly stability: number | null
  /** What became of the networks of the run before; null where none was given. */
  readonly changes: readonly NetworkEvent[] | null
  readonly warnings: readonly string[]
}
