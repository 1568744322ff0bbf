import type { EarlierTriage, Network } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeEarlier, latestEarlier, saysTheSame, toSameWish } from './earlier.ts'

const EARLIER: EarlierTriage = {
  id: '00000000-0000-4000-8000-000000000001',
  headline: '#polls: 9 accounts, 1 Oct 2026',
  how: 'earlier-run',
  state: 'benign',
  note: 'A fan club',
  by: 'Analyst of the night',
  at: '2026-10-02T10:00:00.000Z',
  common: 8,
  total: 10,
}
const network = (more: Partial<Network>) =>
  ({ chosen: 'new', earlier: [EARLIER], ...more }) as Network

test('what was said before is told with by whom and how it is known to be the same', () => {
  expect(describeEarlier(EARLIER)).toBe(
    'Looked at before, in an earlier run or import (the same: 8 of 10 accounts of both): benign, by Analyst of the night',
  )
  const { common: _common, total: _total, ...folded } = EARLIER
  const person = { id: EARLIER.id, name: 'Analyst of the day' }
  expect(describeEarlier({ ...folded, how: 'folds-here', assignee: person })).toBe(
    'Said of a finding that folds here now: benign, Analyst of the day has it, by Analyst of the night',
  )
})

test('it stands out for as long as nobody has said anything since, and is said again by a change of its own', () => {
  expect(latestEarlier(network({}))).toBe(EARLIER)
  expect(latestEarlier(network({ changedAt: '2026-10-03T00:00:00.000Z' }))).toBeUndefined()
  expect(latestEarlier(network({ changedAt: '2026-10-01T00:00:00.000Z' }))).toBe(EARLIER)
  expect(latestEarlier(network({ earlier: [] }))).toBeUndefined()
  expect(toSameWish(EARLIER)).toEqual({ state: 'benign', note: 'A fan club' })
  expect(saysTheSame(network({}), EARLIER)).toBe(false)
  expect(saysTheSame(network({ chosen: 'benign', note: 'A fan club' }), EARLIER)).toBe(true)
})
