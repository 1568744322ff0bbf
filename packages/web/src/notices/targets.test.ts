import type { Jurisdiction, OfficeRole } from '@tocsin/api'
import { expect, test } from 'vitest'
import { addPlaces, countOfKind, describePicked, removeOffice, toTargets } from './targets.ts'

const ACCOUNTABLE: Record<string, OfficeRole> = { state: 'chief-official', county: 'clerk' }

const place = (id: string, kind: string): Jurisdiction => ({
  id,
  kind,
  name: id,
  fullName: id,
  lineage: [id],
  ocdId: '',
  ...(ACCOUNTABLE[kind] ? { accountable: ACCOUNTABLE[kind] } : {}),
  languages: ['en'],
  below: 0,
  contacts: 1,
})

test('a state is told through its chief official and a county through its clerk', () => {
  const picked = addPlaces(new Map(), [place('39', 'state'), place('39049', 'county')], false)
  expect(toTargets(picked.values())).toEqual([
    { jurisdiction: '39', role: 'chief-official' },
    { jurisdiction: '39049', role: 'clerk' },
  ])
})

test('the IT lead comes beside the accountable person, never instead', () => {
  const picked = addPlaces(new Map(), [place('39', 'state')], true)
  expect(toTargets(picked.values()).map((target) => target.role)).toEqual(['chief-official', 'it'])
})

test('nothing is picked twice, and the country is no office', () => {
  const once = addPlaces(new Map(), [place('39', 'state'), place('US', 'country')], false)
  expect(addPlaces(once, [place('39', 'state')], false).size).toBe(1)
  expect(removeOffice(once, '39 chief-official').size).toBe(0)
})

test('what is picked is told in words', () => {
  expect(describePicked(new Map())).toBe('nobody yet')
  const picked = addPlaces(new Map(), [place('39', 'state'), place('39049', 'county')], false)
  expect(describePicked(picked)).toBe('1 state, 1 county: 2 offices')
})

test('kinds of place are counted in the plural of their own', () => {
  expect(countOfKind('county', 2)).toBe('2 counties')
  expect(countOfKind('commune', 1)).toBe('1 commune')
  expect(countOfKind('township', 3)).toBe('3 townships')
})
