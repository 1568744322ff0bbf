import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

type CaseTable = {
  id: string
  position: Generated<number>
  group_id: string
  opened_by: string
  opener: string
  opened_at: Time
  title: string
  titled_by: string | null
  purpose: string
  state: string
  closed_at: MaybeTime
  /** Of one that was merged, and only of that. */
  merged_into: string | null
  split_from: string | null
  /** Invited and not declined, or joined and not left. */
  readers: string[]
}

/** Who was ever invited. */
type CaseMemberTable = {
  case_id: string
  member_id: string
  kind: string
  invited_by: string
  invited_at: Time
}

/** What became of an invitation. */
type CaseStandingTable = {
  case_id: string
  member_id: string
  kind: string
  state: string
  leads: boolean
  changed_at: Time
}

type CaseItemTable = {
  id: string
  case_id: string
  position: Generated<number>
  kind: string
  ref: string
  member_id: string
  member_kind: string
  person_id: string
  added_at: Time
  day: string
  taken_out_at: MaybeTime
}

type CaseEventTable = {
  /** What it is called to others; its number stays inside. */
  key: Generated<string>
  id: Generated<number>
  case_id: string
  at: Time
  act: string
  member_id: string
  member_kind: string
  person_id: string
  about: string | null
  item_id: string | null
  heard: string[]
}

type CaseStepTable = {
  id: string
  case_id: string
  position: Generated<number>
  member_id: string
  member_kind: string
  made_at: Time
  /** Who reads it, as they were when it was made. */
  heard: string[]
  offer_id: string | null
}

/** A version of a step, by the id that its writer chose. */
type CaseStepEditTable = {
  id: string
  step_id: string
  seq: Generated<number>
  member_id: string
  person_id: string
  at: Time
  /** The version that its writer had before them. */
  base: string | null
  words: string
  due_at: MaybeTime
  state: string
  standing: string
}

type CaseOfferTable = {
  id: string
  case_id: string
  position: Generated<number>
  from_member: string
  to_member: string
  person_id: string
  words: string
  due_at: MaybeTime
  offered_at: Time
  state: string
  answered_at: MaybeTime
  answered_by: string | null
}

/** A line of the joint plan, or a note. */
type CaseLineTable = {
  id: string
  case_id: string
  position: Generated<number>
  kind: string
  member_id: string
  member_kind: string
  person_id: string
  at: Time
  words: string
  due_at: MaybeTime
  struck_at: MaybeTime
  heard: string[]
}

/** An instant that a member proposes to those who could read the case then. */
type CaseInstantTable = {
  id: string
  case_id: string
  position: Generated<number>
  kind: string
  member_id: string
  member_kind: string
  person_id: string
  proposed_at: Time
  words: string
  at: Time
  withdrawn_at: MaybeTime
  heard: string[]
}

/** What a member says to it, for itself. */
type CaseInstantSayTable = {
  instant_id: string
  member_id: string
  member_kind: string
  person_id: string
  says: string
  said_at: Time
}

/** What a member claims, for itself. */
type CaseClaimTable = {
  id: string
  case_id: string
  position: Generated<number>
  about: string | null
  member_id: string
  member_kind: string
  person_id: string
  at: Time
  words: string
  likelihood: string
  confidence: string
  basis: string
  withdrawn_at: MaybeTime
  heard: string[]
}

type CaseMoveTable = {
  id: string
  kind: string
  from_case: string
  into_case: string
  member_id: string
  person_id: string
  at: Time
  undone_at: MaybeTime
}

/** A row that went along. */
type CaseMovedTable = { move_id: string; what: string; row_id: string }

/** Cases that members work together. */
export type CaseTables = {
  cases: CaseTable
  case_members: CaseMemberTable
  case_standings: CaseStandingTable
  case_items: CaseItemTable
  case_events: CaseEventTable
  case_steps: CaseStepTable
  case_step_edits: CaseStepEditTable
  case_offers: CaseOfferTable
  case_lines: CaseLineTable
  case_instants: CaseInstantTable
  case_instant_says: CaseInstantSayTable
  case_claims: CaseClaimTable
  case_moves: CaseMoveTable
  case_moved: CaseMovedTable
}
