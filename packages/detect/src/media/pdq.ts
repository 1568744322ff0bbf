/**
 * PDQ: 256 bits by which a picture is known again after it was scaled, recompressed or lightly edited.
 *
 * luma -> Jarosz filter -> 64 x 64 samples -> the 16 x 16 lowest cosine frequencies but the constant, B = D A D^T ->
 * one bit a frequency: is it above the median of the 256?
 * Cost: O(pixels), then 82,000 multiplications. Single precision in the order of the reference, so that all bits agree.
 * Paper: The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm, Facebook, 2019; after C. Zauner,
 * Implementation and Benchmarking of Perceptual Image Hash Functions, 2010.
 */
import { boxWidth, jaroszFilter } from './box-filter.ts'
import type { Hash256 } from './hash256.ts'

/** Pixels row by row, of one channel (grey), three (red, green, blue) or four (the fourth is left out). */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  readonly pixels: Uint8Array
}

export type PdqHash = {
  readonly hash: Hash256
  /** 0 to 100: how much there is to see; below 50 a hash is worth little (a plain colour is like any other). */
  readonly quality: number
}

/** Sides of the samples and of the frequencies kept. */
const SAMPLES = 64
const KEPT = 16
/** Pictures narrower or lower than this have no hash. */
const SMALLEST = 5

/** Row i: the cosine of frequency i + 1 at each of the 64 samples. */
const COSINES = Float32Array.from({ length: KEPT * SAMPLES }, (_, at) => {
  const [frequency, sample] = [Math.floor(at / SAMPLES) + 1, at % SAMPLES]
  const scale = Math.fround(Math.sqrt(2 / SAMPLES))
  return scale * Math.cos((Math.PI / 2 / SAMPLES) * frequency * (2 * sample + 1))
})

/** The hash of a picture. One too small for a hash has all bits 0 and the quality 0, as the reference gives it. */
export function pdqHash(picture: Picture): PdqHash {
  const { frequencies, quality } = pdqFrequencies(picture)
  return { hash: toBits(frequencies), quality }
}

/** The 16 x 16 frequencies of a picture and its quality: what its hash, turned and mirrored, is made of. */
export function pdqFrequencies({ width, height, channels, pixels }: Picture): {
  readonly frequencies: Float32Array
  readonly quality: number
} {
  if (pixels.length !== width * height * channels)
    throw new RangeError(`${pixels.length} bytes for ${width} x ${height} x ${channels}`)
  if (width < SMALLEST || height < SMALLEST)
    return { frequencies: new Float32Array(KEPT * KEPT), quality: 0 }
  const samples = toSamples(toLuma(pixels, channels), height, width)
  return { frequencies: toFrequencies(samples), quality: toQuality(samples) }
}

/** One bit a frequency, the last one first: is it above the median? */
export function toBits(frequencies: Float32Array): Hash256 {
  const median = frequencies.toSorted()[(KEPT * KEPT) / 2 - 1]!
  const hash = new Uint32Array(8)
  for (let bit = 0; bit < KEPT * KEPT; bit++)
    if (frequencies[bit]! > median) hash[7 - (bit >> 5)]! |= 1 << (bit & 31)
  return hash
}

/** Y of ITU-R BT.601. */
function toLuma(pixels: Uint8Array, channels: 1 | 3 | 4): Float32Array {
  const luma = new Float32Array(pixels.length / channels)
  for (let at = 0, from = 0; at < luma.length; at++, from += channels)
    luma[at] =
      channels === 1
        ? pixels[from]!
        : pixels[from]! * 0.299 + pixels[from + 1]! * 0.587 + pixels[from + 2]! * 0.114
  return luma
}

/** 64 x 64 samples: a picture of that size itself, any other blurred first. */
function toSamples(luma: Float32Array, rows: number, columns: number): Float32Array {
  if (rows === SAMPLES && columns === SAMPLES) return luma
  const [across, down] = [boxWidth(columns, SAMPLES), boxWidth(rows, SAMPLES)]
  jaroszFilter(luma, new Float32Array(luma.length), rows, columns, across, down)
  const samples = new Float32Array(SAMPLES * SAMPLES)
  for (let y = 0; y < SAMPLES; y++) {
    const row = Math.floor(((y + 0.5) * rows) / SAMPLES) * columns
    for (let x = 0; x < SAMPLES; x++)
      samples[y * SAMPLES + x] = luma[row + Math.floor(((x + 0.5) * columns) / SAMPLES)]!
  }
  return samples
}

/** B = D A D^T, of which only the sixteen lowest rows and columns are made. */
function toFrequencies(samples: Float32Array): Float32Array {
  const half = new Float32Array(KEPT * SAMPLES)
  for (let i = 0; i < KEPT; i++)
    for (let j = 0; j < SAMPLES; j++) {
      let sum = 0
      for (let k = 0; k < SAMPLES; k++)
        sum = Math.fround(sum + Math.fround(COSINES[i * SAMPLES + k]! * samples[k * SAMPLES + j]!))
      half[i * SAMPLES + j] = sum
    }
  const frequencies = new Float32Array(KEPT * KEPT)
  for (let i = 0; i < KEPT; i++)
    for (let j = 0; j < KEPT; j++) {
      let sum = 0
      for (let k = 0; k < SAMPLES; k++)
        sum = Math.fround(sum + Math.fround(half[i * SAMPLES + k]! * COSINES[j * SAMPLES + k]!))
      frequencies[i * KEPT + j] = sum
    }
  return frequencies
}

/** Sum of the steps between neighbouring samples in hundredths of the range, each cut to a whole number, over 90. */
function toQuality(samples: Float32Array): number {
  let steps = 0
  for (let y = 0; y < SAMPLES; y++)
    for (let x = 0; x < SAMPLES; x++) {
      const at = y * SAMPLES + x
      if (y + 1 < SAMPLES) steps += step(samples[at]!, samples[at + SAMPLES]!)
      if (x + 1 < SAMPLES) steps += step(samples[at]!, samples[at + 1]!)
    }
  return Math.min(100, Math.floor(steps / 90))
}

const step = (a: number, b: number): number =>
  Math.abs(Math.trunc(Math.fround(Math.fround(Math.fround(a - b) * 100) / 255)))
