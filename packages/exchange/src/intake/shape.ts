import type { LateReport, MemberRef, OwnReport, Report } from '@tocsin/api'
import type { ReportRow, selectLate } from './store.ts'

/** A report as the office that made it is shown it. */
export function toOwnReport(row: ReportRow): OwnReport {
  return { ...toFacts(row), joined: row.joined_to !== null }
}

function toFacts(row: ReportRow): Omit<OwnReport, 'joined'> {
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    where: row.seen_where,
    ...(row.seen_at ? { seenAt: row.seen_at.toISOString() } : {}),
    what: row.what,
    struck: row.struck,
    files: row.files,
    place: row.place,
    ...(row.role === null ? {} : { role: row.role }),
    to: toRef(row),
    receivedAt: row.received_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    state: row.state,
    hops: row.hops.map(({ at, kind, by, words, index }) => ({
      at,
      kind,
      ...(by ? { by } : {}),
      ...(words ? { words } : {}),
      logIndex: Number(index),
    })),
  }
}

export function toReport(row: ReportRow): Report {
  return {
    ...toFacts(row),
    ...(row.joined_to ? { joinedTo: row.joined_to } : {}),
    duplicates: row.duplicates,
  }
}

export function toLate(row: Awaited<ReturnType<typeof selectLate>>[number]): LateReport {
  return {
    reference: row.reference,
    kind: row.kind,
    place: row.place,
    to: toRef(row),
    receivedAt: row.received_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
  }
}

function toRef(row: { to_id: string; to_name: string; to_kind: string }): MemberRef {
  return { id: row.to_id, name: row.to_name, kind: row.to_kind as MemberRef['kind'] }
}
