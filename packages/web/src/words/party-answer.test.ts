import type { AlertAnswer } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeNobody, describeOthers } from './party-answer.ts'

const AT = '2026-10-02T12:00:00.000Z'
const BEFORE = Date.parse('2026-10-01T00:00:00.000Z')
const AFTER = Date.parse('2026-10-03T00:00:00.000Z')
const said = (change: Partial<AlertAnswer>): AlertAnswer => ({
  answer: 'not-ours',
  mayKnow: 'nobody',
  wantsHelp: false,
  at: AT,
  ...change,
})

test('others are told from an instant that is named, since it, never, or when cannot be said yet', () => {
  expect(describeOthers({ othersFrom: AT }, 'en', BEFORE)).toMatch(
    /^Others may be told from 2026|^Others may be told from October/,
  )
  expect(describeOthers({ othersFrom: AT }, 'en', AFTER)).toMatch(/^Others may be told since/)
  expect(describeOthers({}, 'en', AFTER)).toBe('Others may not be told yet.')
  expect(describeOthers({ answer: said({ answer: 'ours' }), othersFrom: AT }, 'en', AFTER)).toMatch(
    /^Nobody else is told/,
  )
})

test('letting nobody know is told as what it does: until the time of the party is over, and nothing once others may know', () => {
  expect(describeNobody({ othersFrom: AT }, 'en', BEFORE)).toMatch(/^Nobody until/)
  expect(describeNobody({ othersFrom: AT }, 'en', AFTER)).toMatch(/since/)
  expect(describeNobody({}, 'en', BEFORE)).toBe('Nobody before our time is over')
  expect(
    describeNobody({ answer: said({ mayKnow: 'members' }), othersFrom: AT }, 'en', BEFORE),
  ).toBe('Nobody before our time is over')
})
