import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../texts/folding.ts'
import { createFinder, findPersons } from './find.ts'
import { findInText } from './find-text.ts'
import { namesOfHolder } from './holders.ts'
import { findLikely } from './likely.ts'
import { findListed, toListed, withListed } from './listed.ts'
import { toRepeats } from './repeats.ts'

const likely = (text: string) => [...findLikely(fold(text))].map(({ 0: name }) => name)
const REGISTRY = toListed(
  [...namesOfHolder('County clerk, Example County', 'Example County'), 'Ane Test'],
  'registry',
)
const listed = (text: string) =>
  findListed(text, REGISTRY).map(({ start, end }) => text.slice(start, end))

test.each([
  ['The post claims that Thandiwe Mokoena shredded ballots.', ['Thandiwe Mokoena']],
  ['Yesterday Chief Kwabena Asante spoke.', ['Kwabena Asante']],
  ['A list of Nkechi Okonjo’s relatives went round.', ['Nkechi Okonjo']],
  ['THANDIWE MOKOENA was named.', ['THANDIWE MOKOENA']],
])('words that are no ordinary ones are proposed as a name: %s', (text, names) => {
  expect(likely(text)).toEqual(names)
})

test.each([
  'The Board of Supervisors met in Maricopa County.',
  'It was sold as Black Tulip to Google Trends.',
  'CISA KEV and ATT&CK were named in the Example Gazette.',
  'Accounts posted in Simplified Chinese about Election Day.',
])('what is of ordinary words, a place or a body is proposed as no name: %s', (text) => {
  expect(likely(text)).toEqual([])
})

test('what is only proposed stops nothing that nobody reviews', () => {
  const text = 'The post claims that Thandiwe Mokoena shredded ballots.'
  expect(findInText(text)).toEqual([])
  expect(findInText(text, [], { proposes: true })).toMatchObject([
    { kind: 'name', key: 'name:thandiwemokoena', by: ['spelling'] },
  ])
})

test('who holds a role is found by the role with its place, however it is said, and not by the role alone', () => {
  for (const said of [
    'County clerk, Example County',
    'county clerk of Example County',
    'Example County clerk',
    "Example County's clerk",
    'Ane  Test',
  ])
    expect(listed(`It was said of the ${said} that`)).toEqual([said])
  expect(listed('The county clerk of Another County; Test, Ane')).toEqual([])
})

test('who is named once is found wherever they are named, in full or by the last name', () => {
  const finder = createFinder([], { proposes: true })
  const words = {
    title: 'What is said about Mokoena',
    basis: 'They shared what Thandiwe Mokoena wrote. Then MOKOENA; mokoena is left.',
  }
  finder.alsoFind([toRepeats(findPersons(finder, words, []))])
  expect(findPersons(finder, words, []).map(({ key, count, by }) => ({ key, count, by }))).toEqual([
    { key: 'name:mokoena', count: 2, by: ['repeat'] },
    { key: 'name:thandiwemokoena', count: 1, by: ['spelling'] },
  ])
})

test('who is found once by how the name is spelled is found by nothing else', () => {
  const finder = createFinder([], { proposes: true })
  const words = { basis: 'The post claims that Thandiwe Mokoena shredded ballots.' }
  finder.alsoFind([toRepeats(findPersons(finder, words, []))])
  expect(findPersons(finder, words, []).map(({ count, by }) => [count, by])).toEqual([
    [1, ['spelling']],
  ])
})

test('by how many means somebody was found is told, and a title of the registry holds the name that was read in it', () => {
  const text = 'It names Ane Test, and the clerk of Example County.'
  const found = withListed(text, findInText(text, [], { proposes: true }), [REGISTRY])
  expect(found.map(({ start, end, by }) => [text.slice(start, end), by])).toEqual([
    ['Ane Test', expect.arrayContaining(['registry'])],
    ['clerk of Example County', ['registry']],
  ])
})

test('hostile texts are read to their end, and what is found stands in its order without overlap', () => {
  const hostile = [
    'A'.repeat(100_000),
    'Aa '.repeat(4_000),
    'Thandiwe Mokoena\0'.repeat(4_000),
    '\u202eaneokoM ewidnahT\u202c '.repeat(2_000),
    'محمد Mokoena '.repeat(4_000),
    "A'A".repeat(4_000),
    'Aa-'.repeat(4_000),
  ]
  for (const text of hostile) {
    const found = withListed(text, findInText(text, [], { proposes: true }), [REGISTRY])
    for (const [i, one] of found.entries())
      expect(one.start).toBeGreaterThanOrEqual(i === 0 ? 0 : found[i - 1]!.end)
  }
}, 120_000)

test('names of lists are found in any text without an overlap', () => {
  const word = fc.constantFrom(
    'Ane',
    'Test',
    'clerk',
    'Example',
    'County',
    'of',
    ',',
    '\n',
    'é',
    '@',
  )
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join(' ')
      const found = withListed(text, findInText(text, [], { proposes: true }), [REGISTRY])
      for (const [i, { start, end }] of found.entries()) {
        expect(start).toBeLessThan(end)
        expect(found[i - 1]?.end ?? 0).toBeLessThanOrEqual(start)
      }
    }),
  )
})
