import type { ReportHop } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog, type Act } from '../log/append.ts'

/** One thing that happens to a report. The statement holds no word of the report, which the log commits to by its hash alone. */
export type Hop = {
  reportId: string
  reference: string
  toMember: string
  /** The member that made it; absent for an office and a party. */
  fromMember?: string | undefined
  kind: ReportHop['kind']
  at: Date
  by: Doer
  byMember?: string
  words?: string
  /** What the log states besides. */
  stated?: object
}

/** Writes hops with their entries of the log, and tells the screens of who must answer; call it last in the transaction. */
export async function recordHops(tx: Tx, hops: readonly Hop[]): Promise<number[]> {
  const [first] = hops
  if (!first) return []
  for (const toMember of new Set(hops.map((hop) => hop.toMember)))
    await announce(tx, {
      kind: 'report.changed',
      subject: first.reportId,
      at: first.at,
      members: [toMember],
    })
  const indexes = await appendLog(tx, hops.map(toAct))
  await tx
    .insertInto('report_events')
    .values(
      hops.map((hop, i) => ({
        report_id: hop.reportId,
        at: hop.at,
        kind: hop.kind,
        by_member: hop.byMember ?? null,
        words: hop.words ?? null,
        log_index: indexes[i]!,
      })),
    )
    .execute()
  return indexes
}

function toAct(hop: Hop): Act {
  return {
    kind: `report.${hop.kind}`,
    at: hop.at,
    subject: `report:${hop.reportId}`,
    payload: {
      kind: `report.${hop.kind}`,
      at: hop.at.toISOString(),
      report: hop.reportId,
      reference: hop.reference,
      ...hop.stated,
    },
    by: hop.by,
    members: hop.fromMember === undefined ? [hop.toMember] : [hop.toMember, hop.fromMember],
  }
}
