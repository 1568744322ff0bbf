import type { PublicReport, PublicReportKind } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Time } from './column-types.ts'

/** What anybody reported with no account; its words are absent once they were erased. */
type PublicReportTable = {
  id: string
  position: Generated<number>
  reference: string
  code_hash: Uint8Array
  proof_hash: Uint8Array
  to_member: string
  kind: PublicReportKind
  seen_where: string | null
  what: string | null
  masked_where: string | null
  masked_what: string | null
  masked: number
  struck: number
  received_at: Time
  answer_by: Time
  state: PublicReport['state']
  log_index: number
}

type PublicReportEventTable = {
  id: Generated<number>
  report_id: string
  at: Time
  kind: PublicReport['hops'][number]['kind']
  words: string | null
  log_index: number
}

/** Tables of reports of the public. */
export type PublicReportTables = {
  public_reports: PublicReportTable
  public_report_events: PublicReportEventTable
}
