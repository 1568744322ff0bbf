import type { Appeal, AppealAnswer } from '@tocsin/api'

export const ANSWER_NAMES: Record<AppealAnswer, string> = {
  looking: 'is looking at it',
  removed: 'removed it',
  corrected: 'corrected it',
  kept: 'keeps it',
  'not-held': 'does not have it',
}

/** What the buttons say. */
export const ANSWER_ACTS: Record<AppealAnswer, string> = {
  looking: 'We look at it',
  removed: 'We removed it',
  corrected: 'We corrected it',
  kept: 'We keep it',
  'not-held': 'We do not have it',
}

export const BEHALF_NAMES: Record<Appeal['behalf'], string> = {
  person: 'for somebody whom it concerns',
  member: 'for itself',
}
