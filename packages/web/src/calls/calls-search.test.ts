import { expect, test } from 'vitest'
import { isNarrowed, toCallsSearch, toFilter } from './calls-search.ts'

test('an address asks a list of calls only what it can be asked', () => {
  expect(toCallsSearch({ words: ' ohio ', state: 'overdue', sort: 'longest', all: true })).toEqual({
    words: 'ohio',
    state: 'overdue',
    sort: 'longest',
    all: true,
  })
  expect(toCallsSearch({ words: '', state: 'acted', role: 'king', sort: 'urgency', all: 'x' })).toEqual({}) // prettier-ignore
  expect(toFilter({ all: true, called: 'never' }, 'n')).toEqual({
    all: 'true',
    called: 'never',
    notice: 'n',
  })
})

test('an order narrows nothing', () => {
  expect(isNarrowed({ sort: 'place', all: true })).toBe(false)
  expect(isNarrowed({ called: 'never' })).toBe(true)
})
