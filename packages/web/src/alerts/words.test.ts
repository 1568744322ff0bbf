import type { PartyAlert } from '@tocsin/api'
import { expect, test } from 'vitest'
import { maySeal, techniqueName, whyNotShared } from './words.ts'
import { makeAlert } from '../mock-api/alerts.ts'

const FROM = '2026-10-22T12:00:00.000Z'
const alert = (change: Partial<PartyAlert>): PartyAlert => ({ ...makeAlert(1), ...change })
const answer = { mayKnow: 'nobody', wantsHelp: false, at: FROM } as const

test('why others may not be told is said with the day from which they may', () => {
  expect(whyNotShared(alert({ mayShare: true }))).toBeUndefined()
  expect(whyNotShared(alert({ state: 'new' }))).toBe('The party comes first: tell it.')
  expect(whyNotShared(alert({ state: 'telling' }))).toMatch(/begins once a mail/)
  expect(whyNotShared(alert({ state: 'told', othersFrom: FROM }))).toMatch(
    /from 22 Oct 2026.* on, or at once if the party answers/,
  )
  const known = { ...answer, answer: 'known' as const }
  expect(whyNotShared(alert({ state: 'answered', othersFrom: FROM, answer: known }))).toMatch(
    /from 22 Oct 2026.* on\.$/,
  )
})

test('what a party calls its own, what is sealed and what was set aside say so', () => {
  const ours = { ...answer, answer: 'ours' as const }
  expect(whyNotShared(alert({ state: 'answered', answer: ours }))).toMatch(/its own/)
  expect(whyNotShared(alert({ state: 'set-aside' }))).toBe('It was set aside.')
  const seal = { until: FROM, basis: 'Court order', opened: false }
  expect(whyNotShared(alert({ state: 'told', othersFrom: FROM, seal }))).toMatch(
    /sealed until 22 Oct/,
  )
})

test('it is sealed after the party comes to be told and before others may be', () => {
  expect(maySeal(alert({ state: 'new' }))).toBe(false)
  expect(maySeal(alert({ state: 'told' }))).toBe(true)
  expect(maySeal(alert({ state: 'told', mayShare: true }))).toBe(false)
  const seal = { until: FROM, basis: 'Court order', opened: true }
  expect(maySeal(alert({ state: 'told', seal }))).toBe(false)
})

test('a way of imitating that these screens do not know is named as the detector names it', () => {
  expect(techniqueName('homoglyph')).toBe('Letters that look the same to the eye')
  expect(techniqueName('something-new')).toBe('something-new')
})
