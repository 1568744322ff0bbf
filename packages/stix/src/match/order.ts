/** `<`, `<=`, `>` and `>=` (STIX 2.1, 9.6.1): numbers by value, strings by code points, bytes and times. */
import type { Constant } from '../pattern/ast.ts'
import { byteText, isByteText } from './bytes.ts'
import { isNumber } from './equality.ts'
import { compareTime, toOperand } from './operand.ts'
import type { ValueTest } from './path.ts'
import type { Refuse } from './refuse.ts'

export type OrderOperator = '<' | '<=' | '>' | '>='

const HOLDS: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** False for values of a type that has no order with the constant, whether negated or not. */
export function compileOrder(
  operator: OrderOperator,
  negated: boolean,
  constant: Constant,
  refuse: Refuse,
): ValueTest {
  const holds = HOLDS[operator]
  const compare = compileCompare(constant, refuse)
  return (value) => {
    const order = compare(value)
    return order !== undefined && holds(order) !== negated
  }
}

/** Order of a value and the constant, undefined where they have none. */
function compileCompare(
  constant: Constant,
  refuse: Refuse,
): (value: unknown) => number | undefined {
  const operand = toOperand(constant, refuse)
  switch (operand.kind) {
    case 'boolean':
      return () => undefined
    case 'number':
      return (value) => (isNumber(value) ? compareNumbers(value, operand.value) : undefined)
    case 'time':
      return (value) => compareTime(value, operand.value)
    case 'bytes':
      return (value) => compareBytes(typeof value === 'string' ? value : byteText(value), operand)
    case 'text':
      return (value) =>
        typeof value === 'string'
          ? compareText(value, operand.value)
          : compareBytes(byteText(value), operand)
  }
}

/** Order of bytes and a string, one of them the constant: NaN, of which nothing holds, where a character is no byte. */
function compareBytes(text: string | undefined, operand: { value: string }): number | undefined {
  if (text === undefined) return undefined
  return isByteText(text) && isByteText(operand.value)
    ? compareText(text, operand.value)
    : Number.NaN
}

/** Exact between a bigint and a number. */
function compareNumbers(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By code points, which differs from the order of UTF-16 units: a surrogate stands for more than any other unit. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    if (isSurrogate(x) === isSurrogate(y)) return x - y
    return isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff
