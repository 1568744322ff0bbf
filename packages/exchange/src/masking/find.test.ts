import { expect, test } from 'vitest'
import { createFinder, findPersons, textsIn } from './find.ts'
import type { StixObject } from './objects.ts'

const MAIL = 'jane.roe@example.com'
const EXTENSION = 'extension-definition--311b2d2d-f010-4473-83ec-1edf84858f4c'
const base: StixObject = {
  type: 'note',
  spec_version: '2.1',
  id: 'note--311b2d2d-f010-4473-83ec-1edf84858f4d',
  created: '2026-10-01T10:00:00.000Z',
  modified: '2026-10-01T10:00:00.000Z',
  content: 'Seen in step',
}
const keysIn = (rest: object, names: string[] = []) =>
  findPersons(createFinder(names), {}, [{ ...base, ...rest }]).map(({ key }) => key)

test.each([
  'id',
  'type',
  'lang',
  'created',
  'pattern_type',
  'extension_type',
  'note_ref',
  'note_refs',
  'anything',
])('a text is read whatever its property is called: %s', (name) => {
  expect(keysIn({ extensions: { [EXTENSION]: { [name]: MAIL } } })).toEqual([`mail:${MAIL}`])
})

test.each([
  ['a hash', { hashes: { 'SHA-256': MAIL } }],
  ['a mark of a part', { granular_markings: [{ lang: MAIL, selectors: ['content'] }] }],
  ['the name of a property', { extensions: { [EXTENSION]: { [MAIL]: true } } }],
])('and so is what stands in the place of %s', (_, rest) => {
  expect(keysIn(rest)).toEqual([`mail:${MAIL}`])
})

test.each([
  ['account', 2025550134],
  ['x_count_of', 2025550134.5],
  ['x', 20255501340000000000],
])('a large number is read, of whatever kind it is: %s', (name, value) => {
  expect(keysIn({ [name]: value })).toHaveLength(1)
})

test('a size is no number of anybody', () => {
  expect(keysIn({ size: 2025550134, src_byte_count: 2025550134 })).toEqual([])
})

test('a declared name and a number are found in the name of a property', () => {
  expect(keysIn({ x_jane_roe: true }, ['Jane Roe'])).toEqual(['name:janeroe'])
  expect(keysIn({ x_202_555_0134: true })).toEqual(['phone:+12025550134'])
})

test('ids, instants and hashes of an object name nobody', () => {
  const hash = 'd41d8cd98f00b204e9800998ecf8427e'
  const rest = { hashes: { MD5: hash, 'SHA-1': hash.toUpperCase() }, object_refs: [base.id] }
  expect(keysIn(rest)).toEqual([])
})

test('read ahead, with other work between, the same is found', async () => {
  const objects = [{ ...base, content: `${'Seen in step. '.repeat(4000)} By ${MAIL}` }]
  const words = { title: 'Seen' }
  const finder = createFinder([])
  let pauses = 0
  await finder.ahead(textsIn(words, objects), async () => {
    pauses++
  })
  expect(pauses).toBeGreaterThan(3)
  expect(findPersons(finder, words, objects)).toEqual(findPersons(createFinder([]), words, objects))
})
