import { expect, test } from 'vitest'
import { countParts, toParts } from './gsm.ts'

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['í'.repeat(70), 1],
  ['í'.repeat(71), 2],
  ['🔔'.repeat(35), 1],
  ['🔔'.repeat(36), 2],
])(
  'a text of the GSM alphabet holds 160 signs, another 70, and parts hold less (%#)',
  (text, parts) => {
    expect(countParts(text)).toBe(parts)
  },
)

test('no part begins within an escaped sign or a pair of surrogates', () => {
  const [first, second] = toParts(`${'a'.repeat(152)}€${'b'.repeat(20)}`, 7)
  expect(first!.bytes).toHaveLength(152)
  expect(Array.from(second!.bytes.subarray(0, 2))).toEqual([0x1b, 0x65])
  const [one, two] = toParts(`${'í'.repeat(66)}🔔${'í'.repeat(20)}`, 7)
  expect(one!.bytes).toHaveLength(132)
  expect(Array.from(two!.bytes.subarray(0, 2))).toEqual([0xd8, 0x3d])
})

test('parts carry one reference, how many they are and which each is', () => {
  expect(toParts('a'.repeat(400), 0x1ff).map(({ udh }) => [...udh!])).toEqual([
    [5, 0, 3, 0xff, 3, 1],
    [5, 0, 3, 0xff, 3, 2],
    [5, 0, 3, 0xff, 3, 3],
  ])
})
