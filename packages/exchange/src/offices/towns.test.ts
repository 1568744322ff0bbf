import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitedStates } from './packs/us.ts'
import { toTowns, type TownRow } from './towns.ts'
import { plant } from './tree.ts'

const TREE = plant(unitedStates.load())
const read = (...rows: TownRow[]) => toTowns(rows, TREE, unitedStates)
const only = (row: TownRow) => {
  const { places, faults } = read(row)
  expect(faults).toEqual([])
  return places[0]!
}
const MA = 'ocd-division/country:us/state:ma'
const MI = 'ocd-division/country:us/state:mi'

test('a New England town hangs below its county, answers by its clerk and is told with the state', () => {
  const ocdId = `${MA}/place:millbury`
  expect(only({ ocdId, name: 'Millbury town', code: '2502741340' })).toEqual({
    id: '2502741340',
    kind: 'town',
    name: 'Millbury town',
    ocdId,
    parent: '25027',
    accountable: 'clerk',
    toldWith: '25',
  })
})

test('a Michigan township is told with its county clerk, a city of several counties with the state', () => {
  const township = { ocdId: `${MI}/county:alcona/place:alcona`, name: 'Alcona township' }
  expect(only({ ...township, code: '2600101040' })).toMatchObject({ toldWith: '26001' })
  const city = only({ ocdId: `${MI}/place:fraser`, name: 'Fraser city', code: '2630420' })
  expect(city).toMatchObject({ parent: '26', accountable: 'clerk', toldWith: '26' })
})

test('a town of a state whose counties run elections answers for none', () => {
  const row = { ocdId: 'ocd-division/country:us/state:fl/place:miami', name: 'Miami city' }
  expect(only({ ...row, code: '1245000' })).not.toHaveProperty('accountable')
})

test('names that repeat in a state are told apart by their county', () => {
  const rows = ['Washtenaw', 'Monroe County', '26065'].map((county) => ({
    state: 'MI',
    county,
    name: 'Salem',
    kind: 'township',
  }))
  const { places, faults } = read(...rows)
  expect(faults).toEqual([])
  expect(places.map((place) => place.parent)).toEqual(['26161', '26115', '26065'])
  expect(new Set(places.map((place) => place.id)).size).toBe(3)
})

test.each<[string, TownRow, string]>([
  ['state', { state: 'Atlantis', name: 'Salem town' }, 'no place called Atlantis'],
  [
    'county',
    { state: 'Michigan', county: 'Nowhere', name: 'Salem town' },
    'no place called Nowhere',
  ],
  ['kind', { state: 'Michigan', county: 'Monroe', name: 'Salem' }, 'has no kind'],
  ['id', { ocdId: 'place:salem', name: 'Salem town', code: '1' }, 'no OCD division id'],
  ['code', { ocdId: `${MA}/place:salem`, name: 'Salem city' }, 'has no code'],
  ['parent', { ocdId: 'ocd-division/country:zz/place:x', name: 'X', code: '9' }, 'not on file'],
])('a row whose %s is wrong is a fault that names it', (_, row, message) => {
  const list = read({ state: 'Maine', name: 'Bath city' }, row)
  expect(list.faults).toEqual([{ row: 1, message: expect.stringContaining(message) }])
})

test('the same town twice is a fault, and what is on file is counted', () => {
  const salem = { state: 'Maine', name: 'Bath city' }
  expect(read(salem, salem).faults[0]).toMatchObject({ row: 1 })
  const list = read({ ocdId: 'x', name: 'Orange County', code: '12095' })
  expect(list).toMatchObject({ onFile: 1, places: [], faults: [] })
  expect(read({ ocdId: 'x', name: 'Shannon County', code: '46113' })).toMatchObject({ renamed: 1 })
})

test('every row ends as a place, a fault or a count, whatever it says', () => {
  const word = fc.constantFrom('', 'MI', 'Monroe', 'town', MA, `${MA}/place:x`, '26115', 'é/:*')
  const row = fc.record(
    { name: word, ocdId: word, code: word, state: word, county: word, kind: word },
    { requiredKeys: ['name'] },
  )
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const list = read(...rows)
      const all = list.places.length + list.faults.length + list.onFile + list.renamed
      expect(all).toBe(rows.length)
      plant(list.places, TREE)
    }),
    { numRuns: 60 },
  )
})
