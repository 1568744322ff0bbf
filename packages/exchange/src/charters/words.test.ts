import { expect, test } from 'vitest'
import { NO_END } from '../policy/law.ts'
import { wordsOf } from './words.ts'

const LINE = {
  effect: 'loss',
  action: [{ action: 'receive', exit: 'api' }],
  kinds: ['platform'],
  senders: ['agency', 'hub'],
  tlps: ['amber'],
  purposes: ['research'],
  times: [{ from: '2027-01-01T00:00:00.000Z' }],
} satisfies Parameters<typeof wordsOf>[0]

test('a line says who loses what, for what, from whom, at which exit and when', () => {
  expect(wordsOf(LINE)).toBe(
    'Platforms lose receiving TLP:AMBER for research from agencies and hubs, by screen and API, from 2027-01-01 on',
  )
})

test('a line says for how long a release may last where that is all that changes, and nothing where it is not', () => {
  const of = (keptDays: { from: number; to?: number }[]) => wordsOf({ ...LINE, keptDays })
  expect(of([{ from: 91, to: NO_END - 1 }, { from: NO_END }])).toContain(
    'where the release ends after 91 days or later or never',
  )
  expect(of([{ from: 1, to: 30 }])).toContain('where the release ends after 1 to 30 days')
  expect(of([{ from: 1, to: NO_END - 1 }, { from: NO_END }])).toBe(wordsOf(LINE))
})
