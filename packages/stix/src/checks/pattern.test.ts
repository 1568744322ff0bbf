import { expect, test } from 'vitest'
import { validate } from '../validate/validate.ts'

const indicator = {
  type: 'indicator',
  spec_version: '2.1',
  id: 'indicator--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-01T00:00:00.000Z',
  name: 'Lookalike',
  description: 'Asks for a signature.',
  indicator_types: ['malicious-activity'],
  pattern: "[domain-name:value = 'examp1e-votes.example']",
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
}

test('a STIX pattern that does not parse is a fault that says where', () => {
  const { valid, faults } = validate({ ...indicator, pattern: '[file.size = 1280]' })
  expect(valid).toBe(false)
  expect(faults).toEqual([
    {
      level: 'must',
      path: '/pattern',
      rule: 'pattern',
      message: 'line 1, column 5: expected a colon and a property, found "."',
      section: '9',
    },
  ])
})

test('a pattern in another language is not looked at', () => {
  const sigma = { ...indicator, pattern: 'title: x', pattern_type: 'sigma' }
  expect(validate(indicator)).toEqual({ valid: true, faults: [] })
  expect(validate(sigma)).toEqual({ valid: true, faults: [] })
})

test('a pattern asks for no object and no property that cannot be', () => {
  const rulesOf = (pattern: string) =>
    validate({ ...indicator, pattern }).faults.map(({ level, path, rule }) => [level, path, rule])
  const fault = ['must', '/pattern', 'pattern-name']
  expect(rulesOf("[vo:name = 'x']")).toEqual([fault])
  expect(rulesOf("[Voter_Roll:name = 'x']")).toEqual([fault])
  expect(rulesOf('[file:s > 5 OR file:Size NOT > 5] REPEATS 2 TIMES')).toEqual([fault, fault])
  expect(rulesOf("[url:value = 'x'] AND [x-roll:hashes.'A b'.c[*].d = 'x']")).toEqual([])
})
