import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pdqTurns } from './dihedral.ts'
import { distance256, formatHash256, parseHash256, SAME_PICTURE } from './hash256.ts'
import { pdqHash, type Picture } from './pdq.ts'

/** Waves of three colours, as a small formula that any language writes alike. */
function waves(width: number, height: number, seed = 0): Picture {
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        pixels[(y * width + x) * 3 + c] =
          (x * x * (c + 1 + seed) + 7 * y * y + 13 * x * y * (seed + 1)) >> 5
  return { width, height, channels: 3, pixels }
}

/** Soft spots of colour: what stands in them is larger than what two ways of sampling differ in. */
function spots(width: number, height: number): Picture {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y, c] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3]
    return 127 + 120 * Math.sin(x / (7 + c)) * Math.cos(y / (9 - c) + (x * y) / 3000)
  })
  return { width, height, channels: 3, pixels }
}

function flat(width: number, height: number, value: number): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(value) }
}

describe('agrees bit by bit with the reference', () => {
  test.each(reference())('on waves of %i x %i', (width, height, hash, quality) => {
    const found = pdqHash(waves(width, height))
    expect([formatHash256(found.hash), found.quality]).toEqual([hash, quality])
  })
})

test('a picture lower or narrower than five pixels has no hash and the quality 0', () => {
  expect(pdqHash(waves(300, 4))).toEqual({ hash: new Uint32Array(8), quality: 0 })
  expect(pdqHash(waves(4, 300)).quality).toBe(0)
})

test('a plain colour has the quality 0', () => {
  expect(pdqHash(flat(100, 80, 137)).quality).toBe(0)
})

test('grey is hashed as the same grey in three colours, and a fourth channel is left out', () => {
  const { width, height, pixels } = waves(90, 70)
  const grey = Uint8Array.from({ length: width * height }, (_, at) => pixels[at * 3]!)
  const as = (channels: 1 | 3 | 4) => {
    const wide = Uint8Array.from({ length: grey.length * channels }, (_, at) =>
      at % channels === 3 ? at & 255 : grey[Math.floor(at / channels)]!,
    )
    return pdqHash({ width, height, channels, pixels: wide })
  }
  const alone = as(1)
  expect(distance256(as(3).hash, alone.hash)).toBeLessThanOrEqual(2)
  expect(as(4)).toEqual(as(3))
})

test('bytes that do not fit the sides are refused', () => {
  const fault = { width: 10, height: 10, channels: 3, pixels: new Uint8Array(299) } as const
  expect(() => pdqHash(fault)).toThrow(/299 bytes for 10 x 10 x 3/)
})

test('the seven other turns are what hashing the turned picture gives, within a few bits', () => {
  const picture = spots(160, 120)
  const { turns } = pdqTurns(picture)
  expect(turns.get('as it is')).toEqual(pdqHash(picture).hash)
  const moved: Readonly<Record<string, (x: number, y: number) => [number, number]>> = {
    mirrored: (x, y) => [159 - x, y],
    'upside down': (x, y) => [x, 119 - y],
    'turned by 180': (x, y) => [159 - x, 119 - y],
  }
  for (const [turn, move] of Object.entries(moved)) {
    const pixels = new Uint8Array(picture.pixels.length)
    for (let y = 0; y < 120; y++)
      for (let x = 0; x < 160; x++) {
        const [u, v] = move(x, y)
        for (let c = 0; c < 3; c++)
          pixels[(y * 160 + x) * 3 + c] = picture.pixels[(v * 160 + u) * 3 + c]!
      }
    const direct = pdqHash({ ...picture, pixels }).hash
    const near = [...turns].filter(([, hash]) => distance256(hash, direct) <= SAME_PICTURE)
    expect(near.map(([name]) => name)).toEqual([turn])
  }
})

test('half of the bits of a hash are set where frequencies differ', () => {
  const { hash } = pdqHash(waves(200, 200))
  expect(distance256(hash, new Uint32Array(8))).toBe(128)
})

test('a hash is read back from what is written, and distance is a metric', () => {
  const hash = fc.uint32Array({ minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(hash, hash, hash, (a, b, c) => {
      expect(parseHash256(formatHash256(a))).toEqual(a)
      expect(distance256(a, a)).toBe(0)
      expect(distance256(a, b)).toBe(distance256(b, a))
      expect(distance256(a, c)).toBeLessThanOrEqual(distance256(a, b) + distance256(b, c))
    }),
  )
})

test.each(['', 'ab', 'g'.repeat(64), 'a'.repeat(65), ` ${'a'.repeat(63)}`])(
  'no hash is read from "%s"',
  (text) => {
    expect(() => parseHash256(text)).toThrow(/no hash of 64 hexadecimal digits/)
  },
)

/** From `pdqhash` 0.2.8 (PyPI), which wraps the published C++; made anew by tests/pdq-reference.test.ts. */
function reference(): [number, number, string, number][] {
  return [
    [512, 512, 'bb0bb6de6f1ff2c42a4d22a38509d9d43152c2b74c0c90a02aefbef16b0fd531', 100],
    [64, 64, 'ccbff122876b7c4a01cb7f98c01a1073efe23f82c0073cbec7fe7ffcc2803800', 100],
    [5, 5, '94a53c0f6b5ac6f16c5b7c1f04a581e09324390e94a53c0f6b5ac6f16c5b7e1f', 0],
    [63, 65, '1c9df1a20f6bf06a03cbff18001b71f38fe27e028087759e857e7ffc9fc07000', 100],
    [300, 200, 'fff7ffeafff4ffd0fe80ff08ff00fd00fe00fc40f600ac00f000fc00fa00f000', 100],
    [129, 640, 'ff7c30e0ff343c60fefb0ce0ffe32c20be610ee00e211e700ce3ff700c00be78', 100],
    [640, 7, '7dedec00871e17ff5833067c7861f2659b260d9e64d90d9a879ef98325cde800', 100],
  ]
}
