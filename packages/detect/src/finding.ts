/** A finding of any detector: told apart by `kind`, alike in their head. */
import type { NetworkFinding } from './coordination/network-finding.ts'

export type Finding = NetworkFinding
export type FindingKind = Finding['kind']
