import type { GivenMessage } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'
import type { AnswerTables } from './answer-tables.ts'
import type { AppealTables } from './appeal-tables.ts'
import type { AuditTables } from './audit-tables.ts'
import type { CaseTables } from './case-tables.ts'
import type { ContactTables } from './contact-tables.ts'
import type { DefendedTables } from './defended-tables.ts'
import type { DetectionTables } from './detection-tables.ts'
import type { DisclosureTables } from './disclosure-tables.ts'
import type { DutyTables } from './duty-tables.ts'
import type { GroupTables } from './group-tables.ts'
import type { IntakeTables } from './intake-tables.ts'
import type { PublicReportTables } from './public-report-tables.ts'
import type { LogTables } from './log-tables.ts'
import type { KnowledgeTables } from './knowledge-tables.ts'
import type { LookbackChoice, LookbackTables } from './lookback-tables.ts'
import type { MatchingTables } from './matching-tables.ts'
import type { MeetingTables } from './meeting-tables.ts'
import type { MessageTables } from './message-tables.ts'
import type { NamedTables } from './named-tables.ts'
import type { NoticeTables } from './notice-tables.ts'
import type { VendorTables } from './vendor-tables.ts'
import type { SignInTables } from './sign-in-tables.ts'

type JurisdictionTable = {
  id: string
  kind: string
  name: string
  parent: string | null
  ocd_id: string
  /** Ids from the root of the tree down to itself. */
  lineage: string[]
  full_name: string
  accountable: string | null
  told_with: string | null
  languages: Generated<string[]>
  time_zone: string | null
}

export type MemberTable = {
  id: string
  name: string
  kind: string
  jurisdiction: string | null
  active: Generated<boolean>
  created_at: Time
}

export type PersonTable = LookbackChoice & {
  id: string
  member_id: string
  name: string
  email: string
  roles: string[]
  locale: Generated<string>
  active: Generated<boolean>
  created_at: Time
  signed_in_at: MaybeTime
  /** Until when they were invited. */
  ends_at: MaybeTime
  /** Of their screens; null is that of the device. */
  time_zone: string | null
}

export type ApiKeyTable = {
  id: string
  member_id: string
  person_id: string | null
  label: string
  secret_hash: Uint8Array
  can_write: boolean
  created_at: Time
  last_used_at: MaybeTime
  revoked_at: MaybeTime
  /** When it stops by itself. */
  ends_at: MaybeTime
}

type ObjectTable = {
  row: Generated<number>
  stix_id: string
  version: string
  /** The instant of the version, by which versions are compared; null where no database can hold it. */
  version_at: Time | null
  type: string
  spec_version: string
  body: string
  sha256: Uint8Array
  owner: string
  received_at: Time
}

type ReleaseTable = {
  id: string
  position: number
  from_member: string
  person_id: string | null
  group_id: string
  title: string
  tlp: string
  pap: string
  purpose: string
  basis: string
  expires_at: MaybeTime
  named: Generated<string[]>
  finding_id: string | null
  object_count: number
  digest: string
  released_at: Time
  recalled_at: MaybeTime
  recall_reason: string | null
  log_index: number
  /** As JSON; null where nothing was stated. */
  message: Json<GivenMessage> | null
  /** Of a lower version; see `tear_lines`. */
  tear_commitment: Generated<string | null>
}

/** A run of the release's objects that stand together in `objects`; `ord` is the place of the first. */
type ReleaseObjectTable = {
  release_id: string
  ord: number
  first_row: number
  last_row: number
  from_member: string
}

type ReleaseRecipientTable = {
  release_id: string
  member_id: string
  from_member: string
  rule: string
  reason: string
  feed_refusal: string | null
  expires_at: MaybeTime
  withdrawn_at: MaybeTime
  read_at: MaybeTime
  recall_answer: string | null
  recall_note: string | null
  recall_answered_at: MaybeTime
  log_index: number
}

type RefusalTable = {
  id: string
  at: Time
  act: string
  subject: string
  by_member: string
  to_member: string | null
  rule: string
  reason: string
  log_index: number
}

/** What is put together before it is released; `body` is a Composition of the API as JSON. */
type ComposeDraftTable = {
  id: string
  member_id: string
  title: string
  items: number
  body: string
  version: number
  created_at: Time
  created_by: string | null
  saved_at: Time
  saved_by: string | null
}

type LiveEventTable = {
  id: Generated<number>
  key: Generated<string>
  kind: string
  subject: string
  at: Time
  members: string[]
}

/** Every table of the exchange by its name in the database. */
export type Tables = LogTables &
  NoticeTables &
  MeetingTables &
  KnowledgeTables &
  LookbackTables &
  MatchingTables &
  IntakeTables &
  PublicReportTables &
  MessageTables &
  NamedTables &
  AnswerTables &
  AppealTables &
  AuditTables &
  CaseTables &
  DisclosureTables &
  DutyTables &
  SignInTables &
  VendorTables &
  ContactTables &
  DetectionTables &
  DefendedTables &
  GroupTables & {
    settings: { name: string; value: string }
    jurisdictions: JurisdictionTable
    members: MemberTable
    people: PersonTable
    api_keys: ApiKeyTable
    objects: ObjectTable
    releases: ReleaseTable
    /** View: whom the reader named in releases of its own. */
    release_named: { id: string; named: string[] }
    release_objects: ReleaseObjectTable
    release_recipients: ReleaseRecipientTable
    release_reads: { release_id: string; member_id: string; read_at: Date | null }
    refusals: RefusalTable
    live_events: LiveEventTable
    compose_drafts: ComposeDraftTable
  }
