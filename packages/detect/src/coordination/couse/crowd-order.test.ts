import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { CrowdOrder } from './crowd-order.ts'

test('meetings of a pair come in order of their crowds, and of equal crowds the first met first', () => {
  const { float } = createRandom('crowds')
  const order = new CrowdOrder()
  for (const size of [1, 2, 24, 25, 100, 1500, 3000]) {
    const crowd = Float32Array.from({ length: size }, () => Math.floor(float() * 40) / 3)
    const next = Int32Array.from({ length: size }, (_, m) => m - 1)
    expect(order.list(size - 1, next, crowd)).toBe(size)
    const expected = [...crowd.keys()].sort((x, y) => crowd[x]! - crowd[y]! || x - y)
    expect([...order.listed.subarray(0, size)]).toEqual(expected)
  }
})
