import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPack, packOf } from './load-pack.ts'
import { france } from './packs/fr.ts'
import { selectPlaces, selectTold } from './store.ts'
import { plant } from './tree.ts'

const places = plant(france.load())
const byId = new Map(places.map((place) => [place.id, place]))
const count = (kind: string) => places.filter((place) => place.kind === kind).length

test('the pack of France has 101 departments, 8 collectivities overseas and 34,969 communes on three levels', () => {
  expect(count('country')).toBe(1)
  expect(count('department')).toBe(101)
  expect(count('collectivity')).toBe(8)
  expect(count('commune')).toBe(34_969)
  expect(new Set(places.map((place) => place.lineage.length))).toEqual(new Set([1, 2, 3]))
  expect(byId.size).toBe(places.length)
  expect(new Set(places.map((place) => place.ocdId)).size).toBe(places.length)
})

test.each([
  ['FR-75056', 'Paris, Paris', 'department:75/commune:75056', 'Europe/Paris'],
  ['FR-2A004', 'Ajaccio, Corse-du-Sud', 'department:2a/commune:2a004', 'Europe/Paris'],
  ['FR-01001', "L'Abergement-Clémenciat, Ain", 'department:01/commune:01001', 'Europe/Paris'],
  ['FR-97411', 'Saint-Denis, La Réunion', 'department:974/commune:97411', 'Indian/Reunion'],
  ['FR-98818', 'Nouméa, Nouvelle-Calédonie', 'department:988/commune:98818', 'Pacific/Noumea'],
])('%s is %s, ocd-division/country:fr/%s', (id, fullName, ocd, timeZone) => {
  const ocdId = `ocd-division/country:fr/${ocd}`
  expect(byId.get(id)).toMatchObject({ fullName, ocdId, timeZone, languages: ['fr'] })
})

test('a town hall answers for its commune and is told with the prefecture of its department', () => {
  expect(byId.get('FR-93066')).toMatchObject({ accountable: 'clerk', toldWith: 'FR-93' })
  expect(byId.get('FR-93')).toMatchObject({ accountable: 'chief-official', toldWith: null })
})

test('nobody answers for a commune without inhabitants or a kingdom without a town hall', () => {
  const without = places.filter((place) => place.accountable === null && place.kind !== 'country')
  const ids = without.map((place) => place.id)
  expect(ids).toEqual(expect.arrayContaining(['FR-55189', 'FR-98412', 'FR-984', 'FR-98613']))
  // Six villages destroyed in 1916, five southern lands, Clipperton, three kingdoms, two collectivities with nobody in them.
  expect(without).toHaveLength(17)
  expect(byId.get('FR-986')).toMatchObject({ accountable: 'chief-official' })
})

onServer('France', (open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await loadPack(database.db, 'fr')
  })
  afterAll(() => database.close())

  test('all 35,079 places are on file and the exchange knows its pack', async () => {
    expect((await packOf(database.db)).id).toBe('fr')
    expect(await database.db.transaction().execute((tx) => selectPlaces(tx, {}))).toHaveLength(109)
  })

  test.each([
    ["val-d'oise ecouen", "Écouen, Val-d'Oise"],
    ['Écouen', "Écouen, Val-d'Oise"],
    ['oeuf-en-ternois', 'Œuf-en-Ternois, Pas-de-Calais'],
    ['lhay les roses', "L'Haÿ-les-Roses, Val-de-Marne"],
  ])('a search for %s finds %s, with or without accents', async (search, fullName) => {
    const found = await database.db.transaction().execute((tx) => selectPlaces(tx, { search }))
    expect(found.map((place) => place.full_name)).toEqual([fullName])
  })

  test('whoever tells a commune is told of its prefecture', async () => {
    expect([...(await selectTold(database.db, ['FR-93066'])).keys()]).toEqual(['FR-93066', 'FR-93'])
  })
})
