import { expect, test } from 'vitest'
import { loadUnitedStates } from './packs/us.ts'

const places = loadUnitedStates()
const byId = new Map(places.map((place) => [place.id, place]))
const count = (kind: string) => places.filter((place) => place.kind === kind).length

test('the pack has 50 states, DC, five territories and over 3,200 counties', () => {
  expect(count('country')).toBe(1)
  expect(count('state')).toBe(50)
  expect(count('district')).toBe(1)
  expect(count('territory')).toBe(5)
  expect(count('county')).toBe(3229)
})

test('every place stands after its parent, with an id and an OCD id of its own', () => {
  const seen = new Set<string>()
  for (const { id, parent } of places) {
    expect(parent === null || seen.has(parent)).toBe(true)
    seen.add(id)
  }
  expect(seen.size).toBe(places.length)
  expect(new Set(places.map((place) => place.ocdId)).size).toBe(places.length)
})

test.each([
  ['12', 'Florida', 'state:fl'],
  ['11', 'District of Columbia', 'district:dc'],
  ['72', 'Puerto Rico', 'territory:pr'],
  ['12095', 'Orange County', 'state:fl/county:orange'],
  ['12086', 'Miami-Dade County', 'state:fl/county:miami-dade'],
  ['12109', 'St. Johns County', 'state:fl/county:st_johns'],
  ['24033', "Prince George's County", 'state:md/county:prince_george~s'],
  ['24005', 'Baltimore County', 'state:md/county:baltimore'],
  ['24510', 'Baltimore City', 'state:md/place:baltimore'],
  ['29510', 'St. Louis City', 'state:mo/place:st_louis'],
  ['32510', 'Carson City', 'state:nv/place:carson_city'],
  ['51059', 'Fairfax County', 'state:va/county:fairfax'],
  ['51600', 'Fairfax City', 'state:va/place:fairfax'],
  ['51036', 'Charles City County', 'state:va/county:charles_city'],
  ['22071', 'Orleans Parish', 'state:la/parish:orleans'],
  ['02020', 'Anchorage Municipality', 'state:ak/borough:anchorage'],
  ['02110', 'Juneau City and Borough', 'state:ak/borough:juneau'],
  ['02050', 'Bethel Census Area', 'state:ak/censusarea:bethel'],
  ['72127', 'San Juan Municipio', 'territory:pr/municipio:san_juan'],
])('%s is %s, ocd-division/country:us/%s', (id, name, ocd) => {
  expect(byId.get(id)).toMatchObject({ name, ocdId: `ocd-division/country:us/${ocd}` })
})
