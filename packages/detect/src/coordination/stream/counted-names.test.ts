import { expect, test } from 'vitest'
import { CountedNames } from './counted-names.ts'

test('names are kept and come back as they were, also after hundreds of thousands were given up', () => {
  const names = new CountedNames('accounts')
  const kept = names.retain('kept')
  const numbers = Array.from({ length: 300_000 }, (_, n) => names.retain(`name ${n}`))
  for (const number of numbers) names.release(number)
  const restored = CountedNames.restore('accounts', names.dump())
  expect([restored.size, restored.name(kept), restored.has('name 7')]).toEqual([1, 'kept', false])
  // A number that was given up is given out again.
  expect(restored.retain('new')).toBe(numbers.at(-1))
})
