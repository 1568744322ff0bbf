import { expect, test } from 'vitest'
import { createRandom, drawInteger } from '../random/random.ts'
import { formatHash256 } from './hash256.ts'
import { joinPictures } from './near-pictures.ts'

const random = createRandom('near pictures')

/** A hash with half of its bits set, as PDQ gives them. */
function anyHash(): Uint32Array {
  const hash = new Uint32Array(8)
  for (let set = 0; set < 128;) {
    const bit = drawInteger(random, 256)
    if ((hash[bit >> 5]! >>> (bit & 31)) & 1) continue
    hash[bit >> 5]! |= 1 << (bit & 31)
    set++
  }
  return hash
}

/** `count` bits changed, those from `first` on. */
function changed(hash: Uint32Array, first: number, count: number): Uint32Array {
  const other = hash.slice()
  for (let bit = first; bit < first + count; bit++) other[bit >> 5]! ^= 1 << (bit & 31)
  return other
}

test('copies of a picture go by the first, in capitals too, and all else by itself', () => {
  const [one, other] = [anyHash(), anyHash()]
  const names = [
    'poster.jpg',
    formatHash256(one),
    formatHash256(other),
    formatHash256(changed(one, 40, 31)).toUpperCase(),
    formatHash256(changed(one, 40, 32)),
    'poster.jpg?2',
  ]
  expect([...joinPictures(names)]).toEqual([0, 1, 2, 1, 4, 5])
})

test('a chain of small edits does not make two pictures one', () => {
  const start = anyHash()
  const names = [0, 20, 40, 60].map((bits) => formatHash256(changed(start, 0, bits)))
  expect([...joinPictures(names)]).toEqual([0, 0, 2, 2])
})

test('plain colours, whose hashes say nothing, are not joined', () => {
  const names = [0, 1].map((bit) => formatHash256(changed(new Uint32Array(8), bit, 1)))
  expect([...joinPictures(names)]).toEqual([0, 1])
})

test('each goes by the nearest of those before it that lead, also past the size at which an index is made anew', () => {
  const seen = Array.from({ length: 4200 }, anyHash)
  const copies = [3, 4095, 4150].map((number) => changed(seen[number]!, 10, 12))
  const names = [...seen, ...copies].map(formatHash256)
  const joined = joinPictures(names)
  expect([...joined.subarray(4200)]).toEqual([3, 4095, 4150])
  expect([...joined.subarray(0, 4200)]).toEqual(Array.from({ length: 4200 }, (_, n) => n))
})

test('a picture of which there are very many copies costs no more than others', () => {
  const shown = anyHash()
  const copies = Array.from({ length: 30_000 }, () => {
    const bits = [0, 1, 2, 3].map(() => drawInteger(random, 256))
    return formatHash256(bits.reduce((hash, bit) => changed(hash, bit, 1), shown))
  })
  expect(new Set(joinPictures([formatHash256(shown), ...copies]))).toEqual(new Set([0]))
})
