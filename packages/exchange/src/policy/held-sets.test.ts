import { expect, test } from 'vitest'
import { hold } from './held-sets.ts'
import { askMatches } from './law.ts'

const PLACES = 256

function ask(set: string): string[] {
  const uid = (type: string) => ({ uid: { type, id: 'this' }, attrs: {}, parents: [] })
  return [...askMatches(set, 'release', {}, [uid('Member'), uid('Release')])]
}
const holdOne = (id: string) => hold(id, () => ({ [id]: 'forbid (principal, action, resource);' }))

test('a set that does not parse takes the place of no other: each goes on answering as itself', () => {
  const ids = Array.from({ length: PLACES }, (_, i) => `set-${i}`)
  for (const id of ids) holdOne(id)
  expect(() => hold('broken', () => ({ broken: 'forbid (' }))).toThrow('policies do not load')
  expect(ask(holdOne('another'))).toEqual(['another'])
  for (const id of ids.slice(1)) expect(ask(holdOne(id))).toEqual([id])
})
