import { expect, test } from 'vitest'
import { pseudonymsIn } from './pseudonyms.ts'

test('each pseudonym in a text is found once, in order, and nothing that only looks like one', () => {
  const text =
    '"person-zz2345ab@masked.invalid" and person-abcdefgh, again person-zz2345ab; person-short, person-lllllll1'
  expect(pseudonymsIn(text)).toEqual(['person-zz2345ab', 'person-abcdefgh'])
  expect(pseudonymsIn('nobody')).toEqual([])
})
