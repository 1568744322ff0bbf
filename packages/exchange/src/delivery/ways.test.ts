import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wayPlanner, type Reached, type Terms } from './ways.ts'

const CLERK: Reached = {
  sms: '+15055550100',
  voice: null,
  fax: null,
  ways: 'call mon-fri 08:00-17:00; sms',
  time_zone: 'America/Denver',
}
const TERMS: Terms = { answerWithin: 60, severe: false, atOnce: false }
/** A Tuesday: 11:00 and 23:00 in Denver. */
const DAY = new Date('2026-10-06T17:00:00Z')
const NIGHT = new Date('2026-10-07T05:00:00Z')

const plan = (at: Date, reached: Partial<Reached> = {}, terms: Partial<Terms> = {}) =>
  wayPlanner(at)({ ...CLERK, ...reached }, { ...TERMS, ...terms }).map(
    ({ way, at: when, because }) => `${way} ${when.toISOString().slice(5, 16)} ${because}`,
  )

test('weekdays a call comes first and the SMS after its share of the time; at night the SMS comes at once and the call in the morning', () => {
  expect(plan(DAY)).toEqual(['call 10-06T17:00 now', 'sms 10-06T17:30 order'])
  expect(plan(NIGHT)).toEqual(['call 10-07T14:00 hours', 'sms 10-07T05:00 now'])
})

test('what is severe goes outside hours that begin when the time to answer is over, and waits for those that begin before', () => {
  const ways = 'sms mon-fri 07:00-17:00'
  expect(plan(NIGHT, { ways })).toEqual(['sms 10-07T13:00 hours'])
  expect(plan(NIGHT, { ways }, { severe: true })).toEqual(['sms 10-07T05:00 severe'])
  expect(plan(NIGHT, { ways }, { severe: true, answerWithin: 600 })).toEqual([
    'sms 10-07T13:00 hours',
  ])
})

test('where no clock runs nothing is so severe that it goes outside hours', () => {
  const ways = 'sms mon-fri 07:00-17:00'
  expect(plan(NIGHT, { ways }, { severe: true, answerWithin: 0 })).toEqual([
    'sms 10-07T13:00 hours',
  ])
})

test('a way whose hours end before its turn goes at once instead of being lost', () => {
  const late = new Date('2026-10-06T22:50:00Z')
  expect(plan(late, { ways: 'call; sms mon-fri 07:00-17:00' })).toEqual([
    'call 10-06T22:50 now',
    'sms 10-06T22:50 now',
  ])
})

test('who gave no order is written to by every number at once, and so is who had words that are corrected', () => {
  const numbers = { voice: '+15055550101' }
  expect(plan(NIGHT, { ...numbers, ways: null })).toEqual(['sms 10-07T05:00 now', 'voice 10-07T05:00 now']) // prettier-ignore
  const ways = 'sms mon-fri 07:00-17:00; voice mon-fri 07:00-17:00'
  expect(plan(NIGHT, { ...numbers, ways }, { atOnce: true })).toEqual([
    'sms 10-07T05:00 now',
    'voice 10-07T05:00 now',
  ])
})

test('whatever the order, each way has one instant, none before the turn, and only what is severe goes outside hours', () => {
  const line = fc.constantFrom('', ' mon-fri 08:00-17:00', ' sat 22:00-06:00', ' sun')
  const order = fc
    .shuffledSubarray(['call', 'sms', 'voice', 'fax'], { minLength: 1 })
    .chain((ways) => fc.tuple(...ways.map((way) => line.map((hours) => way + hours))))
  const at = fc.date({ min: DAY, max: new Date('2027-10-06T00:00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(
      order,
      at,
      fc.boolean(),
      fc.integer({ min: 0, max: 10_080 }),
      (ways, from, severe, answerWithin) => {
        const numbers = { sms: '+1', voice: '+2', fax: '+3' }
        const planned = wayPlanner(from)(
          { ...CLERK, ...numbers, ways: ways.join('; ') },
          { answerWithin, severe, atOnce: false },
        )
        expect(planned.map(({ way }) => way)).toEqual(ways.map((one) => one.split(' ')[0]))
        for (const one of planned) expect(one.at.getTime()).toBeGreaterThanOrEqual(from.getTime())
        if (!severe) expect(planned.some(({ because }) => because === 'severe')).toBe(false)
      },
    ),
  )
})
