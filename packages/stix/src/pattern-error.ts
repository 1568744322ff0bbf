/** Why a text is no pattern, and where. */

/** Every way a pattern is refused, as a closed set: a caller can switch on it. */
export type PatternErrorCode =
  | 'syntax'
  | 'bad-number'
  | 'bad-hash'
  | 'bad-regex'
  | 'bad-address'
  | 'bad-timestamp'
  | 'mixed-set'
  | 'duplicate-qualifier'
  | 'too-long'
  | 'too-deep'

/** A refused pattern. Lines count from 1, columns from 0, in characters (code points) as the OASIS validator does. */
export class PatternError extends Error {
  readonly code: PatternErrorCode
  readonly line: number
  readonly column: number

  constructor(code: PatternErrorCode, reason: string, at: Position) {
    super(`line ${at.line}, column ${at.column}: ${reason}`)
    this.name = 'PatternError'
    this.code = code
    this.line = at.line
    this.column = at.column
  }
}

export type Position = {
  readonly line: number
  readonly column: number
}

/** Where an offset of a text stands; only a line feed ends a line. */
export function positionOf(text: string, offset: number): Position {
  let line = 1
  let column = 0
  for (const character of text.slice(0, offset)) {
    if (character === '\n') {
      line++
      column = 0
    } else column++
  }
  return { line, column }
}
