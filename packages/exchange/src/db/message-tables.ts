import type { Generated } from 'kysely'
import type { RemainingWords, SourceWords } from '@tocsin/api'
import type { Json, MaybeTime, Time } from './column-types.ts'

type MessageTable = {
  id: string
  position: Generated<number>
  member_id: string
  author: string
  group_id: string
  title: string
  type: string
  state: string
  revision: number
  submitted_at: Time
  due_at: MaybeTime
  release_id: string | null
}

type MessageRevisionTable = {
  message_id: string
  revision: number
  member_id: string
  draft: string
  sha256: Uint8Array
  submitted_at: Time
}

/** What a reviewer saw of one receiver. */
export type SeenVerdict = { member: string; name: string; allow: boolean; rule: string }

type MessageLookTable = {
  message_id: string
  person_id: string
  digest: string
  revision: number
  member_id: string
  policies: string
  seen: Json<SeenVerdict[]>
  at: Time
}

type MessageEventTable = {
  id: Generated<number>
  message_id: string
  member_id: string
  at: Time
  what: string
  person_id: string | null
  revision: number
  note: string | null
  log_index: number
}

type MaskedPersonTable = {
  release_id: string
  member_id: string
  token: string
  kind: string
  original: string
}

type UnmaskingTable = {
  id: string
  position: Generated<number>
  release_id: string
  token: string
  asker: string
  asked_by: string
  sender: string
  reason: string | null
  legal_basis: string | null
  state: string
  asked_at: Time
  due_at: MaybeTime
  decided_at: MaybeTime
  decided_by: string | null
  words: string | null
}

/** What an auditor asked the key holders of a group for. */
type UnsealingTable = {
  id: string
  position: Generated<number>
  release_id: string
  token: string
  asker: string
  asked_by: string
  sender: string
  /** Those who may agree: named by the charter when it was asked, and neither asker nor sender. */
  holders: string[]
  /** Null, with the legal basis, once whom it was about was erased. */
  reason: string | null
  legal_basis: string | null
  state: string
  asked_at: Time
  /** While it waits. */
  due_at: MaybeTime
  settled_at: MaybeTime
  reminded_at: MaybeTime
  /** Who of its key holders held a key when it was settled. */
  held: Generated<string[] | null>
  /** The state that a mail to whoever asked was last queued about. */
  told: Generated<string | null>
}

type UnsealingStepTable = {
  unsealing_id: string
  holder: string
  step: string
  person_id: string
  at: Time
}

/** Of a release that is a part of a statement. */
type ReleasePartTable = {
  release_id: string
  statement_id: string
  from_member: string
  kind: string
  valid_until: MaybeTime
  /** The release of the same part whose place it takes. */
  corrects: string | null
}

type AudienceTable = {
  id: string
  member_id: string
  name: string
  group_id: string
  named: string[]
  version: Generated<number>
  saved_at: Time
  saved_by: string | null
}

type ReleaseTemplateTable = {
  id: string
  member_id: string
  name: string
  audience_id: string | null
  body: string
  version: Generated<number>
  saved_at: Time
  saved_by: string | null
}

/** A release that waits some minutes; its draft is gone once it waits no more. */
type HeldReleaseTable = {
  id: string
  position: Generated<number>
  member_id: string
  person_id: string | null
  key_id: string | null
  title: string
  tlp: string
  draft: string | null
  digest: string
  receivers: number
  state: string
  held_at: Time
  due_at: Time
  ended_at: MaybeTime
  ended_by: string | null
  release_id: string | null
  fault: string | null
  tries: Generated<number>
  retry_at: Generated<Date | null>
}

/** What was found in a lower version as it was proposed. */
export type TearFound = {
  flags: SourceWords[]
  moreFlags: number
  remaining: RemainingWords[]
  moreRemaining: number
  /** What was found beside its objects as it was released; absent before that, and where it was not looked for. */
  said?: SourceWords[]
}

export type TearLineTable = {
  id: string
  member_id: string
  person_id: string
  source_id: string
  tlp: string
  salt: Uint8Array
  commitment: Uint8Array
  objects_sha256: Uint8Array
  first_seen_at: Time
  first_seen_by: string
  proposed_at: Time
  release_id: string | null
  /** Nothing that was cut stands elsewhere in it, or whoever proposed it lets it. */
  settled: boolean
  found: Json<TearFound> | null
}

/** Messages on their way past a second person. */
export type MessageTables = {
  messages: MessageTable
  message_revisions: MessageRevisionTable
  message_looks: MessageLookTable
  message_events: MessageEventTable
  masked_persons: MaskedPersonTable
  unmaskings: UnmaskingTable
  unsealings: UnsealingTable
  unsealing_steps: UnsealingStepTable
  tear_lines: TearLineTable
  release_parts: ReleasePartTable
  audiences: AudienceTable
  release_templates: ReleaseTemplateTable
  held_releases: HeldReleaseTable
  attribution_subjects: { stix_id: string; release_id: string }
}
