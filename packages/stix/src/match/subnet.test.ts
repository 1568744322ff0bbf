import { expect, test } from 'vitest'
import { compileSubset, compileSuperset } from './subnet.ts'

const meter = { left: 0 }
const refuse = (code: string): never => {
  throw new Error(code)
}
const isSubset = (a: unknown, b: string) => compileSubset(b, refuse)(a, meter)
const isSuperset = (a: unknown, b: string) => compileSuperset(b, refuse)(a, meter)

test.each([
  ['198.51.100.7', '198.51.100.0/24', true],
  ['198.51.101.7', '198.51.100.0/24', false],
  ['198.51.100.0/25', '198.51.100.9/24', true],
  ['198.51.100.0/23', '198.51.100.0/24', false],
  ['198.51.100.7', '198.51.100.7', true],
  ['255.255.255.255', '0.0.0.0/0', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1/128', true],
  ['::ffff:198.51.100.7', '::ffff:c633:6400/120', true],
  ['198.51.100.7', '::/0', false],
])('%s in %s: %s', (inner, outer, expected) => {
  expect(isSubset(inner, outer)).toBe(expected)
  expect(isSuperset(outer, inner)).toBe(expected)
})

test.each([
  '198.51.100',
  '198.51.100.256',
  '198.51.100.07',
  '198.51.100.7/33',
  '198.51.100.7/',
  '198.51.100.7/8/8',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7::8',
  '12345::',
  ':::',
  '2001:db8::/129',
  '',
  42,
  null,
])('%j is no address, so that it is in no block', (value) => {
  expect(isSubset(value, '0.0.0.0/0')).toBe(false)
  expect(isSubset(value, '::/0')).toBe(false)
  if (typeof value === 'string') expect(() => isSubset('::1', value)).toThrow('bad-address')
})
