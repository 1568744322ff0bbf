import { expect, test } from 'vitest'
import { describeReceivers, describeText } from './words.ts'

test('a small number of receivers is told as a bound, and a kind without a number as the kind', () => {
  expect(
    describeReceivers({
      receivers: [
        { kind: 'platform', fewerThan: 5 },
        { kind: 'campaign', count: 7 },
        { kind: 'researcher' },
      ],
    }),
  ).toBe('platform: fewer than 5; campaign: 7; researcher')
})

test('words that are not shown are told with the day on which they become public', () => {
  const textFrom = '2027-01-02T03:04:05.000Z'
  expect(describeText({ textFrom })).toBe('Not shown; public from 2027-01-02')
  expect(describeText({ textFrom, text: 'Seen' })).toBe('Public')
})
