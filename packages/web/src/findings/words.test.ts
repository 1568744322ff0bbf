import { describeMeetings, describeVerdict, verdictWords, type NetworkDocument } from '@tocsin/api'
import { expect, test } from 'vitest'
import { makeFinding } from '../mock-api/finding.ts'
import {
  describeFalseFinds,
  describeLeaders,
  describeOrder,
  describeTechniques,
  describeTraces,
} from './words.ts'

const old = makeFinding(10, 1)

test('a finding made before these facts were kept says nothing of them', () => {
  const bare = {
    ...old,
    members: old.members.map(({ account, score, degree, posts, matched }) => ({
      account,
      score,
      degree,
      posts,
      matched,
    })),
    chance: undefined,
    traces: undefined,
    techniques: undefined,
  }
  for (const describe of [describeMeetings, describeTraces, describeTechniques, describeLeaders])
    expect(describe(bare)).toBeUndefined()
})

test('leaders, chance, traces and techniques are told in words', () => {
  const members = old.members.map((member, k) => ({
    ...member,
    led: k === 4 ? 90 : 3,
    followed: k === 4 ? 2 : 12,
    lead: k === 4 ? 0.96 : -0.6,
  }))
  const finding = {
    ...old,
    members,
    chance: { pairs: 5, observed: 1456, expected: 66.87 },
    traces: [{ trace: 'hashtag', objects: 7, posts: 30, accounts: 9 }],
    techniques: [{ id: 'T0049.002', name: 'Flood Existing Hashtag' }],
  }
  expect(describeLeaders(finding)).toBe(`${members[4]!.account} mostly first`)
  expect(describeOrder(members[4]!)).toBe('mostly first (90 times first, 2 after)')
  expect(describeOrder(members[0]!)).toBe('mostly after (3 times first, 12 after)')
  expect(describeMeetings(finding)).toBe('in step 1,456 times; chance gives 66.9')
  expect(describeTraces(finding)).toMatch(/: 7$/)
  expect(describeTechniques(finding)).toBe('T0049.002 Flood Existing Hashtag')
})

test('the verdict stands first: how sure, and what chance would do', () => {
  const told = (change: Partial<NetworkDocument>) => describeVerdict({ ...old, ...change })
  expect(told({ confidence: 1, q: 0.001 })).toBe('Very sure')
  expect(told({ confidence: 0.2, q: 0.001 })).toBe('Weak')
  expect(told({ confidence: 0, q: 1 })).toBe('Chance alone would do')
  expect(told({ confidence: null, q: null })).toBe('Not tested against chance')
})

test('a finding is told by its verdict and by what explains it, and one of before by how sure it is', () => {
  expect(verdictWords({ verdict: 'stands', confidence: 0.9 })).toBe('Stands')
  expect(verdictWords({ verdict: 'explained', explainedBy: 'scheduler' })).toBe(
    'Explained: a scheduler',
  )
  expect(verdictWords({ confidence: 0.95 })).toBe('Very sure')
  expect(verdictWords({ verdict: 'of a newer detector', confidence: null })).toBe(
    'Not tested against chance',
  )
})

test('how many accounts of a finding chance gives is said where the rate of false finds holds, and nowhere else', () => {
  const members = Array.from({ length: 40 }, (_, k) => ({
    ...old.members[0]!,
    q: k ? 0.001 : 0.05,
  }))
  const parameters = { ...old.parameters, everyScale: true, window: 21_600 }
  const finding = { ...old, members, membersTotal: 40, parameters }
  expect(describeFalseFinds(finding)).toBe(
    'of these 40 accounts about 2 are expected to be here by chance',
  )
  const chosen = { ...finding, parameters: { ...parameters, everyScale: false } }
  expect(describeFalseFinds(chosen)).toBeUndefined()
  expect(describeFalseFinds({ ...finding, membersTotal: 50 })).toBeUndefined()
  expect(describeFalseFinds(old)).toBeUndefined()
})
