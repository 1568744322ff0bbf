import type { UnsealingState } from '@tocsin/api'
import type { Tone } from '../ui/feedback.tsx'

export const UNSEALING_STATES: Record<UnsealingState, { words: string; tone: Tone }> = {
  asked: { words: 'Waits for two key holders', tone: 'new' },
  agreed: { words: 'Two key holders agreed', tone: 'good' },
  declined: { words: 'Declined: two can agree no more', tone: 'warn' },
  lapsed: { words: 'Lapsed: too few key holders agreed in time', tone: 'bad' },
  withdrawn: { words: 'Taken back by the auditor', tone: 'plain' },
  erased: { words: 'Whom it stands for was erased', tone: 'plain' },
}
