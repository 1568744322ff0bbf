import type { ColumnType, Generated } from 'kysely'
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
  /** Of the file as it came, hexadecimal. */
  sha256: string | null
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
  kind: 'network' | 'lookalike'
  member_id: string
  run_id: string | null
  title: string
  /** These two of a network alone. */
  trace: string | null
  accounts: number | null
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
  /** Why it could not be weighed; null where it was, or was not tried. */
  unread: Generated<string | null>
  /** Eight bytes of the SHA-256 of each account of the document, as whole numbers in text; null until weighed. */
  account_keys: ColumnType<unknown, string[], string[]>
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

/** Networks that were found before: those of `finding_id` that are known again. */
type FindingLinkTable = {
  finding_id: string
  earlier_id: string
  member_id: string
  common: number
  total: number
}

/** What was looked through, what was found, and what its member made of it. */
export type DetectionTables = {
  uploads: UploadTable
  detection_runs: DetectionRunTable
  findings: FindingTable
  finding_changes: FindingChangeTable
  finding_links: FindingLinkTable
}
