/**
 * Regular expressions of PCRE, which STIX names (STIX 2.1, 9.6.1), in the words of RE2: where the two differ in meaning
 * the text is changed, and what RE2 cannot run in linear time is told by its name.
 */

/** In a string `\w`, `\d` and `\s` are of all Unicode; in bytes they are ASCII. Without brackets, for use in a class. */
const UNICODE: Readonly<Record<string, string>> = {
  w: String.raw`\p{L}\p{N}_`,
  d: String.raw`\p{Nd}`,
  s: String.raw`\s\v\x1c-\x1f\x85\p{Z}`,
}

/** PCRE takes one line feed behind the end for the end; RE2 has no word for it. */
const END = String.raw`(?:\n?\z)`

/** The expression for RE2; `$` keeps its meaning where a flag changes it. */
export function fromPerl(expression: string, isUnicode: boolean): string {
  const isMultiline = /\(\?[a-zA-Z]*m/.test(expression)
  let isClass = false
  return expression.replace(/\\Q[^]*?(?:\\E|$)|\\[^]|\[:\^?\w+:\]|\[\^?\]?|\]|\$/gu, (token) => {
    if (token.startsWith('\\')) return fromEscape(token, isClass, isUnicode)
    if (token.startsWith('[:')) return token
    if (token === '$') return isClass || isMultiline ? token : END
    if (token.startsWith('[')) {
      if (isClass) return token
      isClass = true
    } else isClass = false
    return token
  })
}

function fromEscape(token: string, isClass: boolean, isUnicode: boolean): string {
  const letter = token[1]!
  if (letter === 'Z' && !isClass) return END
  const inner = isUnicode ? UNICODE[letter.toLowerCase()] : undefined
  if (inner === undefined || token.length > 2) return token
  if (letter !== letter.toLowerCase()) return isClass ? token : `[^${inner}]`
  return isClass ? inner : `[${inner}]`
}

const BEYOND: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'look-around'],
  [/\\[1-9]|\\[gk][<{'\d]|\(\?P=/, 'a back-reference'],
  [/\(\?>|[*+?}]\+/, 'an atomic group or a possessive quantifier'],
  [/\(\?(?:R|[&+-]?\d|P>|\()/, 'recursion or a condition'],
]

/** What the expression uses that no linear-time engine runs; null where the fault is another. */
export function beyondLinear(expression: string): string | null {
  const plain = expression.replace(/\\\\/g, '')
  return BEYOND.find(([form]) => form.test(plain))?.[1] ?? null
}
