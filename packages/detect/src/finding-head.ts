/** What every finding has, whichever detector made it: enough to list it, rank it, doubt it and share it. */

/** An innocent explanation that was tried, and whether it holds. */
export type CounterEvidence<Explanation extends string = string> = {
  readonly explanation: Explanation
  readonly holds: boolean
  /** One plain sentence with the figure. */
  readonly detail: string
}

/** Plain JSON, bounded: beside every capped list stands the full count. Instants are ISO 8601 UTC. */
export type FindingHead<Kind extends string, Proof, Explanation extends string = string> = {
  readonly version: 1
  readonly kind: Kind
  /** `finding-` and 32 hexadecimal digits over what it is about: stable across runs. */
  readonly id: string
  /** One plain sentence without judgement. */
  readonly summary: string
  /** False-discovery rate at which it stands; null where chance was not tested. */
  readonly q: number | null
  /** How sure to be, 0 to 1, after the innocent explanations; it orders findings, only q is calibrated. Null with q. */
  readonly confidence: number | null
  readonly evidence: readonly Proof[]
  readonly evidenceTotal: number
  /** Innocent explanations that were tried, with what was measured. */
  readonly counterEvidence: readonly CounterEvidence<Explanation>[]
  /** The span of time it speaks of. */
  readonly started: string
  readonly ended: string
  /** What a sceptic should know: what this evidence does not rule out, and what of the input was left out. */
  readonly caveats: readonly string[]
}
