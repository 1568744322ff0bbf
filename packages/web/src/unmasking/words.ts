import type { UnmaskingState } from '@tocsin/api'

export const UNMASKING_STATE_NAMES: Record<UnmaskingState, string> = {
  asked: 'Waits for the sender',
  approved: 'Approved',
  declined: 'Declined',
  'timed-out': 'Not answered in time',
  erased: 'Erased',
  withdrawn: 'Taken back by who asked',
}
