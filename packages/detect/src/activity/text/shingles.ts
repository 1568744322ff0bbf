/**
 * Character shingles of a text as 32-bit hashes: every run of k characters, by a rolling polynomial
 * hash and a mixing step. k is 5, or 3 where most characters are of scripts that write a word in
 * one to three signs (Thai, Han, kana, Hangul), so no word list or tokeniser is needed.
 * A. Broder, On the resemblance and containment of documents, 1997. Cost: linear in the text.
 */
import { mixWord } from '../../random/random.ts'

const BASE = 0x01000193

/** Hashes of all shingles into `into` (grown by the caller to the text's length); their number. */
export function hashShingles(text: string, into: Uint32Array): number {
  const k = shingleLength(text)
  let top = 1
  for (let i = 1; i < k; i++) top = Math.imul(top, BASE)
  let hash = 0
  let count = 0
  for (let i = 0; i < text.length; i++) {
    if (i >= k) hash = (hash - Math.imul(text.charCodeAt(i - k), top)) | 0
    hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0
    if (i >= k - 1) into[count++] = mixWord(hash ^ k)
  }
  return count
}

/** The set of shingles, sorted. */
export function toShingleSet(text: string): Uint32Array {
  const all = new Uint32Array(Math.max(1, text.length))
  const count = hashShingles(text, all)
  const sorted = all.subarray(0, count).sort()
  let kept = 0
  for (let i = 0; i < count; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!
  return sorted.subarray(0, kept)
}

/** |A and B| / |A or B| of two sorted sets; 0 when both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let both = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) both++
    const step = a[i]! - b[j]!
    if (step <= 0) i++
    if (step >= 0) j++
  }
  const either = a.length + b.length - both
  return either === 0 ? 0 : both / either
}

function shingleLength(text: string): number {
  let dense = 0
  for (let i = 0; i < text.length; i++) if (isDense(text.charCodeAt(i))) dense++
  return dense * 2 > text.length ? 3 : 5
}

function isDense(code: number): boolean {
  return (code >= 0x0e00 && code < 0x0f00) || (code >= 0x2e80 && code < 0xd7b0)
}
