import type { PublicReport } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

/** One thing that happens to a report of the public. The log holds no word of it, nor a hash of any, so that erasing leaves nothing. */
export type PublicHop = {
  reportId: string
  reference: string
  toMember: string
  kind: PublicReport['hops'][number]['kind']
  at: Date
  by: Doer
  words?: string
  stated?: object
}

/** Writes hops with their entries of the log, and tells the screens of who must answer; call it last in the transaction. */
export async function recordPublicHops(tx: Tx, hops: readonly PublicHop[]): Promise<number[]> {
  const [first] = hops
  if (!first) return []
  const members = [...new Set(hops.map((hop) => hop.toMember))]
  await announce(tx, { kind: 'report.changed', subject: first.reportId, at: first.at, members })
  const indexes = await appendLog(
    tx,
    hops.map(({ kind, at, reportId, reference, toMember, by, stated }) => ({
      kind: `public-report.${kind}`,
      at,
      subject: `public-report:${reportId}`,
      payload: {
        kind: `public-report.${kind}`,
        at: at.toISOString(),
        report: reportId,
        reference,
        ...stated,
      },
      by,
      members: [toMember],
    })),
  )
  await tx
    .insertInto('public_report_events')
    .values(
      hops.map((hop, i) => ({
        report_id: hop.reportId,
        at: hop.at,
        kind: hop.kind,
        words: hop.words ?? null,
        log_index: indexes[i]!,
      })),
    )
    .execute()
  return indexes
}
