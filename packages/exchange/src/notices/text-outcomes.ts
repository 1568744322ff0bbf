import type { TextChannel } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { writeOutcomes, type Outcome } from '../delivery/outbox.ts'
import { keepParts } from '../delivery/parts.ts'
import { recordRefusals } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import { selectTitles, withheldOf } from './deliver.ts'
import { baseChange, dueAfter, lockRows, readTargets, type LockedTarget } from './locked.ts'
import { decideHandedOver } from './rules.ts'

const NAMES: Record<TextChannel, string> = { sms: 'SMS', voice: 'machine call', fax: 'fax' }

/** What a message of a channel is called in a sentence. */
export function nameOfText(channel: TextChannel): string {
  return NAMES[channel]
}

/** Writes what became of messages to numbers, with all that follows, in one transaction. */
export async function settleTexts(
  ctx: Context,
  channel: TextChannel,
  outcomes: Outcome[],
  at: Date,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const ids = outcomes.map((outcome) => outcome.delivery.targetId!)
    await lockRows(tx, ids)
    await writeOutcomes(tx, outcomes, at)
    await keepParts(tx, channel, outcomes)
    const byId = new Map((await readTargets(tx, ids)).map((target) => [target.id, target]))
    const titles = await selectTitles(tx, ids)
    const because = await selectBecause(tx, outcomes)
    const changes: Change[] = []
    for (const outcome of outcomes) {
      const target = byId.get(outcome.delivery.targetId!)!
      const title = titles.get(`${target.id} ${outcome.delivery.rank}`)!
      const change = toChange(target, {
        what: nameOfText(channel),
        title,
        outcome,
        at,
        because: because.get(outcome.delivery.id) ?? null,
      })
      if (!change) continue
      changes.push(change)
      target.standing = { state: change.state, rank: change.rank, dueAt: change.dueAt }
    }
    await recordChanges(tx, changes)
    await recordRefusals(tx, at, withheldOf(outcomes, byId))
  })
}

/** Why messages go when they go, by delivery. */
async function selectBecause(
  tx: Tx,
  outcomes: readonly Outcome[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(['id', 'because'])
    .where(
      'id',
      'in',
      outcomes.map(({ delivery }) => delivery.id),
    )
    .execute()
  return new Map(rows.map(({ id, because }) => [id, because]))
}

const TRIED_ON: ReadonlySet<Outcome['ending']> = new Set(['server', 'put-off', 'put-back', 'late'])

type Facts = {
  what: string
  title: string
  outcome: Outcome
  at: Date
  because: string | null
}

/**
 * One that a gateway took is on record and starts the clock, as a mail does; what failed or is unknown is said, and the mail and the clock go
 * their way. Nothing while it is tried on.
 */
function toChange(target: LockedTarget, facts: Facts): Change | undefined {
  const { what, title, outcome, at, because } = facts
  const { delivery, ending, fault, refusal, why } = outcome
  const base = { ...baseChange(target, at), by: 'exchange' as const }
  if (ending === 'handed-over')
    return {
      ...base,
      ...decideHandedOver(target.standing, {
        rank: delivery.rank!,
        closed: target.closed,
        due: dueAfter(target, at),
        kind: target.kind,
      }),
      kind: 'text.sent',
      detail: `The ${what} for ${title} was handed over to a gateway${because === 'severe' ? ', outside the hours on file for it, since it could not wait for them' : ''}`,
      ...(target.standing.state === 'unreachable' ? { fault: '' } : {}),
    }
  if (ending === 'unknown') {
    const since = fault ? fault.brief : 'the exchange ended amid it'
    return {
      ...base,
      kind: 'text.unknown',
      detail: `Whether the ${what} for ${title} was handed over is not known (${since}). It is not sent again, so that it does not come twice`,
    }
  }
  if (TRIED_ON.has(ending)) return undefined
  const reason = fault?.brief ?? refusal?.reason ?? why ?? 'no reason is known'
  const words = ending === 'refused' ? 'was refused by the gateway' : 'was not sent'
  return { ...base, kind: 'text.failed', detail: `The ${what} for ${title} ${words}: ${reason}` }
}
