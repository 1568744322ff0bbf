/**
 * How deeply and how long the rules of a text are joined, counted before the engine reads it: it reads by recursion on a stack of one
 * megabyte, and one that ran over it answers nothing any more, for nobody.
 */

const DEEPEST = 20
/** Joints of one rule: `&&`, `||`, `if`, `when`, `unless`, arithmetic and what follows a dot or stands in brackets. */
const MOST_JOINTS = 250

/** Strings and comments as Cedar has them, then what opens, closes, joins and ends. */
const TOKENS =
  /"(?:\\.|[^"\\])*"|\/\/[^\n\r]*|[()[\]{};]|&&|\|\||[+\-*.]|\b(?:if|when|unless|is|has|like)\b/g

/** The first place where a text goes too deep or a rule too far; undefined where none does. */
export function findTooDeep(text: string): { offset: number; message: string } | undefined {
  let depth = 0
  let joints = 0
  for (const { 0: token, index: offset } of text.matchAll(TOKENS)) {
    if (token.startsWith('"') || token.startsWith('//')) continue
    if (token === ';') joints = 0
    else if (')]}'.includes(token)) depth = Math.max(0, depth - 1)
    else if ('({['.includes(token)) depth += 1
    if (!';)]}({'.includes(token)) joints += 1
    if (depth > DEEPEST)
      return { offset, message: `brackets stand in one another at most ${DEEPEST} deep` }
    if (joints > MOST_JOINTS)
      return { offset, message: `a rule joins at most ${MOST_JOINTS} parts: split it into several` }
  }
  return undefined
}
