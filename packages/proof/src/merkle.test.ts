import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from './encoding.ts'
import {
  leafHash,
  makeConsistencyProof,
  makeInclusionProof,
  nodeHash,
  rootHash,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

/** The eight entries and roots that the Certificate Transparency implementations have tested with since RFC 6962. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = ENTRIES.map((hex) => leafHash(Buffer.from(hex, 'hex')))

/** A tree of any size with small distinct leaves. */
const sizes = fc.integer({ min: 1, max: 70 })
const treeOf = (size: number) =>
  Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 8, i)))

describe('the tree hash', () => {
  test('of nothing is the hash of nothing', () => {
    expect(toHex(rootHash([]))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  test.each(ROOTS.map((root, i) => [i + 1, root] as const))('of %i known entries', (n, root) => {
    expect(toHex(rootHash(leaves.slice(0, n)))).toBe(root)
  })

  test('is the definition of RFC 6962, section 2.1, at every size', () => {
    const mth = (d: Uint8Array[]): Uint8Array => {
      if (d.length === 1) return d[0]!
      let k = 1
      while (k * 2 < d.length) k *= 2
      return nodeHash(mth(d.slice(0, k)), mth(d.slice(k)))
    }
    for (let n = 1; n <= 70; n++) expect(rootHash(treeOf(n))).toEqual(mth(treeOf(n)))
  })
})

describe('inclusion', () => {
  test('gives the known audit paths', () => {
    expect(makeInclusionProof(leaves, 5).map(toHex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('proves every leaf of every tree, and no other leaf, place, size or root', () => {
    for (let size = 1; size <= 40; size++) {
      const tree = treeOf(size)
      const root = rootHash(tree)
      for (let index = 0; index < size; index++) {
        const claim = {
          index,
          size,
          leaf: tree[index]!,
          proof: makeInclusionProof(tree, index),
          root,
        }
        verifyInclusion(claim)
        const wrong = [
          { ...claim, index: (index + 1) % (size + 1) },
          { ...claim, leaf: leafHash(Uint8Array.of(9, 9, 9)) },
          { ...claim, proof: [...claim.proof, root] },
          { ...claim, root: leafHash(root) },
          ...(size > 1 ? [{ ...claim, proof: claim.proof.slice(1) }] : []),
        ]
        for (const bad of wrong) {
          expect(() => verifyInclusion(bad)).toThrow(
            expect.objectContaining({ code: 'not-included' }),
          )
        }
      }
    }
  })

  test.each([
    { index: -1, size: 8 },
    { index: 8, size: 8 },
    { index: 0.5, size: 8 },
    { index: 0, size: NaN },
    { index: 0, size: 2 ** 60 },
  ])('refuses the place $index of $size', (place) => {
    const claim = { ...place, leaf: leaves[0]!, proof: [], root: leaves[0]! }
    expect(() => verifyInclusion(claim)).toThrow(expect.objectContaining({ code: 'not-included' }))
  })

  test('works at indices beyond 32 bits', () => {
    const proof = Array.from({ length: 33 }, (_, i) => leafHash(Uint8Array.of(i)))
    let root = leaves[2]!
    const index = 2 ** 33 - 1
    for (const sibling of proof) root = nodeHash(sibling, root)
    const claim = { index, size: 2 ** 33, leaf: leaves[2]!, proof, root }
    expect(() => verifyInclusion(claim)).not.toThrow()
    expect(() => verifyInclusion({ ...claim, index: index - 1 })).toThrow(/root/)
  })
})

describe('consistency', () => {
  test('gives the known proof from 6 to 8 and from 2 to 5', () => {
    expect(makeConsistencyProof(leaves, 6).map(toHex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(makeConsistencyProof(leaves.slice(0, 5), 2).map(toHex)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })

  test('proves that each tree began as each smaller one, and not as any other', () => {
    for (let second = 1; second <= 33; second++) {
      const tree = treeOf(second)
      for (let first = 0; first <= second; first++) {
        const claim = {
          first,
          second,
          firstRoot: rootHash(tree.slice(0, first)),
          secondRoot: rootHash(tree),
          proof: makeConsistencyProof(tree, first),
        }
        verifyConsistency(claim)
        const other = leafHash(Uint8Array.of(7, 7, 7))
        const wrong = [
          { ...claim, firstRoot: other },
          ...(first > 0 ? [{ ...claim, secondRoot: other }] : []),
          { ...claim, proof: [...claim.proof, other] },
          { ...claim, first: second + 1 },
          ...(claim.proof.length > 0 ? [{ ...claim, proof: claim.proof.slice(1) }] : []),
          ...claim.proof.map((_, i) => ({ ...claim, proof: claim.proof.with(i, other) })),
        ]
        for (const bad of wrong) {
          expect(() => verifyConsistency(bad)).toThrow(
            expect.objectContaining({ code: 'not-consistent' }),
          )
        }
      }
    }
  })

  test('answers any proof with a verdict, never with another error', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const claims = fc.record({
      first: fc.nat(100),
      second: fc.nat(100),
      firstRoot: hash,
      secondRoot: hash,
      proof: fc.array(hash, { maxLength: 10 }),
    })
    fc.assert(
      fc.property(claims, (claim) => {
        expect(() => verifyConsistency(claim)).toThrow(
          expect.objectContaining({ code: 'not-consistent' }),
        )
      }),
    )
  })
})

test('a range is cut into complete subtrees that cover it in order', () => {
  fc.assert(
    fc.property(sizes, fc.nat(200), (length, start) => {
      let at = start
      for (const { level, index } of subtreesOf({ start, end: start + length })) {
        expect(index * 2 ** level).toBe(at)
        at += 2 ** level
      }
      expect(at).toBe(start + length)
    }),
  )
})
