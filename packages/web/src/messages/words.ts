import {
  MESSAGE_TYPE_NAMES,
  type MessageState,
  type MessageType,
  type ReviewType,
} from '@tocsin/api'

export const REVIEW_TYPE_NAMES: Record<ReviewType, string> = {
  ...MESSAGE_TYPE_NAMES,
  'tear-line': 'Lower version',
}

/** What each type is for, and what it may not hold. */
export const MESSAGE_TYPE_HINTS: Record<MessageType, string> = {
  'notice-of-information': 'What was found, for the receiver to judge by itself.',
  'technical-indicator': 'Addresses, names, hashes and the like, with what they are signs of.',
  advisory:
    'A general warning. It names no address, domain, handle or account, and nothing can be tied to it later.',
  'legal-process': 'Says that a paper was served, and which. It holds no request and no prose.',
}

export const MESSAGE_STATE_NAMES: Record<MessageState, string> = {
  submitted: 'Waits for a second person',
  returned: 'Returned',
  approved: 'Approved and released',
  withdrawn: 'Withdrawn',
  'timed-out': 'Timed out',
}
