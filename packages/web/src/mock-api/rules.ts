import type { listRules, Refusal, ReplyOf } from '@tocsin/api'
import { idOf, MEMBERS, NOW } from './people.ts'

/** Some of the real rules. */
export const RULES: ReplyOf<typeof listRules> = {
  version: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
  items: [
    {
      id: 'charter-membership',
      effect: 'forbid',
      reason: 'this member does not belong to the group',
      since: '2026-11-22',
    },
    {
      id: 'tlp-red-named-only',
      effect: 'forbid',
      reason: 'TLP:RED reaches only members named one by one, and this member is not named',
      since: '2026-11-22',
    },
    {
      id: 'read-received',
      effect: 'permit',
      reason: 'this member was among the recipients when it was released',
      since: '2026-11-22',
    },
  ],
}

/** A no by one of them. */
export const REFUSAL: Refusal = {
  id: idOf(801),
  at: NOW,
  act: 'release',
  subject: 'Network of 64 accounts',
  to: MEMBERS[7]!,
  rule: 'charter-membership',
  reason: 'this member does not belong to the group',
  logIndex: 31,
}
