import { REPORT_KINDS, type MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import {
  answerBy,
  mayPartyReportTo,
  mayReportTo,
  newReference,
  takesReports,
  whereKey,
} from './rules.ts'

test('every kind of report is to be answered within one hour, or four', () => {
  const at = new Date('2026-10-01T12:00:00.000Z')
  const hours = REPORT_KINDS.map(
    (kind) => (answerBy(kind, at).getTime() - at.getTime()) / 3_600_000,
  )
  expect(hours.every((one) => one === 1 || one === 4)).toBe(true)
  expect(answerBy('threat', at).toISOString()).toBe('2026-10-01T13:00:00.000Z')
})

test('two reports of one site have it in common, however its address was written', () => {
  for (const where of [
    'https://vote-franklin.example/where?x=1',
    'http://www.Vote-Franklin.example',
    'hxxps://vote-franklin[.]example/a',
    'vote-franklin.example',
    'vote-franklin.example:8443/x',
  ])
    expect(whereKey(where)).toBe('vote-franklin.example')
  expect(whereKey('  On  the radio ')).toBe('on the radio')
})

test('a reference has no sign that sounds or looks like another', () => {
  for (let i = 0; i < 100; i += 1)
    expect(newReference()).toMatch(/^R-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
})

test('an office reports to government and hubs, never to a platform or campaign, nor where nobody could answer', () => {
  const takes = (answers: boolean) => (kind: string) => takesReports({ kind, answers })
  expect(['agency', 'hub', 'office'].every(takes(true))).toBe(true)
  expect(['platform', 'campaign', 'researcher'].some(takes(true))).toBe(false)
  expect(['agency', 'hub', 'office'].some(takes(false))).toBe(false)
})

test('where two reports have much in common what they are known by ends with a whole sign', () => {
  for (const before of ['', 'x'])
    expect(whereKey(`${before}${'😀'.repeat(200)}`).isWellFormed()).toBe(true)
})

const MEMBER_KINDS: MemberKind[] = ['agency', 'campaign', 'hub', 'office', 'platform', 'researcher']

test('members report to hubs, government to government too, and nobody of either to a platform or campaign', () => {
  const reached = MEMBER_KINDS.map((from) => [
    from,
    MEMBER_KINDS.filter((to) => mayReportTo(from, to)).toSorted(),
  ])
  for (const [from, to] of reached)
    expect([from, to]).toEqual([
      from,
      from === 'agency' || from === 'office' ? ['agency', 'hub', 'office'] : ['hub'],
    ])
})

test('a party reports to the hub, platform or researcher that told it, an office of government to a hub alone', () => {
  const told = (party: 'campaign' | 'office') =>
    MEMBER_KINDS.filter((finder) => mayPartyReportTo(party, finder)).toSorted()
  expect(told('campaign')).toEqual(['hub', 'platform', 'researcher'])
  expect(told('office')).toEqual(['hub'])
})
