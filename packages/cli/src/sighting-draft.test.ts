import type { Release } from '@tocsin/api'
import { expect, test } from 'vitest'
import { draftSightings } from './sighting-draft.ts'

const SENDER = '00000000-0000-4000-8000-000000000001'
const GROUP = '00000000-0000-4000-8000-000000000002'
const release = {
  summary: {
    title: 'Pages of one operation',
    from: { id: SENDER, name: 'Platform B', kind: 'platform' },
    terms: {
      groupId: GROUP,
      tlp: 'amber',
      pap: 'green',
      purpose: 'election-security',
      basis: 'Charter',
      expiresAt: '2027-01-01T00:00:00.000Z',
      named: [SENDER],
    },
  },
} as unknown as Release
const AT = '2026-10-01T00:00:00.000Z'
const sighting = (k: number, more: object = {}) => ({
  type: 'sighting',
  spec_version: '2.1',
  id: `sighting--00000000-0000-4000-8000-${String(k).padStart(12, '0')}`,
  created: AT,
  modified: AT,
  sighting_of_ref: 'indicator--a',
  count: 3,
  first_seen: AT,
  last_seen: AT,
  ...more,
})

test('the sender alone is named, under the terms of its release, and a sighting says how often and when', () => {
  const { draft, stays } = draftSightings(release, new Set(['indicator--a']), [sighting(1)])
  expect(draft).toEqual({
    title: 'Seen: Pages of one operation',
    terms: {
      groupId: GROUP,
      tlp: 'amber',
      pap: 'green',
      purpose: 'election-security',
      basis: 'Charter',
      named: [SENDER],
    },
    objects: [sighting(1)],
  })
  expect(stays).toEqual([])
})

test('whose they are, where it was, what else stands in the file and what the release does not hold stays, counted', () => {
  const { draft, stays } = draftSightings(release, new Set(['indicator--a']), [
    { type: 'identity', id: 'identity--1', name: 'County' },
    sighting(1, { where_sighted_refs: ['identity--1'], created_by_ref: 'identity--1' }),
    sighting(2, { sighting_of_ref: 'indicator--b' }),
    null,
  ])
  expect(draft!.objects).toEqual([sighting(1)])
  expect(stays).toEqual([
    '2 objects of another kind',
    '1 sighting of what this release does not hold',
    'what else the sightings say: created_by_ref, where_sighted_refs',
  ])
})

test('where nothing is of the release there is no draft; above the most of a release the rest is counted', () => {
  expect(draftSightings(release, new Set(), [sighting(1)])).toEqual({
    draft: null,
    stays: ['1 sighting of what this release does not hold'],
  })
  const many = Array.from({ length: 10_002 }, (_, k) => sighting(k))
  const { draft, stays } = draftSightings(release, new Set(['indicator--a']), many)
  expect(draft!.objects).toHaveLength(10_000)
  expect(stays).toEqual(['2 sightings above 10000: send them apart'])
})

test('a sighting of what is no id at all stays here, and the others go', () => {
  const odd = sighting(2, { sighting_of_ref: { toString: null } })
  const { draft, stays } = draftSightings(release, new Set(['indicator--a']), [odd, sighting(1)])
  expect(draft!.objects).toHaveLength(1)
  expect(stays).toContain('1 sighting of what this release does not hold')
})
