import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weighWatches } from './rules.ts'

const watch = (person: string, from: number, until: number) => ({ person, from, until })

test('when nobody is on duty and when several are is told in as few spans as there can be', () => {
  const watches = [watch('a', 0, 8), watch('b', 6, 16), watch('b', 16, 18), watch('c', 20, 24)]
  expect(weighWatches(watches, { from: -2, until: 30 })).toEqual({
    gaps: [
      { from: -2, until: 0 },
      { from: 18, until: 20 },
      { from: 24, until: 30 },
    ],
    overlaps: [{ from: 6, until: 8, people: ['a', 'b'] }],
  })
})

test('a roster that nobody is on is one gap, and two watches of one person are no overlap', () => {
  const range = { from: 0, until: 10 }
  expect(weighWatches([], range)).toEqual({ gaps: [range], overlaps: [] })
  const twice = [watch('a', 0, 6), watch('a', 4, 10)]
  expect(weighWatches(twice, range)).toEqual({ gaps: [], overlaps: [] })
})

test('every instant lies in a gap where nobody is on duty, in an overlap where several are, and in neither where one is', () => {
  const span = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -5, max: 25 }), fc.nat(12))
    .map(([person, from, length]) => watch(person, from, from + length))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (watches) => {
      const { gaps, overlaps } = weighWatches(watches, { from: 0, until: 20 })
      for (let at = 0; at < 20; at += 1) {
        const isIn = ({ from, until }: { from: number; until: number }) => from <= at && at < until
        const people = [...new Set(watches.filter(isIn).map(({ person }) => person))].toSorted()
        expect(gaps.filter(isIn).length).toBe(people.length === 0 ? 1 : 0)
        expect(overlaps.filter(isIn).map((one) => one.people)).toEqual(
          people.length > 1 ? [people] : [],
        )
      }
    }),
  )
})
