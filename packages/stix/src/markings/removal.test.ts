import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { removeAll, toPath, toSelector } from './removal.ts'
import { select } from '../selector.ts'
import type { StixObject } from '../types.ts'

/** A list whose items say where they stood, each with a mark that only it carries. */
function listOf(size: number): StixObject {
  return {
    type: 'x-list',
    id: 'x-list--0c7e22ad-b099-4dc3-b0df-2ea3f49ae2e6',
    items: Array.from({ length: size }, (_, i) => ({ place: i, more: { deep: i } })),
    granular_markings: Array.from({ length: size }, (_, i) => ({
      lang: `x-${i}`,
      selectors: [`items.[${i}].place`, `items.[${i}]`],
    })),
  } as unknown as StixObject
}

test('every marking that stays points at what it pointed at, and none points at what is gone', () => {
  const places = fc.uniqueArray(fc.nat(19), { minLength: 1 })
  fc.assert(
    fc.property(places, (gone) => {
      const rest = removeAll(
        listOf(20),
        gone.map((i) => ['items', i]),
      )
      const marks = (rest['granular_markings'] ?? []) as { lang: string; selectors: string[] }[]
      expect(marks).toHaveLength(20 - gone.length)
      for (const { lang, selectors } of marks) {
        const place = Number(lang.slice(2))
        expect(gone).not.toContain(place)
        expect(select(rest, selectors[0]!)).toBe(place)
        expect(select(rest, selectors[1]!)).toMatchObject({ place })
      }
    }),
  )
})

test('a part named twice, or within another that goes, takes no neighbour with it', () => {
  const twice = [
    ['items', 1],
    ['items', 1],
    ['items', 1, 'place'],
  ]
  const left = removeAll(listOf(3), twice)['items'] as { place: number }[]
  expect(left.map(({ place }) => place)).toEqual([0, 2])
})

test('containers that are left empty go, as far up as they are', () => {
  const one = removeAll(listOf(2), [['items', 0, 'more', 'deep']])
  expect(one['items']).toEqual([{ place: 0 }, { place: 1, more: { deep: 1 } }])
  const all = [0, 1].flatMap((i) => [
    ['items', i, 'place'],
    ['items', i, 'more', 'deep'],
  ])
  expect(removeAll(listOf(2), all)).not.toHaveProperty('items')
  expect(removeAll(listOf(2), all)).not.toHaveProperty('granular_markings')
})

test('a path is a selector taken apart', () => {
  expect(toPath('items.[12].place')).toEqual(['items', 12, 'place'])
  expect(toSelector(['items', 12, 'place'])).toBe('items.[12].place')
})
