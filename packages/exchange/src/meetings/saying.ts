/** Whether words of a meeting that are no item may be said to those who hear them: they pass the gate as what follows a release does. */
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { createFinder } from '../masking/find.ts'
import type { Decision } from '../policy/decide.ts'
import { decideTelling } from '../policy/telling.ts'
import { findAsk } from '../sharing/ask.ts'
import { NAMES_PERSONS, withAsk } from '../sharing/follow-up.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { findNamed } from '../texts/naming.ts'
import { findSplitAsk, type Piece } from '../sharing/split-ask.ts'
import { findWaitingName } from '../told-first/words.ts'
import type { Party } from './store.ts'
import { ask } from './verdict.ts'

/**
 * `places` are read for requests alone: a link to a call or an address names something by what it is. `together`: all that the
 * speaker put before this meeting, `words` and `places` among it, for a request that is split over several places.
 */
export type Said = {
  words: readonly string[]
  places?: readonly string[]
  together: readonly Piece[]
}

type Speaker = Pick<Party, 'id' | 'kind' | 'active'>

/**
 * The first refusal; nothing where all may hear it. Nobody names what a party is told of first; else words to no platform or
 * campaign, and of no body of government, are free.
 */
export async function findUnsayable(
  tx: Tx,
  ctx: Context,
  speaker: Speaker,
  listeners: readonly Party[],
  { words, places = [], together }: Said,
): Promise<Decision | undefined> {
  const waiting = await findWaitingName(tx, ctx, speaker.id, [...words, ...places])
  if (waiting) return waiting
  const asked = [...words, ...places]
    .map((one) => findAsk(one, []))
    .find((one) => one !== undefined)
  const asking = findAsking(ctx, speaker, listeners, asked !== undefined)
  if (asking) return withAsk(asking, asked)
  const { kind } = speaker
  if (!isGovernment(kind) || !listeners.some((one) => isBehindGate(one.kind))) return undefined
  const split = findSplit(ctx, speaker, listeners, together)
  if (split) return split
  const namesThings = words.some((one) => findNamed(one) !== undefined)
  const decision = ask(ctx, { memberKind: kind }, { action: 'say', namesThings }, { atGate: true })
  if (!decision.allow) return decision
  const finder = createFinder([])
  return words.some((one) => finder(one, undefined).length > 0) ? NAMES_PERSONS : undefined
}

/** The refusal of what asks only where it is read together, with both places; nothing where it does not, or may. */
export function findSplit(
  ctx: Context,
  speaker: Pick<Party, 'kind' | 'active'>,
  listeners: readonly Party[],
  together: readonly Piece[],
): Decision | undefined {
  if (!isGovernment(speaker.kind) || !listeners.some((one) => isBehindGate(one.kind)))
    return undefined
  const split = findSplitAsk(together)
  const refused = split && findAsking(ctx, speaker, listeners, true)
  if (!refused) return undefined
  const { from, to, ask: said } = split
  return {
    ...refused,
    reason: `${refused.reason}, where ${from} and ${to} are read together: “${said}”`,
  }
}

function findAsking(
  ctx: Context,
  { kind, active }: Pick<Party, 'kind' | 'active'>,
  listeners: readonly Party[],
  asksForAction: boolean,
): Decision | undefined {
  if (!isGovernment(kind)) return undefined
  return listeners
    .filter((one) => isBehindGate(one.kind))
    .map(({ kind: heard }) =>
      decideTelling(
        {
          holder: { kind: heard, active: true },
          sender: { kind, active },
          asksForAction,
          // Of what names nothing no advisory is tied to anything.
          attachesAdvisory: false,
          context: { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' },
        },
        ctx.policies,
      ),
    )
    .find(({ allow }) => !allow)
}
