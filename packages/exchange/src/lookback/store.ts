/** What members keep for look-back, in SQL. */
import { KEPT_DAYS, type KindDecay } from '@tocsin/api'
import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../db/database.ts'
import type { Act } from '../log/append.ts'
import type { Actor } from '../log/actor.ts'

export const DAY_MS = 86_400_000

export type Chosen = { readonly days: number; readonly key: Uint8Array }

/** What the member chose, with a key of its own made where it has none; locked, so that it keeps and sets one after the other. */
export async function lockChosen(tx: Tx, memberId: string): Promise<Chosen> {
  await tx
    .insertInto('lookback_members')
    .values({ member_id: memberId, days: KEPT_DAYS.usual, key: randomBytes(32) })
    .onConflict((one) => one.column('member_id').doNothing())
    .execute()
  return tx
    .selectFrom('lookback_members')
    .select(['days', 'key'])
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

/** What a member's things are looked for by. */
export type Asked = {
  readonly key: Uint8Array
  readonly minScore: number
  readonly decay: readonly KindDecay[]
}

/** The key under which a member's digests were made, and what must be left of an indicator; nothing once all of it was erased. */
export async function findAsked(db: Db, memberId: string): Promise<Asked | undefined> {
  const row = await db
    .selectFrom('lookback_members')
    .select(['key', 'min_score', 'decay'])
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row && { key: row.key, minScore: row.min_score, decay: row.decay }
}

/** An act on what the member keeps: for its own eyes, and without a name of what it kept. */
export function lookbackAct(
  kind: 'lookback.set' | 'lookback.kept' | 'lookback.erased',
  by: Actor,
  at: Date,
  stated: { statement: string } & Record<string, unknown>,
): Act {
  const { memberId } = by
  return { kind, at, subject: `lookback:${memberId}`, payload: stated, by, members: [memberId] }
}
