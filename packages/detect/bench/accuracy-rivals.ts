/**
 * The two tools of today in our exact copies of their counts. An account ranks by the heaviest edge it
 * has, which is what cutting by a threshold comes to; every trace and window is tried.
 */
import type { Acts } from '../src/activity/acts.ts'
import { countCoActions } from '../src/coordination/coaction/coaction.ts'
import { countContents } from '../src/coordination/coaction/contents.ts'
import { EDGE, type EdgeTable } from '../src/coordination/coaction/edges.ts'
import { countLikeCooRTweet } from '../src/coordination/compat/coortweet.ts'

export const RIVALS = ['CooRTweet', 'toolkit'] as const
export type Rival = (typeof RIVALS)[number]

/** Score of every account by one rival; `acts` must hold objects of single accounts as well. */
export function scoreLikeRival(rival: Rival, acts: Acts, window: number): Float64Array {
  return rival === 'CooRTweet' ? scoreCooRTweet(acts, window) : scoreToolkit(acts, window)
}

function scoreCooRTweet(acts: Acts, window: number): Float64Array {
  const accountRows = new Int32Array(acts.accounts)
  for (const account of acts.account) accountRows[account]!++
  const encoded = {
    acts,
    accountNames: [],
    accountRows,
    objectName: (object: number) => `object ${object}`,
    contentName: (content: number) => `post ${content}`,
  }
  const edges = countLikeCooRTweet(encoded, window, 2)
  return heaviest(acts.accounts, edges, (edge) => edges.value(edge, EDGE.weight))
}

/** The toolkit's weight of an account towards another: its own distinct posts with a partner's. */
function scoreToolkit(acts: Acts, window: number): Float64Array {
  const count = countCoActions(acts, window)
  countContents(count, acts, window)
  const { edges } = count
  const sides = (edge: number) => Math.max(edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!)
  return heaviest(acts.accounts, edges, sides)
}

function heaviest(
  accounts: number,
  edges: EdgeTable,
  weightOf: (edge: number) => number,
): Float64Array {
  const score = new Float64Array(accounts)
  for (let edge = 0; edge < edges.size; edge++)
    for (const account of [edges.a(edge), edges.b(edge)])
      score[account] = Math.max(score[account]!, weightOf(edge))
  return score
}
