import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import { writeOutcomes, type Claimed, type Outcome } from '../delivery/outbox.ts'
import { announce } from '../live/announce.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals, type Refused } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import {
  baseChange,
  dueAfter,
  lockRows,
  lockTargets,
  readTargets,
  type LockedTarget,
} from './locked.ts'
import { writeMails } from './mail.ts'
import { moveOn } from './move-on.ts'
import { recordBounce, recordDelay } from './bounced.ts'
import { decideHandedOver, isUnserved } from './rules.ts'

const CUT_OFF = 'the line ended before the mail server answered'

/** Mails of notices: what they say, and what their going out or not means for an office. */
export const noticeMails: Purpose = {
  names: ['notice'],
  write: writeMails,
  unknown: recordUnknown,
  settle,
  bounced: recordBounce,
  delayed: recordDelay,
  turned: announceWaiting,
}

async function settle(ctx: Context, outcomes: Outcome[], at: Date): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const ids = outcomes.map((outcome) => outcome.delivery.targetId!)
    await lockRows(tx, ids)
    await writeOutcomes(tx, outcomes, at)
    const byId = new Map((await readTargets(tx, ids)).map((target) => [target.id, target]))
    const titles = await selectTitles(tx, ids)
    const changes: Change[] = []
    for (const outcome of outcomes) {
      const target = byId.get(outcome.delivery.targetId!)!
      const title = titles.get(`${target.id} ${outcome.delivery.rank}`)!
      for (const change of await consequences(tx, { target, title, outcome, at })) {
        changes.push(change)
        target.standing = { state: change.state, rank: change.rank, dueAt: change.dueAt }
      }
    }
    await recordChanges(tx, changes)
    await recordRefusals(tx, at, withheldOf(outcomes, byId))
  })
}

/** Says of mails of a process that ended amid them what is not known; they go out again. */
async function recordUnknown(ctx: Context, deliveries: Claimed[], at: Date): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const ids = deliveries.map(({ targetId }) => targetId!)
    const targets = new Map((await lockTargets(tx, ids)).map((target) => [target.id, target]))
    const titles = await selectTitles(tx, ids)
    await recordChanges(
      tx,
      deliveries.map(({ targetId, rank }) => {
        const title = titles.get(`${targetId} ${rank}`)!
        return toUnknown(targets.get(targetId!)!, {
          title,
          at,
          since: 'the exchange ended amid it',
        })
      }),
    )
  })
}

/** Nobody's clock starts by it, and nobody counts as asked. */
function toUnknown(
  target: LockedTarget,
  { title, at, since }: { title: string; at: Date; since: string },
): Change {
  return {
    ...baseChange(target, at),
    kind: 'delivery.unknown',
    by: 'exchange',
    detail: `Whether the mail for ${title} was handed over is not known, since ${since}. It goes out again as the same message, and may come twice`,
  }
}

/** Titles of the contacts of targets, by target and rank. */
export async function selectTitles(tx: Tx, targetIds: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('notice_contacts')
    .select(['target_id', 'rank', 'title'])
    .where('target_id', 'in', targetIds)
    .execute()
  return new Map(rows.map((row) => [`${row.target_id} ${row.rank}`, row.title]))
}

export function withheldOf(
  outcomes: readonly Outcome[],
  targets: ReadonlyMap<string, LockedTarget>,
): Refused[] {
  return outcomes.flatMap(({ delivery, refusal: decision }) => {
    const target = targets.get(delivery.targetId!)!
    const subject = `notice:${target.noticeId}`
    return decision
      ? [{ act: 'notice.deliver', subject, by: { memberId: target.fromMember }, decision }]
      : []
  })
}

/**
 * A mail that is out is on record and starts the clock; one that is refused for good moves on to the next contact at
 * once; one that was put off too often has the next contact asked too. Our own server's faults change nothing.
 */
async function consequences(
  tx: Tx,
  {
    target,
    title,
    outcome,
    at,
  }: { target: LockedTarget; title: string; outcome: Outcome; at: Date },
): Promise<Change[]> {
  const { delivery, ending, fault } = outcome
  if (fault?.unknown) return [toUnknown(target, { title, at, since: CUT_OFF })]
  if (ending === 'server' || ending === 'put-off' || ending === 'put-back') return []
  const rank = delivery.rank!
  if (ending === 'handed-over') {
    const due = dueAfter(target, at)
    return [
      {
        ...baseChange(target, at),
        ...decideHandedOver(target.standing, {
          rank,
          closed: target.closed,
          due,
          kind: target.kind,
        }),
        kind: 'delivery.sent',
        by: 'exchange',
        detail: `Mail for ${title} was handed over to a mail server`,
        ...(target.standing.state === 'unreachable' ? { fault: '' } : {}),
      },
    ]
  }
  if (outcome.refusal) return withhold(target, outcome.refusal, { title, rank, at })
  const late = ending === 'late'
  const words = late
    ? `Mail to ${title} was put off ${delivery.attempts} times and is tried on`
    : `Mail to ${title} failed`
  const failed: Change = {
    ...baseChange(target, at),
    by: 'exchange',
    kind: late ? 'delivery.delayed' : 'delivery.failed',
    // Only the codes: the server's own words may hold the address, which is none of the record's.
    detail: fault ? `${words}: ${fault.brief}` : words,
    fault: words,
  }
  const current =
    rank === target.standing.rank &&
    isUnserved(target.standing.state, target.kind) &&
    !target.closed
  return current ? [failed, await moveOn(tx, target, at, late)] : [failed]
}

/** The rules would keep it from every other contact too, so the office is told by nobody. */
function withhold(
  target: LockedTarget,
  { reason, rule }: Decision,
  { title, rank, at }: { title: string; rank: number; at: Date },
): Change[] {
  const words = `Mail to ${title} was withheld: ${reason}`
  const failed: Change = {
    ...baseChange(target, at),
    kind: 'delivery.failed',
    by: 'exchange',
    detail: `${words} (rule ${rule})`,
    fault: words,
  }
  const { state } = target.standing
  const isCurrent =
    rank === target.standing.rank && isUnserved(state, target.kind) && !target.closed
  if (!isCurrent || state === 'told') return [failed]
  return [
    failed,
    {
      ...baseChange(target, at),
      kind: 'notice.unreachable',
      state: 'unreachable',
      dueAt: undefined,
      by: 'exchange',
      detail: words,
      fault: words,
    },
  ]
}

/** Screens of notices whose mails wait show why, so they hear when that changes. */
async function announceWaiting(ctx: Context, at: Date): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const waiting = await sql<{ id: string; from_member: string }>`
      select distinct n.id, n.from_member from deliveries d join notices n on n.id = d.notice_id
      where d.next_at is not null limit 100`.execute(tx)
    for (const { id, from_member } of waiting.rows)
      await announce(tx, { kind: 'notice.changed', subject: id, at, members: [from_member] })
  })
}
