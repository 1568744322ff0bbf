/** IPv4 and IPv6 addresses as bytes, and as RFC 5952 writes them. */

/** The 4 or 16 bytes of an address; null for what is none. IPv4 within IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. */
export function parseAddress(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'latin1')
  const four = new Uint8Array(4)
  if (readFour(bytes, 0, bytes.length, four)) return four
  const six = new Uint8Array(16)
  if (!readSix(bytes, 0, bytes.length, six)) return null
  return isMapped(six) ? six.slice(12) : six
}

/** Reads four numbers from 0 to 255 without zeros before them. */
export function readFour(text: Uint8Array, start: number, end: number, into: Uint8Array): boolean {
  let part = 0
  let value = 0
  let digits = 0
  for (let i = start; i <= end; i++) {
    const c = i < end ? text[i]! : 46
    if (c === 46) {
      if (digits === 0 || value > 255 || part > 3) return false
      into[part++] = value
      value = 0
      digits = 0
    } else {
      if (c < 48 || c > 57 || digits === 3 || (digits > 0 && value === 0)) return false
      value = value * 10 + c - 48
      digits++
    }
  }
  return part === 4
}

/** Reads an IPv6 address (RFC 4291, 2.2), also one that ends in an IPv4 address. */
export function readSix(text: Uint8Array, start: number, end: number, into: Uint8Array): boolean {
  let at = 0
  let gap = -1
  let i = start
  if (end - start < 2 || end - start > 45) return false
  if (text[i] === 58 && text[i + 1] !== 58) return false
  while (i < end) {
    if (text[i] === 58) {
      if (text[i + 1] === 58) {
        if (gap >= 0) return false
        gap = at
        i += 2
        if (text[i] === 58) return false
        continue
      }
      if (at === 0 || i + 1 === end) return false
      i++
    }
    const from = i
    let value = 0
    for (; i < end; i++) {
      const digit = hexDigit(text[i]!)
      if (digit < 0) break
      value = value * 16 + digit
    }
    if (i < end && text[i] === 46) {
      if (at > 12 || !readFour(text, from, end, FOUR)) return false
      into.set(FOUR, at)
      at += 4
      i = end
      break
    }
    if (i === from || i - from > 4 || at > 14 || (i < end && text[i] !== 58)) return false
    into[at++] = value >> 8
    into[at++] = value & 255
  }
  if (gap < 0) return at === 16
  if (at > 14) return false
  const tail = at - gap
  into.copyWithin(16 - tail, gap, at)
  into.fill(0, gap, 16 - tail)
  return true
}

const FOUR = new Uint8Array(4)

function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  const letter = c | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** Whether 16 bytes are an IPv4 address in the dress of IPv6 (RFC 4291, 2.5.5.2), as servers that listen to both write it. */
export function isMapped(six: Uint8Array): boolean {
  for (let i = 0; i < 10; i++) if (six[i] !== 0) return false
  return six[10] === 255 && six[11] === 255
}

/** The length of a block and its bytes, those behind it cleared. */
export function toSpan(address: Uint8Array, prefix: number): Uint8Array {
  const span = new Uint8Array(address.length + 1)
  writeSpan(address, prefix, span)
  return span
}

/** The same into bytes that are there. */
export function writeSpan(address: Uint8Array, prefix: number, into: Uint8Array): void {
  into[0] = prefix
  for (let i = 0; i < address.length; i++) {
    const kept = prefix - i * 8
    into[i + 1] = kept >= 8 ? address[i]! : kept <= 0 ? 0 : address[i]! & (0xff00 >> kept)
  }
}

/** An address as STIX and people write it (RFC 5952 for IPv6). */
export function printAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! << 8) | bytes[2 * i + 1]!)
  const zeros = longestZeros(groups)
  const words = groups.map((group) => group.toString(16))
  if (zeros.length < 2) return words.join(':')
  const head = words.slice(0, zeros.start).join(':')
  return `${head}::${words.slice(zeros.start + zeros.length).join(':')}`
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < 8; start++) {
    let end = start
    while (end < 8 && groups[end] === 0) end++
    if (end - start > best.length) best = { start, length: end - start }
  }
  return best
}
