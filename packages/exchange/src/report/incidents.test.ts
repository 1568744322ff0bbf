import { expect, test } from 'vitest'
import { incidentHeading, incidentLines } from './incident-words.ts'
import { toIncidents, type OfficeEvent, type SentNotice } from './incidents.ts'

/** Entry n was made n minutes into the day. */
const timeOf = (entry: number) => new Date(Date.UTC(2026, 9, 3, 0, entry)).toISOString()
const notice = (id: string, entry: number, more: Partial<SentNotice> = {}): SentNotice => ({
  id,
  entry,
  ties: [],
  sightings: [],
  ...more,
})
const event = (name: string, office: string, kind: string | null, entry: number): OfficeEvent => ({
  notice: name,
  office,
  kind,
  entry,
})

test('times run from the earliest entry that a notice rests on, and never from its sending', () => {
  const sightings = [
    { by: 'release', entry: 30 },
    { by: 'finding', entry: 10 },
    { by: 'report', entry: 50 },
  ] as const
  const [incident] = toIncidents(
    [notice('a', 40, { sightings })],
    [
      event('a', '12 clerk', 'delivery.sent', 41),
      event('a', '12 clerk', 'notice.told', 60),
      event('a', '12 clerk', 'notice.acted', 130),
      event('a', '13 clerk', 'notice.understood', 70),
      event('a', '14 clerk', null, -1),
    ],
    timeOf,
  )
  expect(incident).toMatchObject({
    sighting: { by: 'finding', entry: 10, at: timeOf(10) },
    offices: 3,
    reached: { offices: 2 },
    steps: [
      { step: 'told', offices: 2, minutes: { first: 50, half: 50, last: 60 } },
      { step: 'understood', offices: 2, minutes: { first: 60, half: 60, last: 120 } },
      { step: 'acted', offices: 1, entries: [[130, 130]], minutes: { first: 120 } },
    ],
  })
})

test('where nothing before the notice is on record, that is said and no time is counted', () => {
  const [incident] = toIncidents(
    [notice('a', 40, { sightings: [{ by: 'report', entry: 50 }] })],
    [event('a', '12 clerk', 'notice.told', 60)],
    timeOf,
  )
  expect(incident!.sighting).toBeUndefined()
  expect(incident!.steps.map(({ minutes }) => minutes)).toEqual([undefined, undefined, undefined])
  const words = incidentLines(incident!)
  expect(words[0]!.what).toBe('First sighting: not on record')
  expect(words.map(({ what }) => what).join(' ')).not.toContain(' min')
  expect(words[3]).toMatchObject({ number: '1 of 1 (100%)', entries: '60' })
})

test('notices that anything ties are one incident, in which an office counts once by its first answer', () => {
  const incidents = toIncidents(
    [
      notice('c', 42, { ties: ['release:s', 'case:x'] }),
      notice('a', 40, { ties: ['release:r'] }),
      notice('b', 41, { ties: ['case:x', 'release:r'] }),
      notice('d', 43),
    ],
    [
      event('a', '12 clerk', 'notice.told', 70),
      event('c', '12 clerk', 'notice.told', 60),
      event('d', '12 clerk', 'notice.told', 80),
    ],
    timeOf,
  )
  expect(incidents.map(({ notices }) => notices)).toEqual([[[40, 42]], [[43, 43]]])
  expect(incidents[0]).toMatchObject({ offices: 1, steps: [{ offices: 1, entries: [[60, 60]] }, {}, {}] }) // prettier-ignore
  expect(incidentHeading(incidents[0]!)).toBe(
    'Incident of the notices of entries 40–42, the first sent 3 Oct 2026, 00:40:00 UTC',
  )
})
