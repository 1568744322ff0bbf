/** How deeply JSON is nested, byte by byte, before a parser that recurses sees it. */

/** Levels beyond which no post is nested. */
const MAX_DEPTH = 1000
/** Values at the top after which the parser only looks for fields it knows, and no longer recurses. */
const MOST_SNIFFED = 1 << 16

const [QUOTE, BACKSLASH, NEWLINE] = [34, 92, 10]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125]

/** Takes the bytes of a file in turn, and gives for each part the place at which it exceeds MAX_DEPTH, or -1. */
export function createDepthMeter(): (bytes: Uint8Array) => number {
  let depth = 0
  let values = 0
  let inText = false
  let escaped = false
  return (bytes) => {
    if (values > MOST_SNIFFED) return -1
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (escaped) escaped = false
      else if (byte === NEWLINE) inText = false
      else if (byte === QUOTE) inText = !inText
      else if (inText) escaped = byte === BACKSLASH
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        if (++depth > MAX_DEPTH) return at
      } else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && depth > 0)
        if (--depth === 0) values++
    }
    return -1
  }
}
