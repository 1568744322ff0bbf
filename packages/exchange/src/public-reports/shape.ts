import type { FollowedReport, PublicReport } from '@tocsin/api'
import type { PublicRow } from './store.ts'

export function toFollowed(row: PublicRow): FollowedReport {
  return {
    reference: row.reference,
    kind: row.kind,
    to: { id: row.to_id, name: row.to_name, kind: row.to_kind },
    receivedAt: row.received_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    state: row.state,
    struck: row.struck,
    hops: row.hops.map(({ at, kind, words, index }) => ({
      at,
      kind,
      ...(words ? { words } : {}),
      logIndex: Number(index),
    })),
  }
}

/** With its words as they are masked, or as `said` where a person opened it. */
export function toPublicReport(
  row: PublicRow,
  said?: { where: string | null; what: string | null },
): PublicReport {
  const { where, what } = said ?? { where: row.masked_where, what: row.masked_what }
  return {
    ...toFollowed(row),
    id: row.id,
    ...(where === null ? {} : { where }),
    ...(what === null ? {} : { what }),
    masked: said ? 0 : row.masked,
  }
}
