/** Escapes of JSON undone in the bytes of a line, so that what stands behind one is found as it is meant. */

const BACKSLASH = 92
const SIMPLE = new Map([
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
])

/** Writes the line into `into`, which must be as long, and gives how long it is now. A broken escape stays as it is. */
export function unescapeJson(
  line: Uint8Array,
  start: number,
  end: number,
  into: Uint8Array,
): number {
  let at = 0
  for (let i = start; i < end; i++) {
    const c = line[i]!
    if (c !== BACKSLASH || i + 1 === end) {
      into[at++] = c
      continue
    }
    const next = line[++i]!
    if (next !== 117) {
      into[at++] = SIMPLE.get(next) ?? next
      continue
    }
    const digits = Buffer.from(line.subarray(i + 1, Math.min(i + 5, end))).toString('latin1')
    let code = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1
    if (code < 0) {
      into[at++] = BACKSLASH
      into[at++] = next
      continue
    }
    i += 4
    const low = lowHalf(line, i + 1, end)
    if (code >= 0xd800 && code <= 0xdbff && low >= 0) {
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
      i += 6
    }
    const bytes = Buffer.from(String.fromCodePoint(code).toWellFormed())
    into.set(bytes, at)
    at += bytes.length
  }
  return at
}

function lowHalf(line: Uint8Array, from: number, end: number): number {
  if (from + 6 > end) return -1
  const found = /^\\u([d][c-f][0-9a-f]{2})$/i.exec(
    Buffer.from(line.subarray(from, from + 6)).toString('latin1'),
  )
  return found ? Number.parseInt(found[1]!, 16) : -1
}
