/** A finding of any detector: told apart by `kind`, alike in their head. */
import type { NetworkFinding } from './coordination/network-finding.ts'
import type { LookalikeFinding } from './lookalike/lookalike-finding.ts'

export type Finding = NetworkFinding | LookalikeFinding
export type FindingKind = Finding['kind']
