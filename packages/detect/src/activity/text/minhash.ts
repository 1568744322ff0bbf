/**
 * MinHash signatures: the smallest of each of `hashes` random functions over a text's shingles; two
 * texts agree in a place with the chance of their Jaccard similarity.
 * A. Broder, 1997; kept to 8 bits a place as in P. Li and A. C. Koenig, b-bit minwise hashing, WWW
 * 2010. Hot loop: shingles times hashes, one multiplication and one comparison each.
 */
import { createRandom } from '../../random/random.ts'

export type MinHasher = {
  /** Places of a signature, a multiple of four. */
  hashes: number
  factors: Int32Array
  offsets: Int32Array
  /** The signature of the last text. */
  signature: Int32Array
}

export function createMinHasher(hashes: number, seed: string | number): MinHasher {
  const random = createRandom(`${seed}/minhash`)
  return {
    hashes,
    factors: Int32Array.from({ length: hashes }, () => random.uint() | 1),
    offsets: Int32Array.from({ length: hashes }, () => random.uint()),
    signature: new Int32Array(hashes),
  }
}

/** Computes the signature of `count` shingle hashes in place. */
export function signShingles(hasher: MinHasher, shingles: Uint32Array, count: number): void {
  const { signature, factors, offsets, hashes } = hasher
  // Four functions a pass: a shingle is loaded once for the four.
  for (let h = 0; h < hashes; h += 4) {
    const [f0, f1, f2, f3] = [factors[h]!, factors[h + 1]!, factors[h + 2]!, factors[h + 3]!]
    const [o0, o1, o2, o3] = [offsets[h]!, offsets[h + 1]!, offsets[h + 2]!, offsets[h + 3]!]
    let [m0, m1, m2, m3] = [0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff]
    for (let i = 0; i < count; i++) {
      const shingle = shingles[i]! | 0
      const v0 = (Math.imul(shingle, f0) + o0) | 0
      const v1 = (Math.imul(shingle, f1) + o1) | 0
      const v2 = (Math.imul(shingle, f2) + o2) | 0
      const v3 = (Math.imul(shingle, f3) + o3) | 0
      if (v0 < m0) m0 = v0
      if (v1 < m1) m1 = v1
      if (v2 < m2) m2 = v2
      if (v3 < m3) m3 = v3
    }
    signature[h] = m0
    signature[h + 1] = m1
    signature[h + 2] = m2
    signature[h + 3] = m3
  }
}
