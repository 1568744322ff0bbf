import type { MemberRef, Refusal } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'

/** A page of refusals of acts, newest first, as far as row-level security shows them to the reader. */
export async function listRefusals(
  tx: Tx,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: Refusal[]; next?: string }> {
  const before = readNumber(after)
  const rows = await tx
    .selectFrom('refusals as f')
    .leftJoin('members as m', 'm.id', 'f.to_member')
    .select(['f.id', 'f.at', 'f.act', 'f.subject', 'f.rule', 'f.reason', 'f.log_index'])
    .select(['m.id as to_id', 'm.name as to_name', 'm.kind as to_kind'])
    .$if(before !== undefined, (query) => query.where('f.log_index', '<', before!))
    .orderBy('f.log_index', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, {
    key: (row) => [row.log_index],
    shape: ({ id, at, act, subject, rule, reason, ...row }) => {
      const to = { id: row.to_id, name: row.to_name, kind: row.to_kind } as MemberRef
      const base = { id, at: at.toISOString(), act, subject, rule, reason, logIndex: row.log_index }
      return row.to_id === null ? base : { ...base, to }
    },
  })
}
