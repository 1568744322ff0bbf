import { expect, test } from 'vitest'
import { DECAYS, scoreOf } from './score.ts'
import { readTerms } from './terms.ts'
import { WARNING_LISTS, warningsOf } from './warning-lists.ts'

const DAY = 86_400_000
const at = (days: number) => days * DAY

test.each([
  [{ days: 100, speed: 1 }, 25, 75],
  [{ days: 100, speed: 2 }, 25, 50],
  [{ days: 100, speed: 0.5 }, 50, 75],
  [{ days: 100, speed: 3 }, 0, 100],
  [{ days: 100, speed: 3 }, 100, 0],
  [{ days: 100, speed: 3 }, 1000, 0],
  [{ days: null, speed: 3 }, 10_000, 100],
])('what is left by %o after %d days is %d', (decay, days, left) => {
  expect(scoreOf({ from: 0 }, decay, at(days))).toBe(left)
})

test('half of what a sender states is lost in a quarter of the lifetime, by default', () => {
  expect(scoreOf({ confidence: 80, from: 0 }, DECAYS.ipv4, at(30))).toBe(40)
  expect(scoreOf({ confidence: 80, from: 0 }, DECAYS.domain, at(120))).toBe(40)
  expect(scoreOf({ confidence: 80, from: 0 }, DECAYS.hash, at(9999))).toBe(80)
})

test('one from the future is whole, and one of unknown age has no score', () => {
  expect(scoreOf({ from: at(9) }, DECAYS.url, at(1))).toBe(100)
  expect(scoreOf({ confidence: 50 }, DECAYS.url, at(1))).toBeNull()
})

test.each([
  [70, 70],
  [0, 0],
  [101, undefined],
  [-1, undefined],
  ['70', undefined],
])('a confidence of %o is read as %o', (confidence, read) => {
  const pattern = "[domain-name:value = 'a.example']"
  const terms = readTerms({ type: 'indicator', pattern, confidence })
  expect(terms && 'confidence' in terms ? terms.confidence : undefined).toBe(read)
})

test.each([
  [{ kind: 'ipv4', value: '8.8.8.8' }, 'resolvers'],
  [{ kind: 'ipv6', value: '2606:4700:4700::1111' }, 'resolvers'],
  [{ kind: 'domain', value: 'dns.google' }, 'resolvers'],
  [{ kind: 'domain', value: 'cdn.jsdelivr.net' }, 'shared'],
  [{ kind: 'email', value: 'someone@gmail.com' }, undefined],
  [{ kind: 'domain', value: 'gmail.com' }, 'mailboxes'],
  [{ kind: 'domain', value: 'evil.org' }, undefined],
] as const)('%o stands on a list with its reason: %s', (value, word) => {
  const names = warningsOf(value).map((list) => WARNING_LISTS[list])
  expect(names.some((name) => name?.includes(word ?? ' '))).toBe(word !== undefined)
})
