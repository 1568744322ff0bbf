/**
 * SHA-256 (FIPS 180-4), synchronous, for places where Web Crypto's asynchronous digest would cost a turn of the
 * event loop for each tree node. Cost: one compression of 64 rounds per 64 bytes. A server passes its own faster one.
 */

/** A synchronous SHA-256: any bytes in, 32 bytes out. */
export type Sha256 = (data: Uint8Array) => Uint8Array

const ROUND = rootFractions(3)
const START = rootFractions(2).subarray(0, 8)

/** The SHA-256 of `data`, 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = (data.length + 9 + 63) >>> 6
  const padded = new Uint8Array(blocks * 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 0x2000_0000))
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0)

  const state = START.slice()
  const words = new Uint32Array(64)
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + i * 4)
    compress(state, words)
  }
  const out = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) out.setUint32(i * 4, state[i]!)
  return new Uint8Array(out.buffer)
}

function compress(state: Uint32Array, w: Uint32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!
    const y = w[i - 2]!
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const sums = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i]! += sums[i]!
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

/** The first 32 bits of the fractional parts of the square or cube roots of the first 64 primes. */
function rootFractions(root: 2 | 3): Uint32Array {
  const words = new Uint32Array(64)
  for (let n = 2, count = 0; count < 64; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (prime) words[count++] = Number(integerRoot(BigInt(n) << BigInt(32 * root), root))
  }
  return words
}

/** floor(value^(1/root)) by bisection, modulo 2^32: floating point is a bit short of exact here. */
function integerRoot(value: bigint, root: 2 | 3): bigint {
  let low = 0n
  let high = 1n << 40n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** BigInt(root) <= value) low = middle
    else high = middle
  }
  return low & 0xffff_ffffn
}
