import type { NetworkDocument } from '@tocsin/api'
import { expect, test } from 'vitest'
import { narrowed, toBars, toRange, touchedBy } from './brush.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 8, 30, 10, minute)).toISOString()
const edge = (a: number, b: number, first: number, last: number) => ({
  a,
  b,
  weight: 1,
  objects: 1,
  meanLag: 0,
  q: null,
  first: at(first),
  last: at(last),
})
const row = (account: string, minute: number) => ({ account, at: at(minute), content: null })
const FINDING = {
  members: ['a', 'b', 'c', 'd'].map((account) => ({ account })),
  edges: [edge(0, 1, 0, 5), edge(1, 2, 20, 40)],
  evidence: [
    {
      object: '#x',
      accounts: 3,
      posts: 3,
      accountsOverall: 3,
      rowsTotal: 3,
      first: at(1),
      last: at(30),
      rows: [row('a', 1), row('d', 12), row('stranger', 13)],
    },
    {
      object: '#y',
      accounts: 1,
      posts: 1,
      accountsOverall: 1,
      rowsTotal: 1,
      first: at(50),
      last: at(50),
      rows: [row('b', 50)],
    },
  ],
  timeline: { from: at(0), binSeconds: 600, counts: [4, 2, 0, 6] },
} as unknown as NetworkDocument

test('a range leaves what touches it: pairs by their first and last time, posts by their own', () => {
  const touched = touchedBy(FINDING, toRange(FINDING.timeline, { first: 1, end: 2 }))
  expect([...touched.edges]).toEqual([])
  expect([...touched.members]).toEqual([3])
  expect(touched.evidence.map(({ object, rows }) => [object, rows.length])).toEqual([['#x', 2]])
  const later = touchedBy(FINDING, toRange(FINDING.timeline, { first: 2, end: 4 }))
  expect([...later.edges]).toEqual([1])
  expect([...later.members].toSorted()).toEqual([1, 2])
})

test('the end of a range is not part of it, and totals stay those of the whole', () => {
  const touched = touchedBy(FINDING, { from: Date.parse(at(13)), to: Date.parse(at(20)) })
  expect([...touched.edges]).toEqual([])
  expect(narrowed(FINDING, touched).evidence[0]).toMatchObject({ rowsTotal: 3, posts: 3 })
  expect(narrowed(FINDING, undefined)).toBe(FINDING)
})

test('a stroke over the axis takes the bars that it touches, at least one and none beyond the ends', () => {
  const { timeline } = FINDING
  const start = Date.parse(at(0)) / 1000
  expect(toBars(timeline, start + 500, start + 1300)).toEqual({ first: 0, end: 3 })
  expect(toBars(timeline, start + 610, start + 620)).toEqual({ first: 1, end: 2 })
  expect(toBars(timeline, start - 9000, start + 90_000)).toEqual({ first: 0, end: 4 })
})
