import { expect, test } from 'vitest'
import { plannedWords, waysLines } from './ways.ts'

test('an order is said a line a way, in days and hours that people use', () => {
  expect(waysLines('call mon-fri 08:00-17:00 & sat 09:00-12:00; sms')).toEqual([
    'Call by a person: Mon to Fri 08:00 to 17:00, and Sat 09:00 to 12:00',
    'SMS: at any hour',
  ])
  expect(waysLines('sms 8')).toEqual([])
})

test('a way that waits says until when on the wall there, and why', () => {
  const at = '2026-10-06T13:00:00.000Z'
  // Versions of the calendar differ in a comma.
  expect(plannedWords({ way: 'sms', at, because: 'hours' }, 'America/Denver')).toMatch(
    /^SMS: Tue,? 6 Oct, 07:00 there, when the hours on file for it begin$/,
  )
})
