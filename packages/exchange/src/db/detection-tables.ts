import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type UploadTable = {
  id: string
  member_id: string
  person_id: string | null
  file_name: string
  bytes: number
  rows: number
  columns: Json<string[]>
  preset: string | null
  mapping: Json<Record<string, string>>
  uploaded_at: Time
}

export type DetectionRunTable = {
  id: string
  member_id: string
  upload_id: string
  detector: string
  parameters: Json<unknown>
  state: string
  phase: string
  progress: number
  error: string | null
  started_at: Time
  ended_at: MaybeTime
  beat_at: Time
  findings: Generated<number>
  /** Sentences as JSON; null for runs that have not ended well, and from before. */
  warnings: string | null
}

export type FindingTable = {
  id: string
  kind: 'network'
  member_id: string
  run_id: string | null
  title: string
  trace: string
  accounts: number
  score: number
  first_at: Time
  last_at: Time
  found_at: Time
  body: string
  /** This and the next four are null until the finding is weighed. */
  headline: string | null
  standing: string | null
  confidence: number | null
  leader: string | null
  weight: number | null
}

/** What a member made of a network; the row of the highest version holds. */
export type FindingChangeTable = {
  finding_id: string
  version: number
  member_id: string
  state: string
  assignee: string | null
  note: string | null
  changed_by: string | null
  at: Time
  log_index: number
}

/** What was looked through, what was found, and what its member made of it. */
export type DetectionTables = {
  uploads: UploadTable
  detection_runs: DetectionRunTable
  findings: FindingTable
  finding_changes: FindingChangeTable
}
