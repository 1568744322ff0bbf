import { expect, test } from 'vitest'
import { validate } from '@tocsin/stix'
import { fuzzOnce } from './fuzz.ts'
import { seeded } from './mutation.ts'

test('5,000 mutated objects and texts bring verdicts and coded errors, nothing else', () => {
  const random = seeded(20261103)
  const seen = { valid: 0, invalid: 0, readable: 0, unreadable: 0 }
  for (let i = 0; i < 5000; i++) {
    const { valid, readable } = fuzzOnce(random)
    seen[valid ? 'valid' : 'invalid']++
    seen[readable ? 'readable' : 'unreadable']++
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
})

test('values that cannot be read are faults, not exceptions', () => {
  const locked = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error('locked')
      },
    },
  )
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  for (const value of [locked, proxy, { type: 'bundle', id: 'x', objects: [proxy] }])
    expect(validate(value).faults.map(({ rule }) => rule)).toContain('unreadable')
})

test('a bomb of shared references ends', () => {
  let bomb: unknown = ['x']
  for (let i = 0; i < 90; i++) bomb = [bomb, bomb]
  const { valid, faults } = validate({ type: 'note', x_bomb: bomb })
  expect(valid).toBe(false)
  expect(faults.map(({ rule }) => rule)).toContain('too-large')
})

test('50 MB of text in one property are checked', () => {
  const long = 'A'.repeat(50_000_000)
  for (const object of [
    { type: 'note', content: long },
    { type: 'artifact', payload_bin: long },
    { type: 'url', value: `https://${long}` },
    { type: 'domain-name', value: long },
    { type: 'email-addr', value: `a@${long}` },
    { type: 'indicator', pattern: long, pattern_type: 'stix', id: long, lang: long, created: long },
  ])
    expect(validate(object).valid).toBe(false)
})
