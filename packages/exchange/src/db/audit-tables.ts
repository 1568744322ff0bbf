import type { AuditedMessage, GivenMessage, RegisterEntry } from '@tocsin/api'
import type { Json, MaybeTime, Time } from './column-types.ts'

type AuditSearchTable = {
  id: string
  person_id: string
  member_id: string
  at: Time
  /** As it was asked. */
  filter: Json<unknown>
  /** How many entries the log had. */
  up_to: number
  found: number
  closed: number
  log_index: number
}

/** View: an act as an auditor may know it. */
type AuditActView = {
  index: number
  kind: string
  at: Date
  subject: string
  members: string[]
  by: Json<unknown>
  rule: string | null
  people: string[]
  message_type: string | null
  /** Null where the statement is not the auditor's to read. */
  payload: string | null
  /** Entries that the log must have more than for the act, and its statement, to be shown. */
  seen_from: number
  open_from: number
}

/** View: a message of a government body with all that stood behind it. */
type AuditMessageView = {
  id: string
  position: number
  at: Date
  type: string
  sender: string
  receivers: Json<RegisterEntry['receivers']>
  purpose: string
  nexus: string
  authority: Json<RegisterEntry['authority']>
  no_ask: string
  content_hash: string
  log_index: number
  us_persons: string
  text_from: Date
  text: string
  title: string
  message: Json<GivenMessage>
  recalled_at: Date | null
  recall_reason: string | null
  group_id: string
  approver: string | null
  message_id: string | null
  author: string | null
  person_review: Json<NonNullable<AuditedMessage['persons']>> | null
}

type AuditMessageEventView = {
  id: number
  message_id: string
  at: Date
  what: string
  person_id: string | null
  revision: number
  note: string | null
  log_index: number
}

/** View: a receiver's ask for whom a pseudonym stands, with what was decided. */
type AuditUnmaskingView = {
  id: string
  release_id: string
  token: string
  asker: string
  asked_by: string
  asked_at: Date
  reason: string | null
  legal_basis: string | null
  state: string
  decided_at: Date | null
  decided_by: string | null
  words: string | null
}

/** View: who was given which release; `title` is null but for messages of government bodies. */
type AuditGivenView = {
  release_id: string
  member_id: string
  rule: string
  log_index: number
  from_member: string
  released_at: Date
  recalled_at: Date | null
  expires_at: MaybeTime
  object_count: number
  message_type: string | null
  title: string | null
}

/** View: whom a pseudonym stands for, once two key holders agreed that the auditor is told. */
type AuditUnsealedView = {
  id: string
  asked_by: string
  token: string
  kind: string
  original: string
}

/** What auditors asked, and the views that they read through. */
export type AuditTables = {
  audit_searches: AuditSearchTable
  audit_members: { id: string; name: string; kind: string }
  audit_people: { id: string; member_id: string; name: string }
  audit_acts: AuditActView
  audit_messages: AuditMessageView
  audit_message_events: AuditMessageEventView
  audit_given: AuditGivenView
  audit_unmaskings: AuditUnmaskingView
  audit_unsealed: AuditUnsealedView
}
