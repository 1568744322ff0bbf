/** The edges between members of networks, each with every meeting unless a thing is too crowded even among members. */
import type { EncodedActs } from '../../activity/read/encode.ts'
import { leaveOutCrowdedByAccounts, MOST_PAIRS } from '../coaction/crowded.ts'
import type { EdgeTable } from '../coaction/edges.ts'
import { runCount } from '../coaction/run.ts'
import { nameCrowded } from './crowded-words.ts'

type MemberEdges = {
  readonly edges: EdgeTable
  /** What was not counted, in words. */
  readonly leftOut: readonly string[]
}

/** Counts the acts of members within `window` ticks. */
export async function countMembers(
  encoded: EncodedActs,
  window: number,
  signal: AbortSignal | undefined,
): Promise<MemberEdges> {
  const { acts, crowded } = leaveOutCrowdedByAccounts(encoded.acts, window, MOST_PAIRS)
  const { edges } = await runCount(acts, window, { contents: true, signal })
  const leftOut = nameCrowded(encoded, crowded).map(
    (acts) =>
      `pairs leave out ${acts}, which so many members share at once that they were not paired one by one`,
  )
  return { edges, leftOut }
}
