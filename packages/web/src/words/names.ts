import type { Counts, MemberKind, OfficeRole, RecallAnswer, Role, TargetState } from '@tocsin/api'
import { ROLE_WORDS } from './notice-words.ts'

export const KIND_NAMES: Record<MemberKind, string> = {
  agency: 'agency',
  platform: 'platform',
  office: 'election office',
  campaign: 'campaign',
  researcher: 'researcher',
  hub: 'hub',
}

/** The kinds to choose from; the contract's schemas are not there for a browser. */
export const KINDS = (Object.keys(KIND_NAMES) as MemberKind[]).map((value) => ({
  value,
  label: KIND_NAMES[value],
}))

export const ROLE_NAMES: Record<Role, string> = {
  operator: 'Operator',
  analyst: 'Analyst',
  reviewer: 'Second reviewer',
  official: 'Chief official',
  clerk: 'Clerk',
  auditor: 'Auditor',
}

export const OFFICE_ROLE_NAMES: Record<OfficeRole, string> = ROLE_WORDS.en

export const ANSWER_NAMES: Record<RecallAnswer, string> = {
  deleted: 'Deleted',
  kept: 'Kept',
  'never-stored': 'Never stored',
}

/** In the order in which an office moves, with the two ways of going wrong last. */
export const STATES: readonly TargetState[] = [
  'waiting',
  'told',
  'understood',
  'acted',
  'overdue',
  'unreachable',
]

export const STATE_NAMES: Record<TargetState, string> = {
  waiting: 'Waiting',
  told: 'Told',
  understood: 'Understood',
  acted: 'Acted',
  overdue: 'Overdue',
  unreachable: 'Unreachable',
}

export function totalOf(counts: Counts): number {
  return STATES.reduce((sum, state) => sum + counts[state], 0)
}
