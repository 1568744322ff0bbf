import type { Verdict } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import type { Actor, Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'

/** A "no" of the rules to an act: what was tried, by whom, and to whom it would have gone. */
export type Refused = {
  act: string
  /** What it was about, in words or as `release:<id>`. */
  subject: string
  /** The member that it is shown to: as a rule the one that tried. */
  by: Actor
  /** Who tried, where that is somebody else. */
  doer?: Doer
  toMember?: string
  decision: Decision
}

/** Records refusals with their log entries, in the caller's transaction; call it last. */
export async function recordRefusals(tx: Tx, at: Date, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  const indexes = await appendLog(
    tx,
    refused.map((one) => ({
      kind: 'refusal',
      at,
      subject: one.subject,
      payload: {
        kind: 'refusal',
        at: at.toISOString(),
        act: one.act,
        subject: one.subject,
        to: one.toMember ?? null,
        rule: one.decision.rule,
      },
      by: one.doer ?? one.by,
      members: [one.by.memberId],
    })),
  )
  await tx
    .insertInto('refusals')
    .values(
      refused.map((one, i) => ({
        id: randomUUID(),
        at,
        act: one.act,
        subject: one.subject,
        by_member: one.by.memberId,
        to_member: one.toMember ?? null,
        rule: one.decision.rule,
        reason: one.decision.reason,
        log_index: indexes[i]!,
      })),
    )
    .execute()
}

/** Keeps refusals; `firstIndex` is the place in the log of the first, the others follow. */
export async function insertRefusals(
  tx: Tx,
  act: { at: Date; act: string; subject: string; byMember: string },
  refusals: readonly Verdict[],
  firstIndex: number,
): Promise<void> {
  if (refusals.length === 0) return
  const rows = refusals.map((refusal, i) => ({
    id: randomUUID(),
    at: act.at,
    act: act.act,
    subject: act.subject,
    by_member: act.byMember,
    to_member: refusal.member.id,
    rule: refusal.rule,
    reason: refusal.reason,
    log_index: firstIndex + i,
  }))
  await tx.insertInto('refusals').values(rows).execute()
}
