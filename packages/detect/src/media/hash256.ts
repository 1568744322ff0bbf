/** Hashes of 256 bits: eight words of 32, the highest first, as their 64 hexadecimal digits are written. */
import { DetectError } from '../errors.ts'

export type Hash256 = Uint32Array

/** Bits that a PDQ hash may differ in and still be taken for the same picture (the published threshold). */
export const SAME_PICTURE = 31

const WRITTEN = /^[\da-f]{64}$/i

/** Whether a text is 64 hexadecimal digits and nothing else. */
export const isHash256 = (text: string): boolean => WRITTEN.test(text)

/** Reads 64 hexadecimal digits. Throws DetectError MALFORMED. */
export function parseHash256(text: string): Hash256 {
  if (!isHash256(text))
    throw new DetectError('MALFORMED', `no hash of 64 hexadecimal digits: "${text.slice(0, 80)}"`)
  return Uint32Array.from({ length: 8 }, (_, word) =>
    Number.parseInt(text.slice(word * 8, word * 8 + 8), 16),
  )
}

/** 64 hexadecimal digits in small letters. */
export const formatHash256 = (hash: Hash256): string =>
  Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('')

/** In how many of 256 bits two hashes differ (Hamming distance). */
export function distance256(a: Hash256, b: Hash256): number {
  let bits = 0
  for (let word = 0; word < 8; word++) bits += countBits(a[word]! ^ b[word]!)
  return bits
}

/** Bits of a word of 32 that are set. Source: H. Warren, Hacker's Delight, 5-1. */
export function countBits(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
