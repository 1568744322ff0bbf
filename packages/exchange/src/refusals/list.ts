import type { MemberRef, Refusal } from '@tocsin/api'
import type { Tx } from '../db/database.ts'

/** The newest refusals that the reader may see, at most this many. */
const LIMIT = 500

/** Refusals of acts, newest first, as far as row-level security shows them to the reader. */
export async function selectRefusals(tx: Tx): Promise<Refusal[]> {
  const rows = await tx
    .selectFrom('refusals as f')
    .leftJoin('members as m', 'm.id', 'f.to_member')
    .select(['f.id', 'f.at', 'f.act', 'f.subject', 'f.rule', 'f.reason', 'f.log_index'])
    .select(['m.id as to_id', 'm.name as to_name', 'm.kind as to_kind'])
    .orderBy('f.log_index', 'desc')
    .limit(LIMIT)
    .execute()
  return rows.map(({ id, at, act, subject, rule, reason, ...row }) => {
    const to = { id: row.to_id, name: row.to_name, kind: row.to_kind } as MemberRef
    const base = { id, at: at.toISOString(), act, subject, rule, reason, logIndex: row.log_index }
    return row.to_id === null ? base : { ...base, to }
  })
}
