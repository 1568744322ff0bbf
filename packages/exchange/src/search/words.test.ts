import { expect, test } from 'vitest'
import { readWanted } from './words.ts'

test('a value is found by the id that it has wherever it was seen, however it is defanged', () => {
  const plain = readWanted('votes-county.example')
  expect(plain.stixIds[0]).toMatch(/^domain-name--/)
  expect(readWanted(' votes-county[.]example ')).toEqual(plain)
  expect(readWanted('hxxps://votes-county[.]example/a').stixIds[0]).toMatch(/^url--/)
})

test('a STIX id is looked up as it is; words are no id', () => {
  const id = 'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'
  expect(readWanted(id).stixIds).toEqual([id])
  expect(readWanted('polls close').stixIds).toEqual([])
  // Without its platform an account could be anybody's.
  expect(readWanted('@sample_one').stixIds).toEqual([])
})
