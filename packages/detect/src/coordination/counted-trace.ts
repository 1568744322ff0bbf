/** One trace, counted: what `--edges` and `--accounts` print. */
import type { EncodedActs } from '../activity/read/encode.ts'
import type { Trace } from '../activity/trace.ts'
import type { Uncrowded } from './coaction/crowded.ts'
import type { EdgeTable } from './coaction/edges.ts'
import type { UnnamedFinding } from './finding/build.ts'

export type CountedTrace = {
  readonly trace: Trace
  readonly encoded: EncodedActs
  /** Posts of each side are counted for the kept edges at least; what an engine counted holds no others. */
  readonly edges: EdgeTable
  /** Edge numbers that passed the threshold. */
  readonly kept: readonly number[]
  readonly findings: readonly UnnamedFinding[]
  /** Objects that so many share at once that their acts were not paired. */
  readonly crowded: Uncrowded['crowded']
  /** Acts, objects and accounts that were compared, and pairs of accounts that acted together. */
  readonly counted: {
    readonly rows: number
    readonly objects: number
    readonly accounts: number
    readonly edges: number
  }
}
