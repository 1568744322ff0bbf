/**
 * A cell that holds a list or a record: JSON, or a Python literal as `str()` prints it (`[{'url': None}]`).
 * Numbers come back as they are written, so that a long id keeps its digits.
 */

/** A value of a literal; numbers are their own text. */
export type Literal = string | boolean | null | readonly Literal[] | { [name: string]: Literal }

const DEEPEST = 40
const SPACE = /[\s,]*/y
const TEXT = /[uUrRbB]?(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)')/sy
const WORD = /-?[A-Za-z_0-9.+-]+/y

/** Undefined where the cell is no such literal, or is cut short. */
export function readLiteral(cell: string): Literal | undefined {
  const reader = new LiteralReader(cell)
  const value = reader.value(0)
  return value !== undefined && reader.isAtEnd() ? value : undefined
}

class LiteralReader {
  private readonly cell: string
  private at = 0

  constructor(cell: string) {
    this.cell = cell
  }

  isAtEnd(): boolean {
    this.take(SPACE)
    return this.at === this.cell.length
  }

  value(depth: number): Literal | undefined {
    if (depth > DEEPEST) return undefined
    this.take(SPACE)
    const first = this.cell[this.at]
    if (first === '[' || first === '(') return this.list(first === '[' ? ']' : ')', depth)
    if (first === '{') return this.record(depth)
    const text = this.take(TEXT)
    if (text !== null) return unescape(text[1] ?? text[2] ?? '')
    const word = this.take(WORD)?.[0]
    return word === undefined ? undefined : wordValue(word)
  }

  private list(end: string, depth: number): Literal | undefined {
    const values: Literal[] = []
    this.at++
    for (;;) {
      this.take(SPACE)
      if (this.cell[this.at] === end) return (this.at++, values)
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      values.push(value)
    }
  }

  private record(depth: number): Literal | undefined {
    const fields: Record<string, Literal> = Object.create(null) as Record<string, Literal>
    this.at++
    for (;;) {
      this.take(SPACE)
      if (this.cell[this.at] === '}') return (this.at++, fields)
      const name = this.value(depth + 1)
      this.take(SPACE)
      if (typeof name !== 'string' || this.cell[this.at] !== ':') return undefined
      this.at++
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      fields[name] = value
    }
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.cell)
    if (match !== null) this.at += match[0].length
    return match
  }
}

function wordValue(word: string): Literal | undefined {
  if (/^-?\d/.test(word)) return word
  switch (word.toLowerCase()) {
    case 'true':
      return true
    case 'false':
      return false
    case 'null':
    case 'none':
    case 'nan':
    case 'nat':
      return null
    default:
      return undefined
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))/gs,
    (whole, four?: string, eight?: string, two?: string, one?: string) => {
      const code = Number.parseInt(four ?? eight ?? two ?? '', 16)
      if (one !== undefined) return ESCAPES[one] ?? one
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
