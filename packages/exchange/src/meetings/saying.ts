/** Whether words of a meeting that are no item may be said to those who hear them: they pass the gate as what follows a release does. */
import type { Context } from '../context.ts'
import { createFinder } from '../masking/find.ts'
import type { Decision } from '../policy/decide.ts'
import { decideTelling } from '../policy/telling.ts'
import { findAsk } from '../sharing/ask.ts'
import { NAMES_PERSONS } from '../sharing/follow-up.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { findNamed } from '../texts/naming.ts'
import type { Party } from './store.ts'
import { ask } from './verdict.ts'

/** `places` are read for requests alone: a link to a call or an address names something by what it is. */
export type Said = { words: readonly string[]; places?: readonly string[] }

/** The first refusal; nothing where all may hear it. Words to no platform or campaign, and of no body of government, are free. */
export function findUnsayable(
  ctx: Context,
  speaker: Pick<Party, 'kind' | 'active'>,
  listeners: readonly Party[],
  { words, places = [] }: Said,
): Decision | undefined {
  const { kind, active } = speaker
  const gated = listeners.filter((one) => isBehindGate(one.kind))
  if (!isGovernment(kind) || gated.length === 0) return undefined
  const namesThings = words.some((one) => findNamed(one) !== undefined)
  const context = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  const said = {
    sender: { kind, active },
    asksForAction: [...words, ...places].some((one) => findAsk(one, []) !== undefined),
    // Of what names nothing no advisory is tied to anything.
    attachesAdvisory: false,
    context,
  }
  for (const { kind: heard } of gated) {
    const decision = decideTelling({ holder: { kind: heard, active: true }, ...said }, ctx.policies)
    if (!decision.allow) return decision
  }
  const decision = ask(ctx, { memberKind: kind }, { action: 'say', namesThings }, { atGate: true })
  if (!decision.allow) return decision
  const finder = createFinder([])
  return words.some((one) => finder(one, undefined).length > 0) ? NAMES_PERSONS : undefined
}
