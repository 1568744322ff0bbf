import type { OfficeRole, ReportFile, ReportHop, ReportKind, ReportState } from '@tocsin/api'
import type { Generated, GeneratedAlways } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** What an office, a member or a defended party reported: one of `target_id`, `from_member` and `party_id` says who. */
type OfficeReportTable = {
  id: string
  position: Generated<number>
  reference: string
  target_id: string | null
  from_member: string | null
  party_id: string | null
  source: GeneratedAlways<string>
  key: string
  jurisdiction: string | null
  role: OfficeRole | null
  reporter: string | null
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
  id: Generated<string>
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
