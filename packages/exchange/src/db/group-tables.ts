import type { ElectionDraft } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, Time } from './column-types.ts'

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
}

type GroupMemberTable = { group_id: string; member_id: string; joined_at: Time }

/** Elections, and the groups whose charters may hang on them. */
export type GroupTables = {
  elections: ElectionTable
  groups: GroupTable
  group_members: GroupMemberTable
}
