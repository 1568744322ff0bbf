import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLike } from './like.ts'

const like = (pattern: string, value: unknown) =>
  compileLike(pattern)(value, { left: 1_000_000_000 })

/** By the definition: nothing left, or the wildcard takes nothing or one more. */
function isLike(pattern: readonly string[], value: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return value.length === 0
  if (first === '%')
    return isLike(rest, value) || (value.length > 0 && isLike(pattern, value.slice(1)))
  return value.length > 0 && (first === '_' || first === value[0]) && isLike(rest, value.slice(1))
}

test('LIKE is what its wildcards say', () => {
  const pattern = fc.array(fc.constantFrom('a', 'b', '_', '%', '\u{1f600}'), { maxLength: 8 })
  const value = fc.array(fc.constantFrom('a', 'b', '\n', '\u{1f600}'), { maxLength: 8 })
  fc.assert(
    fc.property(pattern, value, (p, v) => {
      expect(like(p.join(''), v.join(''))).toBe(isLike(p, v))
    }),
    { numRuns: 2000 },
  )
})

test('a pattern longer than a machine word is matched across words', () => {
  const text = 'abcdefghij'.repeat(20)
  for (const pattern of [text, `%${text.slice(40)}`, `${text.slice(0, 95)}%`, '_'.repeat(200)])
    expect(like(pattern, text)).toBe(true)
  for (const pattern of [`${text}x`, `%${text.slice(40)}x`, '_'.repeat(199), '_'.repeat(201)])
    expect(like(pattern, text)).toBe(false)
})

test('a long pattern takes memory and time in proportion to its length', () => {
  const characters = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i))
  for (const pattern of ['%a'.repeat(500_000), `%${characters.join('_%').repeat(10)}`])
    expect(like(pattern, 'ab')).toBe(false)
  const text = characters.join('')
  expect(like(`%${text.slice(50)}`, text)).toBe(true)
})

test('what is no text is like nothing', () => {
  for (const value of [1, true, null, ['a'], { a: 1 }]) expect(like('%', value)).toBe(false)
})
