import type { OfficeRole, ReportFile, ReportHop, ReportKind, ReportState } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** What an office reported. */
type OfficeReportTable = {
  id: string
  position: Generated<number>
  reference: string
  target_id: string
  key: string
  jurisdiction: string
  role: OfficeRole
  to_member: string
  kind: ReportKind
  seen_where: string
  where_key: string
  seen_at: MaybeTime
  what: string
  struck: number
  received_at: Time
  answer_by: Time
  state: ReportState
  joined_to: Generated<string | null>
  log_index: number
}

/** A piece of evidence; `content` is absent where only its hash was kept. */
type ReportFileTable = {
  report_id: string
  sha256: string
  name: string
  size: number
  state: ReportFile['state']
  content: Uint8Array | null
}

/** A hop of a report. */
type ReportEventTable = {
  id: Generated<number>
  report_id: string
  at: Time
  kind: ReportHop['kind']
  by_member: string | null
  words: string | null
  log_index: number
}

/** Tables of reports from offices. */
export type IntakeTables = {
  office_reports: OfficeReportTable
  report_files: ReportFileTable
  report_events: ReportEventTable
}
