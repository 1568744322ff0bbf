import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchOfMonth, toRegisterSearch } from './search.ts'

test('an address says what is searched, and what it cannot say is left out', () => {
  expect(
    toRegisterSearch({
      words: ' two  words ',
      sender: 7,
      type: 'advisory',
      from: '2026-10-01T00:00:00Z',
      until: 'tomorrow',
      publicWithin: '30',
      more: 'x',
    }),
  ).toEqual({
    words: 'two  words',
    sender: '7',
    type: 'advisory',
    from: '2026-10-01T00:00:00.000Z',
    publicWithin: 30,
  })
  expect(toRegisterSearch({ type: 'order', publicWithin: 0, words: {}, from: 'x' })).toEqual({})
})

test('any address is read, and what was read says the same again', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('words', 'sender', 'type', 'from', 'publicWithin'),
        fc.anything(),
      ),
      (asked) => {
        const search = toRegisterSearch(asked)
        expect(toRegisterSearch(search)).toEqual(search)
      },
    ),
  )
})

test('a month ends where the next begins, also at the end of a year', () => {
  expect(searchOfMonth('2026-12', 'advisory')).toEqual({
    from: '2026-12-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    type: 'advisory',
  })
})
