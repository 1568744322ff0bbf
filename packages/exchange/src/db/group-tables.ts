import type { CharterCase, CharterTerms, ElectionDraft } from '@tocsin/api'
import type { ColumnType, Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type ElectionTable = {
  id: string
  name: string
  kind: string
  held_on: string
  places: string[]
  deadlines: Json<ElectionDraft['deadlines']>
  clocks: Json<NonNullable<ElectionDraft['clocks']>>
}

export type GroupTable = {
  id: string
  name: string
  charter: string
  purposes: string[]
  legal_basis: string
  max_tlp: string
  expires_at: Time
  /** The election that it hangs on, and how many days after it the charter ends; both null for a date of its own. */
  ends_with: Generated<string | null>
  ends_days: Generated<number | null>
  created_at: Time
  /** Markings that the charter allows beside TLP, PAP and statements, by id or by name. */
  markings: Generated<string[]>
  /** The version of the charter that is in force; what of it the rules of the exchange look at stands in the columns above. */
  charter_number: Generated<number>
  /** Its law in Cedar; null where the rules of the exchange say all that it says. */
  law: Generated<string | null>
  retention_days: Generated<number | null>
  /** Versions that are adopted and not in force yet, in the order of their days. */
  next_charters: ColumnType<NextCharter[] | null, string | null | undefined, string | null>
}

/** A version to come, as the verdicts on a release look at it from its day on. */
export type NextCharter = {
  number: number
  /** An instant, as are the others below. */
  from: string
  purposes: string[]
  maxTlp: string
  basis: string
  expiresAt: string
  markings: string[]
  law: string
  retentionDays: number | null
}

type CharterVersionTable = {
  group_id: string
  number: number
  state: string
  terms: Json<CharterTerms>
  /** Cedar; empty for what was there before charters had versions. */
  law: string
  cases: Json<CharterCase[]>
  in_force_from: Time
  /** The version that it was compared with, the last one adopted then. */
  based_on: Generated<number | null>
  /** What was proposed; null where nobody proposed it. */
  bytes: Generated<string | null>
  /** Of `bytes`, in hex; null where nobody proposed it. */
  sha256: Generated<string | null>
  by_text: Generated<boolean>
  proposed_at: Time
  proposed_by_member: Generated<string | null>
  proposed_by: Generated<string | null>
  settled_at: MaybeTime
  settled_by_member: Generated<string | null>
  settled_by: Generated<string | null>
  reason: Generated<string | null>
  log_index: Generated<number | null>
}

/** What a person was shown of a proposal. */
type CharterLookTable = {
  group_id: string
  number: number
  person_id: string
  seen: string
  at: Time
}

type GroupMemberTable = { group_id: string; member_id: string; joined_at: Time }

/** Elections, and the groups whose charters may hang on them. */
export type GroupTables = {
  elections: ElectionTable
  groups: GroupTable
  group_members: GroupMemberTable
  charter_versions: CharterVersionTable
  charter_looks: CharterLookTable
}
