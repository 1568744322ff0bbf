import type { ReplyKind } from '@tocsin/api'

/** What a holder says of a release. */
export const REPLY_NAMES: Record<ReplyKind, string> = {
  'seen-too': 'We have seen this too',
  useful: 'It was useful',
  'no-use': 'It was of no use to us',
  wrong: 'Something in it is wrong',
  reviewed: 'We have reviewed it',
  removed: 'We have removed what we found',
  more: 'There is more here',
}
