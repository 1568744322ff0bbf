import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import { Indicators } from './indicators.ts'
import { readList } from './read-list.ts'
import { StixReader } from './read-stix.ts'
import { toSightings } from './tally.ts'
import { WARNING_LISTS } from './warning-lists.ts'
import { wouldHit } from './would-hit.ts'

const ID = 'indicator--11111111-2222-4333-8444-555555555555'
const IDENTITY = 'identity--11111111-2222-4333-8444-666666666666'
const now = () => Date.UTC(2026, 9, 20)

async function tallied() {
  const indicators = new Indicators(3)
  indicators.sources.open('bundle.json')
  const reader = new StixReader(indicators, (fault) => expect.unreachable(JSON.stringify(fault)))
  reader.take(
    {
      type: 'indicator',
      id: ID,
      modified: '2026-10-01T00:00:00Z',
      pattern: "[domain-name:value = 'evil.example']",
    },
    1,
  )
  indicators.sources.open('list.txt')
  readList('192.0.2.9', indicators, {
    onFault: (fault) => expect.unreachable(JSON.stringify(fault)),
  })
  indicators.build()
  const log = [
    '2026-10-11T00:00:00Z evil.example secret-user',
    '2026-10-10T00:00:00Z evil.example 192.0.2.9',
    'evil.example without a time',
    'nothing',
  ].join('\n')
  return wouldHit(indicators, [[Buffer.from(log)], [Buffer.from('evil.example')]], { now })
}

test('what would have hit is counted by indicator, with nothing of the lines', async () => {
  const { entries, counts } = await tallied()
  expect(counts).toMatchObject({ lines: 5, hitLines: 4, hits: 5 })
  expect(entries).toMatchObject([
    {
      indicator: { id: ID },
      count: 4,
      timeless: 2,
      first: Date.UTC(2026, 9, 10),
      last: Date.UTC(2026, 9, 11),
    },
    { indicator: { source: 'list.txt', line: 1 }, count: 1 },
  ])
  expect(JSON.stringify(entries)).not.toContain('secret-user')
})

test('a sighting says how often, first and last, and nothing else unless it is chosen', async () => {
  const { entries } = await tallied()
  const { sightings, left } = toSightings(entries, { now: new Date(now()) })
  expect(left).toBe(1)
  expect(sightings).toHaveLength(1)
  const { id, ...said } = sightings[0]!
  expect(validate(sightings[0])).toMatchObject({ valid: true })
  expect(id).toMatch(/^sighting--/)
  expect(said).toEqual({
    type: 'sighting',
    spec_version: '2.1',
    created: '2026-10-20T00:00:00.000Z',
    modified: '2026-10-20T00:00:00.000Z',
    sighting_of_ref: ID,
    count: 4,
    first_seen: '2026-10-10T00:00:00.000Z',
    last_seen: '2026-10-11T00:00:00.000Z',
  })
  const chosen = toSightings(entries, { now: new Date(now()), identity: IDENTITY })
  expect(chosen.sightings[0]).toMatchObject({
    created_by_ref: IDENTITY,
    where_sighted_refs: [IDENTITY],
  })
})

test.each([
  ['10.0.0.0/24', [0]],
  ['192.168.1.1', [0]],
  ['fe80::1', [0]],
  ['8.8.8.8', [5]],
  ['8.8.8.9', []],
  ['2a00:1450::1', []],
  ['http://127.0.0.1/x', [0]],
  ['x.com', [1]],
  ['http://x.com/somebody', []],
  ['someone.github.io', [2]],
  ['clerk.county.ca.us', [3]],
  ['a@agency.gov', [3]],
  ['evil.example', [4]],
  ['evil.org', []],
])('%s stands on the lists that it should', (line, lists) => {
  const indicators = new Indicators(3)
  indicators.sources.open('list.txt')
  readList(line, indicators, { onFault: (fault) => expect.unreachable(JSON.stringify(fault)) })
  expect([...indicators.warnings].map(([list]) => list)).toEqual(lists)
  expect(WARNING_LISTS).toHaveLength(8)
})
