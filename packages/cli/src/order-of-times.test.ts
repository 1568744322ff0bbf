import { expect, test } from 'vitest'
import { orderOfTimes } from './order-of-times.ts'

test('entries that state an earlier time than one before are counted, and the first is named', () => {
  const times = orderOfTimes()
  const hours = ['07', '08', '06', '07', '09', '09', '01']
  hours.forEach((hour, i) => times.take(i, `2026-11-03T${hour}:00:00.000Z`))
  expect(times.seen).toMatchObject({
    first: '2026-11-03T07:00:00.000Z',
    last: '2026-11-03T09:00:00.000Z',
    backwards: 3,
    firstBackwards: 2,
  })
})
