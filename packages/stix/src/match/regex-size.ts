/** How large a regular expression becomes when it is compiled, so that one that is far too large is not. */

const ESCAPE = /\\(?:[pPx]\{[^}]*\}|[^])/y
const CLASS = /\[\^?\]?(?:\\[^]|\[:\^?[a-z]+:\]|[^\]\\])*\]/y
const GROUP = /\((?:\?(?:P?<[^>]*>|[a-zA-Z-]*:?))?/y
const REPEAT = /\{(\d{1,4})(?:,(\d{0,4}))?\}/y
const OPTIONAL = new Set(['*', '+', '?'])
const EMPTY = new Set(['|', '^', '$'])
/** A class of Unicode takes long to look up, each time it stands there. */
const UNICODE_CLASS = /\\[pP]/g
const CLASS_COST = 64
/** A range that may be wide costs a look at each of its characters when their case is not to count. */
const WIDE_RANGE = /-(?:\\x\{|[^\0-\x7f])/g
const IGNORES_CASE = /\(\?[a-zA-Z]*i/
const RANGE_COST = 2000
/** What an expression costs beside its instructions. */
const BASE_COST = 16

/**
 * About as many instructions as RE2 makes of it: one for an atom, and what is counted is written out that often. A little
 * too many where alternatives of single characters become one class. Cost: linear.
 */
export function estimateInstructions(expression: string): number {
  const outer: number[] = []
  let sum = 0
  let last = 0
  for (let at = 0; at < expression.length;) {
    const end = endOf(ESCAPE, expression, at) ?? endOf(CLASS, expression, at)
    const group = end === undefined ? endOf(GROUP, expression, at) : undefined
    const repeat = repeatAt(expression, at)
    if (group !== undefined) {
      outer.push(sum)
      ;[sum, last, at] = [0, 0, group]
    } else if (repeat !== undefined) {
      const written = last * repeat.most + repeat.most - repeat.least
      sum += written - last
      ;[last, at] = [written, repeat.end]
    } else if (expression[at] === ')') {
      last = sum
      sum += outer.pop() ?? 0
      at++
    } else {
      const character = expression[at]!
      last = OPTIONAL.has(character) ? last + 1 : EMPTY.has(character) ? 0 : 1
      if (!EMPTY.has(character)) sum++
      at = end ?? at + 1
    }
  }
  return sum + outer.reduce((all, one) => all + one, 0)
}

function endOf(form: RegExp, text: string, at: number): number | undefined {
  form.lastIndex = at
  return form.test(text) ? form.lastIndex : undefined
}

function repeatAt(
  text: string,
  at: number,
): { least: number; most: number; end: number } | undefined {
  if (text[at] !== '{') return undefined
  REPEAT.lastIndex = at
  const found = REPEAT.exec(text)
  if (found === null) return undefined
  const least = Number(found[1])
  return { least, most: Math.max(least, Number(found[2] ?? 0)), end: REPEAT.lastIndex }
}

/** What compiling costs beside the instructions made, in instructions. */
export function costOfCompiling(expression: string): number {
  const classes = expression.match(UNICODE_CLASS)?.length ?? 0
  const ranges = IGNORES_CASE.test(expression) ? (expression.match(WIDE_RANGE)?.length ?? 0) : 0
  return BASE_COST + CLASS_COST * classes + RANGE_COST * ranges
}
