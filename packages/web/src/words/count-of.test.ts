import { expect, test } from 'vitest'
import { countOf } from './count-of.ts'

test('one of a thing is said in the singular, and any other number in the plural', () => {
  expect(countOf(0, 'report')).toBe('0 reports')
  expect(countOf(1, 'report')).toBe('1 report')
  expect(countOf(1234, 'entry', 'entries')).toBe('1,234 entries')
  expect(countOf(1, 'office has', 'offices have')).toBe('1 office has')
})

test('in French nothing is counted in the singular, in Spanish in the plural', () => {
  expect(countOf(0, 'fiche', 'fiches', 'fr')).toBe('0 fiche')
  expect(countOf(2, 'fiche', 'fiches', 'fr')).toBe('2 fiches')
  expect(countOf(0, 'ficha', 'fichas', 'es')).toBe('0 fichas')
})
