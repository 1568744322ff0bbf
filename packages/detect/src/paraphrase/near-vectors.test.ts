import { describe, expect, test } from 'vitest'
import { createRandom, drawNormal } from '../random/random.ts'
import { nearVectors } from './near-vectors.ts'

const WIDTH = 512
const random = createRandom('vectors')

/** Pairs of unit vectors, the second of each at the cosine that `cosineOf` gives. */
function vectorPairs(count: number, cosineOf: (k: number) => number): Float32Array {
  const draw = () => unit(Float32Array.from({ length: WIDTH }, () => drawNormal(random)))
  const out = new Float32Array(count * 2 * WIDTH)
  for (let k = 0; k < count; k++) {
    const [a, other] = [draw(), draw()]
    const along = dot(a, other)
    const across = unit(other.map((x, at) => x - along * a[at]!))
    const cosine = cosineOf(k)
    const b = a.map((x, at) => cosine * x + Math.sqrt(1 - cosine ** 2) * across[at]!)
    out.set(a, k * 2 * WIDTH)
    out.set(b, (k * 2 + 1) * WIDTH)
  }
  return out
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < WIDTH; at++) sum += a[at]! * b[at]!
  return sum
}
function unit(a: Float32Array): Float32Array {
  const length = Math.sqrt(dot(a, a))
  return a.map((x) => x / length)
}

describe('near vectors', () => {
  test('are found but for one in fifty, and nothing is given that is not near', async () => {
    const vectors = vectorPairs(400, (k) => (k % 2 === 0 ? 0.66 + (k % 30) / 100 : 0.6))
    const from = new Float64Array(800)
    const near = await nearVectors({ vectors, from, until: from }, 0.65)
    const found = new Set(near.first)
    const wanted = Array.from({ length: 200 }, (_, k) => k * 4)
    expect(wanted.filter((a) => found.has(a)).length).toBeGreaterThan(195)
    for (const [k, a] of near.first.entries()) {
      const b = near.second[k]!
      const row = (at: number) => vectors.subarray(at * WIDTH, at * WIDTH + WIDTH)
      expect(near.likeness[k]).toBeCloseTo(dot(row(a), row(b)), 4)
      expect(near.likeness[k]).toBeGreaterThanOrEqual(0.65)
    }
  })

  test('are looked for among those that begin no later than allowed', async () => {
    const vectors = vectorPairs(2, () => 0.95)
    const from = Float64Array.of(0, 10, 20, 100)
    const near = await nearVectors({ vectors, from, until: from.map((at) => at + 15) }, 0.9)
    expect([...near.first]).toEqual([0])
  })
})
