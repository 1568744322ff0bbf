/** Chains of one operator, and how deep brackets may nest. */
import { accept, refuse } from './cursor.ts'
import { nextToken, type Scanner } from './scanner.ts'
import type { Keyword } from './token.ts'

/** Deeper nesting says nothing a shallower one could not, and would let a hostile text exhaust the stack. */
const MAX_DEPTH = 256

/** A text being parsed: the scanner and how many brackets are open. */
export type Parse = {
  readonly scanner: Scanner
  depth: number
  /** Whether one observation may have several qualifiers of one kind. */
  readonly mayRepeat: boolean
}

type Link<T> = {
  readonly type: string
  readonly operands?: readonly T[]
}

/** `operand (KEYWORD operand)*`, flat: the operands of an operand of the same type become its own. */
export function parseChain<T extends Link<T>>(
  parse: Parse,
  keyword: Keyword,
  type: T['type'],
  parseOperand: (parse: Parse) => T,
  join: (operands: T[]) => T,
): T {
  const first = parseOperand(parse)
  if (parse.scanner.kind !== keyword) return first
  const operands: T[] = []
  let operand = first
  for (;;) {
    if (operand.type !== type || operand.operands === undefined) operands.push(operand)
    else for (const inner of operand.operands) operands.push(inner)
    if (!accept(parse.scanner, keyword)) return join(operands)
    operand = parseOperand(parse)
  }
}

/** Moves past an opening bracket. Throws `too-deep`. */
export function enter(parse: Parse): void {
  if (++parse.depth > MAX_DEPTH)
    refuse(parse.scanner, 'too-deep', `more than ${MAX_DEPTH} brackets within brackets`)
  nextToken(parse.scanner)
}
