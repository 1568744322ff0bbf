/**
 * Positions inside JSON text that `JSON.parse` has already accepted: where the elements of a list begin and
 * end, and whether a key stands twice. One pass over the characters, no recursion.
 */
const QUOTE = 34
const BACKSLASH = 92
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const OPEN_LIST = 91
const CLOSE_LIST = 93
const COMMA = 44
const COLON = 58

/** The position after the string that opens at `at`. */
function afterString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === BACKSLASH) i++
    else if (code === QUOTE) return i + 1
  }
  return text.length
}

/** The position after white space, and after `comma` or `colon` within it. */
function skipGap(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code > 32 && code !== COMMA && code !== COLON) return i
    i++
  }
  return i
}

/** The position after the value that begins at `at`. */
function afterValue(text: string, at: number): number {
  let depth = 0
  let i = at
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      i = afterString(text, i)
      if (depth === 0) return i
      continue
    }
    if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (depth === 0) return i
      if (--depth === 0) return i + 1
    } else if (depth === 0 && (code === COMMA || code <= 32)) return i
    i++
  }
  return i
}

/** Where the value of a property of the outermost object begins, -1 without the property. */
export function propertyAt(text: string, name: string): number {
  let i = skipGap(text, text.indexOf('{') + 1)
  while (i < text.length && text.charCodeAt(i) === QUOTE) {
    const end = afterString(text, i)
    const value = skipGap(text, end)
    if (JSON.parse(text.slice(i, end)) === name) return value
    i = skipGap(text, afterValue(text, value))
  }
  return -1
}

/** Start and end of every element of the list that begins at or after `at`. */
export function elements(text: string, at: number): [number, number][] {
  const found: [number, number][] = []
  let i = skipGap(text, text.indexOf('[', at) + 1)
  while (i < text.length && text.charCodeAt(i) !== CLOSE_LIST) {
    const end = afterValue(text, i)
    found.push([i, end])
    i = skipGap(text, end)
  }
  return found
}

/** The first key that stands twice in one object, null when none does. */
export function duplicateKey(text: string): string | null {
  const open: (Set<string> | null)[] = []
  let i = 0
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = afterString(text, i)
      const keys = open.at(-1)
      if (keys && isKey(text, end)) {
        const raw = text.slice(i + 1, end - 1)
        const key = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
        if (keys.has(key)) return key
        keys.add(key)
      }
      i = end
      continue
    }
    if (code === OPEN_OBJECT) open.push(new Set())
    else if (code === OPEN_LIST) open.push(null)
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) open.pop()
    i++
  }
  return null
}

function isKey(text: string, after: number): boolean {
  let i = after
  while (i < text.length && text.charCodeAt(i) <= 32) i++
  return text.charCodeAt(i) === COLON
}
