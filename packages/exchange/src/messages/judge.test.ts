import { expect, test } from 'vitest'
import { diffReceivers } from './judge.ts'

const SENDER = 'agency'
const seen = (member: string, allow: boolean, rule: string) => ({
  member,
  name: member,
  allow,
  rule,
})
const open = { seen: [seen('platform', true, 'tlp-amber')], policies: 'rules' }
const lapsed = { seen: [seen(SENDER, false, 'charter-expired')], policies: 'rules' }

test('that its sender may not release says nothing of who belongs to the group', () => {
  expect(diffReceivers(open, lapsed, SENDER)).toEqual([
    'agency may not release it (charter-expired), so nobody would receive it',
  ])
  expect(diffReceivers(lapsed, lapsed, SENDER)).toEqual([])
  expect(diffReceivers(lapsed, { ...open, policies: 'rules law' }, SENDER)).toEqual([
    'agency may release it again; then it was charter-expired',
    'the charter of the group has changed',
  ])
  expect(diffReceivers(open, { ...open, seen: [] }, SENDER)).toEqual([
    'platform is no longer in the group',
  ])
})
