import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** Numbers for machines, the order and hours of ways, and the zone of these. */
type ReachColumns = {
  sms: Generated<string | null>
  voice: Generated<string | null>
  fax: Generated<string | null>
  ways: Generated<string | null>
  time_zone: Generated<string | null>
}

type ContactTable = {
  id: string
  jurisdiction: string
  role: string
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
  reached_at: MaybeTime
} & ReachColumns

/** Who changed contacts at once, and the place in the log. */
type ContactImportTable = {
  id: string
  at: Time
  by_member: string
  by_person: string | null
  log_index: number | null
}

/** What stood on file for an office, role and rank from `at` on; without words where they were erased. */
type ContactChangeTable = {
  id: Generated<number>
  /** None: from before the history was kept. */
  import_id: string | null
  contact_id: string
  jurisdiction: string
  role: string
  rank: number
  at: Time
  title: string | null
  email: string | null
  phone: string | null
  language: string | null
  salt: Uint8Array | null
  commitment: Uint8Array | null
  erased_at: MaybeTime
} & ReachColumns

/** View: what every member may know of a role holder. */
type ContactTitleView = {
  id: string
  jurisdiction: string
  role: string
  rank: number
  title: string
  language: string
}

/** Who holds a role of an office as somebody proposes it; `onto` is the SHA-256 of what stood on file. */
type ContactProposalTable = {
  id: string
  state: 'proposed' | 'applied' | 'refused'
  jurisdiction: string
  role: string
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
  onto: Uint8Array
  why: string
  member_id: string
  proposed_by: string
  proposed_at: Time
  settled_by: Generated<string | null>
  settled_at: Generated<Date | null>
  reason: Generated<string | null>
} & ReachColumns

/** Tables of who holds which role of an office. */
export type ContactTables = {
  contacts: ContactTable
  contact_imports: ContactImportTable
  contact_changes: ContactChangeTable
  contact_titles: ContactTitleView
  contact_proposals: ContactProposalTable
}
