import { expect, test } from 'vitest'
import { cutAtPhones } from './phones.ts'

const telsOf = (text: string) => cutAtPhones(text).flatMap(({ tel }) => (tel ? [tel] : []))

test('a telephone number in prose is dialled as it is written, and the text stays the same', () => {
  for (const [text, tels] of [
    ['Duty desk, +1 614 555 0100, day and night', ['+16145550100']],
    ['(614) 555-0100 or 555-0199.', ['6145550100', '5550199']],
    ['Call 911 first', []],
    ['Duty desk', []],
    ['Room 12, 2026', []],
  ] as const) {
    expect([text, telsOf(text)]).toEqual([text, tels])
    expect(
      cutAtPhones(text)
        .map(({ words }) => words)
        .join(''),
    ).toBe(text)
  }
})
