import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import type { ToldFinding } from './told-finding.ts'
import { networkToStix } from './network-to-stix.ts'

const AT = '2026-10-01T12:00:00.000Z'
const member = { account: 'same_handle', score: 1, degree: 1, posts: 2, matched: 2 }
const finding: ToldFinding = {
  trace: 'link',
  summary: 'Accounts that act in step',
  score: 1,
  q: null,
  members: [member, { ...member, account: 'other_handle' }],
  membersTotal: 2,
  edges: [],
  edgesTotal: 0,
  evidence: [],
  evidenceTotal: 0,
  parameters: {
    trace: 'link',
    window: 60,
    minWeight: 1,
  },
  caveats: [],
}

function draft(platform: string | null) {
  const author = {
    id: '311b2d2d-f010-4473-83ec-1edf84858f4c',
    name: 'Platform A',
    since: new Date(AT),
  }
  const { objects, dropped } = networkToStix(finding, {
    title: 'T',
    author,
    at: new Date(AT),
    platform,
  })
  return { accounts: objects.filter(({ type }) => type === 'user-account'), dropped }
}

test('one handle on two platforms is two accounts, and on one it is one', () => {
  const [twitter, telegram, again] = ['twitter', 'telegram', 'twitter'].map(draft)
  expect(twitter!.accounts[0]).toMatchObject({
    account_type: 'twitter',
    account_login: 'same_handle',
  })
  expect(telegram!.accounts[0]!.id).not.toBe(twitter!.accounts[0]!.id)
  expect(again!.accounts).toEqual(twitter!.accounts)
  expect(twitter!.dropped.join()).not.toContain('platform')
  for (const { accounts } of [twitter!, telegram!])
    for (const account of accounts)
      expect(validate(account).faults.filter(({ level }) => level === 'must')).toEqual([])
})

test.each([null, 'unknown'])(
  'where the platform is %s the account says none, and what is missing is told',
  (platform) => {
    const { accounts, dropped } = draft(platform)
    expect(accounts[0]).not.toHaveProperty('account_type')
    expect(dropped.join()).toContain('platform of the accounts: it was not given')
  },
)
