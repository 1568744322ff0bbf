import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { findProbe } from './probing.ts'

const range = (count: number) => Array.from({ length: count }, (_, i) => i)
const random = (count: number) => range(count).map(() => randomBytes(5).toString('hex'))

test('lists that count upwards are seen, in whatever order they come', () => {
  const addresses = range(100)
    .map((i) => `192.0.2.${i}`)
    .toSorted(() => 0.5 - randomBytes(1)[0]! / 255)
  expect(findProbe(addresses, 'ipv4')).toEqual({ pattern: 'sequential', count: 100 })
  expect(
    findProbe(
      range(50).map((i) => `+120255501${String(i).padStart(2, '0')}`),
      'phone',
    ),
  ).toEqual({
    pattern: 'sequential',
    count: 50,
  })
  expect(
    findProbe(
      range(50).map((i) => `user${i}`),
      'handle',
    )?.pattern,
  ).toBe('sequential')
})

test('lists of a few stems with something hung on are seen', () => {
  const tails = ['_news', '.real', '-vote', '_tx', '_us', '.org', '-live', '_now', '_hq']
  const values = ['candidate', 'committee'].flatMap((stem) => tails.map((tail) => stem + tail))
  expect(findProbe(values, 'handle')).toEqual({ pattern: 'dictionary', count: 18 })
})

test('what was asked before is seen, in a list of any length', () => {
  const asked = new Set(['a.example'])
  expect(findProbe(['a.example'], 'domain', (value) => asked.has(value))).toEqual({
    pattern: 'repeated',
    count: 1,
  })
})

test('lists of what somebody holds are none: names at random, scattered addresses, hashes', () => {
  expect(findProbe(random(200), 'handle')).toBeUndefined()
  expect(
    findProbe(
      random(200).map((name) => `${name}.example`),
      'domain',
    ),
  ).toBeUndefined()
  expect(
    findProbe(
      range(200).map(() => [...randomBytes(4)].join('.')),
      'ipv4',
    ),
  ).toBeUndefined()
  expect(
    findProbe(
      range(20).map((i) => i.toString(16).padStart(64, '0')),
      'sha256',
    ),
  ).toBeUndefined()
  expect(
    findProbe(
      range(15).map((i) => `192.0.2.${i}`),
      'ipv4',
    ),
  ).toBeUndefined()
})
