import type { LookbackHit } from '@tocsin/api'
import { expect, test } from 'vitest'
import { toSightings } from './sightings.ts'

const HIT: LookbackHit = {
  list: { id: '00000000-0000-4000-8000-000000000001', name: 'access.log' },
  stixId: 'indicator--a',
  place: 0,
  value: 'bad.example',
  name: 'Phishing page',
  kind: 'domain',
  things: 1,
  isCapped: false,
  lines: 2,
  first: '2026-09-28T10:00:00.000Z',
  last: '2026-09-28T11:00:00.000Z',
  foundAt: '2026-10-01T12:00:00.000Z',
  state: 'stands',
  warnings: [],
}
const make = (hits: readonly Partial<LookbackHit>[]) => {
  let made = 0
  return toSightings(
    hits.map((one) => ({ ...HIT, ...one })),
    { at: '2026-10-01T12:00:00.000Z', newId: () => String(++made) },
  )
}

test('a sighting says how often, first and last, and nothing of what was kept: no value, no name, no list', () => {
  const { sightings, dropped } = make([{}])
  expect(sightings).toEqual([
    {
      type: 'sighting',
      spec_version: '2.1',
      id: 'sighting--1',
      created: '2026-10-01T12:00:00.000Z',
      modified: '2026-10-01T12:00:00.000Z',
      sighting_of_ref: 'indicator--a',
      count: 2,
      first_seen: HIT.first,
      last_seen: HIT.last,
    },
  ])
  expect(dropped).toEqual([])
})

test('values and lists of one object are one sighting, from the first time to the last, and that their lines are added is said', () => {
  const { sightings, dropped } = make([
    {},
    { place: 1, lines: 3, first: '2026-09-01T00:00:00.000Z', last: '2026-09-02T00:00:00.000Z' },
    { place: 2, lines: 1, first: undefined, last: undefined, isCapped: true },
    { stixId: 'indicator--b', first: undefined, last: undefined },
  ] as Partial<LookbackHit>[])
  expect(sightings).toMatchObject([
    { count: 6, first_seen: '2026-09-01T00:00:00.000Z', last_seen: HIT.last },
    { sighting_of_ref: 'indicator--b', count: 2 },
  ])
  expect(sightings[1]).not.toHaveProperty('first_seen')
  expect(dropped.join('\n')).toMatch(/several values or lists hit.*\n.*the count is the least/)
})

test('of what was withdrawn, or of which no line is known, nothing goes back, and both are counted', () => {
  const { sightings, dropped } = make([
    { state: 'recalled' },
    { state: 'expired' },
    { stixId: 'indicator--b', lines: 0 },
  ])
  expect(sightings).toEqual([])
  expect(dropped).toEqual([
    '2 hits of what was withdrawn since or is in force no more: nothing of them goes back.',
    '1 hit in a list that counts no lines.',
  ])
})
