import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { recordChanges, type Change } from './changes.ts'
import { tellContact } from './escalate.ts'
import { baseChange, dueAfter, lockTargets, type LockedTarget } from './locked.ts'
import { loadMail, type ClaimedDelivery } from './mail.ts'
import { decideUndeliverable, isUnserved } from './rules.ts'
import { NO_MAIL_SERVER } from './words.ts'

const BATCH = 40
/** Longer than the mailer's own time limits together; after it another process may try. */
const LEASE_MS = 120_000
const RETRY_MINUTES = [1, 5, 15, 60]

type Outcome = { delivery: ClaimedDelivery; fault: string | undefined; final: boolean }

/**
 * Sends queued mails: claims a batch, sends it outside any transaction, writes the outcomes. A crash
 * in between sends a mail again rather than never. Returns whether more are waiting.
 */
export async function deliverDue(ctx: Context): Promise<boolean> {
  if (!ctx.mailer) return showMissingServer(ctx)
  const claimed = await claim(ctx)
  const outcomes = await Promise.all(claimed.map((delivery) => attempt(ctx, delivery)))
  if (outcomes.length > 0) await writeOutcomes(ctx, outcomes)
  return claimed.length > 0
}

async function showMissingServer(ctx: Context): Promise<false> {
  await ctx.database.db
    .updateTable('deliveries')
    .set({ fault: NO_MAIL_SERVER })
    .where('state', '=', 'queued')
    .where((eb) => eb.or([eb('fault', 'is', null), eb('fault', '!=', NO_MAIL_SERVER)]))
    .execute()
  return false
}

async function claim(ctx: Context): Promise<ClaimedDelivery[]> {
  const wall = new Date()
  const found = await sql<ClaimedDelivery>`
    update deliveries d set leased_until = ${new Date(wall.getTime() + LEASE_MS)}, attempts = attempts + 1
    where d.id in (
      select id from deliveries where next_at <= ${ctx.clock.now()} and (leased_until is null or leased_until < ${wall})
      order by next_at limit ${sql.lit(BATCH)} for no key update skip locked)
    returning d.id, d.target_id as "targetId", d.rank, d.address, d.attempts, d.token`.execute(
    ctx.database.db,
  )
  return found.rows
}

async function attempt(ctx: Context, delivery: ClaimedDelivery): Promise<Outcome> {
  try {
    await ctx.mailer!.send(await loadMail(ctx, delivery))
    return { delivery, fault: undefined, final: true }
  } catch (err) {
    const code = (err as { responseCode?: number }).responseCode ?? 0
    const fault = err instanceof Error ? err.message.slice(0, 300) : 'the mail server refused'
    ctx.logger.info({ fault, delivery: delivery.id }, 'mail not delivered')
    return { delivery, fault, final: code >= 500 || delivery.attempts > RETRY_MINUTES.length }
  }
}

async function writeOutcomes(ctx: Context, outcomes: Outcome[]): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const targets = await lockTargets(
      tx,
      outcomes.map((outcome) => outcome.delivery.targetId),
    )
    const byId = new Map(targets.map((target) => [target.id, target]))
    const changes: Change[] = []
    for (const outcome of outcomes) {
      const target = byId.get(outcome.delivery.targetId)!
      await updateDelivery(tx, outcome, at)
      if (!outcome.final) continue
      for (const change of await consequences(tx, target, outcome, at)) {
        changes.push(change)
        target.standing = { state: change.state, rank: change.rank, dueAt: change.dueAt }
      }
    }
    await recordChanges(tx, changes)
  })
}

async function updateDelivery(
  tx: Tx,
  { delivery, fault, final }: Outcome,
  at: Date,
): Promise<void> {
  const wait = RETRY_MINUTES[delivery.attempts - 1] ?? 60
  const done = final
    ? { next_at: null, token: null, state: fault === undefined ? 'sent' : 'failed' }
    : { next_at: new Date(at.getTime() + wait * 60_000) }
  await tx
    .updateTable('deliveries')
    .set({
      ...done,
      leased_until: null,
      fault: fault ?? null,
      ...(fault === undefined ? { sent_at: at } : {}),
    })
    .where('id', '=', delivery.id)
    // One whose notice was closed while it was under way is not tried again.
    .$if(!final, (query) => query.where('state', '=', 'queued'))
    .execute()
}

/** A mail that is out is on record; one that cannot go out moves on to the next contact at once. */
async function consequences(
  tx: Tx,
  target: LockedTarget,
  outcome: Outcome,
  at: Date,
): Promise<Change[]> {
  const title = await titleOf(tx, target.id, outcome.delivery.rank)
  if (outcome.fault === undefined) {
    return [
      { ...baseChange(target, at), kind: 'delivery.sent', detail: `Mail handed over for ${title}` },
    ]
  }
  const failed: Change = {
    ...baseChange(target, at),
    kind: 'delivery.failed',
    detail: `Mail to ${title} failed: ${outcome.fault}`,
    fault: `Mail to ${title} failed`,
  }
  const current =
    outcome.delivery.rank === target.standing.rank &&
    isUnserved(target.standing.state) &&
    !target.closed
  if (!current) return [failed]
  const { next, state } = decideUndeliverable(target.standing, target.chain)
  if (next === undefined) return [failed, unreachable(target, at, state)]
  const nextTitle = await tellContact(tx, target, next, at)
  return [
    failed,
    {
      ...baseChange(target, at),
      kind: 'notice.escalated',
      state,
      rank: next,
      dueAt: dueAfter(target, at),
      detail: `Mail could not be delivered; now asking ${nextTitle}`,
    },
  ]
}

function unreachable(target: LockedTarget, at: Date, state: Change['state']): Change {
  const words = 'No mail reaches any contact of this office. The sender must call.'
  return {
    ...baseChange(target, at),
    kind: 'notice.unreachable',
    state,
    dueAt: undefined,
    detail: words,
    fault: words,
  }
}

async function titleOf(tx: Tx, targetId: string, rank: number): Promise<string> {
  const row = await tx
    .selectFrom('notice_contacts')
    .select('title')
    .where('target_id', '=', targetId)
    .where('rank', '=', rank)
    .executeTakeFirstOrThrow()
  return row.title
}
