/** Legal holds: while one stands, nothing about its subject is erased, by nobody and by no date. */
import type { LegalHold } from '@tocsin/api'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Db, Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import { toActor, type Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { forgetRetained } from './retention.ts'

export async function listHolds(db: Db): Promise<LegalHold[]> {
  const rows = await db.selectFrom('legal_holds').selectAll().orderBy('placed_at').execute()
  return rows.map(({ subject, reason, placed_at }) => ({
    subject,
    reason,
    placedAt: placed_at.toISOString(),
  }))
}

export async function placeHold(
  tx: Tx,
  by: Actor & { personId: string },
  { subject, reason }: { subject: string; reason: string },
  at: Date,
): Promise<LegalHold> {
  await takeCommitOrder(tx)
  try {
    await tx
      .insertInto('legal_holds')
      .values({ subject, reason, placed_by: by.personId, placed_at: at })
      .execute()
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    throw new ExchangeError('conflict', 'a hold on this stands already', { cause })
  }
  await logHold(tx, 'hold.placed', { subject, reason }, by, at)
  return { subject, reason, placedAt: at.toISOString() }
}

export async function liftHold(
  tx: Tx,
  by: Actor,
  hold: { subject: string; reason: string },
  at: Date,
): Promise<void> {
  await takeCommitOrder(tx)
  const gone = await tx
    .deleteFrom('legal_holds')
    .where('subject', '=', hold.subject)
    .returning('subject')
    .executeTakeFirst()
  if (!gone) throw new ExchangeError('not-found', 'no hold on this stands')
  await forgetRetained(tx)
  await logHold(tx, 'hold.lifted', hold, by, at)
}

async function logHold(
  tx: Tx,
  kind: 'hold.placed' | 'hold.lifted',
  { subject, reason }: { subject: string; reason: string },
  by: Actor,
  at: Date,
): Promise<void> {
  const payload = { held: subject, reason }
  await appendLog(tx, [
    { kind, at, subject: 'hold', payload, by: toActor(by), members: [by.memberId] },
  ])
}
