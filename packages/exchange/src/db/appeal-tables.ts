import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

type AppealTable = {
  id: string
  position: Generated<number>
  member_id: string
  behalf: string
  words: string
  day: string
  withdrawn: boolean
}

type AppealOwnTable = {
  appeal_id: string
  member_id: string
  person_id: string
  release_id: string
  stix_ids: string[]
  government_too: boolean
  at: Time
}

type AppealHolderTable = {
  appeal_id: string
  member_id: string
  brought_by: string
  stix_ids: string[]
  answer: string | null
  answered_day: string | null
  answered_at: MaybeTime
  answered_by: string | null
}

/** Appeals against what was shared. */
export type AppealTables = {
  appeals: AppealTable
  appeal_own: AppealOwnTable
  appeal_holders: AppealHolderTable
}
