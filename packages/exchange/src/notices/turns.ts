/** How long each office of a notice has, and which way to its contacts is used when. */
import type { Db } from '../db/database.ts'
import { wayPlanner, type PlannedWay } from '../delivery/ways.ts'
import type { Chain, ChainLink } from './chain.ts'
import { findClocks, type Clocks } from './clocks.ts'
import type { Outgoing } from './sendings.ts'

export type Turns = {
  clocks: Clocks
  /** The ways to a contact beside mail, were it its turn. */
  plan: (chain: Pick<Chain, 'jurisdiction' | 'corrects'>, link: ChainLink) => PlannedWay[]
}

/** The turns of a notice that is sent at `at`. A correction goes by all ways at once. */
export async function planTurns(db: Db, draft: Outgoing, at: Date): Promise<Turns> {
  const clocks = await findClocks(db, draft, at)
  const planner = wayPlanner(at)
  return {
    clocks,
    plan: ({ jurisdiction, corrects }, { reached }) =>
      planner(reached, {
        answerWithin: clocks.minutes.get(jurisdiction) ?? draft.answerWithin,
        severe: draft.severe ?? false,
        atOnce: corrects !== undefined,
      }),
  }
}
