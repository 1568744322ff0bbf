import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Heard } from '../delivery/deliver.ts'
import { recordChanges, type Change } from './changes.ts'
import { baseChange, readTargets, type LockedTarget } from './locked.ts'
import { moveOn, titleOf } from './move-on.ts'
import { isUnserved } from './rules.ts'

/**
 * The receiving side took a mail and says now that it will not arrive: the next contact's turn at once. Where this
 * contact has answered meanwhile, it was reached, whatever a machine says, and its clock stays as it is.
 */
export async function recordBounce(tx: Tx, heard: Heard): Promise<void> {
  const [target] = await readTargets(tx, [heard.delivery.targetId!])
  if (!target) return
  const { rank } = heard.delivery
  const words = `Mail to ${await titleOf(tx, target.id, rank!)} was refused by the receiving server`
  const failed: Change = {
    ...baseChange(target, heard.at),
    by: 'exchange',
    kind: 'delivery.failed',
    detail: withCodes(words, heard.codes),
    ...(target.standing.state === 'told' || !isUnserved(target.standing.state, target.kind)
      ? {}
      : { fault: withCodes(words, heard.codes) }),
  }
  const isTurn =
    rank === target.standing.rank &&
    isUnserved(target.standing.state, target.kind) &&
    !target.closed &&
    !(await hasAnswered(tx, target))
  await recordChanges(tx, isTurn ? [failed, await moveOn(tx, target, heard.at, false)] : [failed])
}

/** The receiving side tries on: said, and nothing else. */
export async function recordDelay(tx: Tx, { delivery, codes, at }: Heard): Promise<void> {
  const [target] = await readTargets(tx, [delivery.targetId!])
  if (!target) return
  const title = await titleOf(tx, target.id, delivery.rank!)
  await recordChanges(tx, [
    {
      ...baseChange(target, at),
      by: 'exchange',
      kind: 'delivery.delayed',
      detail: withCodes(
        `Mail to ${title} is delayed by the receiving server, which tries on`,
        codes,
      ),
    },
  ])
}

/** Only the codes: a server's own words may hold the address, which is none of the record's. */
function withCodes(words: string, codes: string): string {
  return codes === '' ? words : `${words}: ${codes}`
}

/** Whether the office answered while it was this contact's turn. */
async function hasAnswered(tx: Tx, { id, standing }: LockedTarget): Promise<boolean> {
  const found = await sql`
    select from notice_events where target_id = ${id}::uuid and rank = ${standing.rank} and kind = 'notice.told' limit 1`.execute(
    tx,
  )
  return found.rows.length > 0
}
