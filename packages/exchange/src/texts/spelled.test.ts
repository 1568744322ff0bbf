import { expect, test } from 'vitest'
import { isOnlyNumbers } from './spelled.ts'

test.each(['uno', 'twenty one ', '5twenty-one', 'ochouno o oh six dash '])(
  'numbers in words are told from other words, however many they are: %j',
  (part) => {
    const text = part.repeat(100_000)
    expect(isOnlyNumbers(text)).toBe(true)
    expect(isOnlyNumbers(`${text}x`)).toBe(false)
    expect(isOnlyNumbers(`a ${text}`)).toBe(false)
  },
)
