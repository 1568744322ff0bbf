/** `=` and `IN` (STIX 2.1, 9.6.1): equal only within one type; numbers by value, whichever way they are written. */
import { isTimestamp } from '../timestamp.ts'
import type { Constant } from '../pattern/ast.ts'
import { byteText } from './bytes.ts'
import { compareTime, toOperand, type Operand } from './operand.ts'
import type { ValueTest } from './path.ts'
import type { Refuse } from './refuse.ts'

export function compileEquals(constant: Constant, refuse: Refuse): ValueTest {
  const operand = toOperand(constant, refuse)
  switch (operand.kind) {
    case 'boolean':
      return (value) => value === operand.value
    case 'number':
      return compileNumber(operand.value)
    case 'time':
      return (value) => compareTime(value, operand.value) === 0
    default:
      return (value) => value === operand.value || byteText(value) === operand.value
  }
}

/** Whether a value is in the set; all members must be of one type (`mixed-set`). */
export function compileIn(constants: readonly Constant[], refuse: Refuse): ValueTest {
  const operands = constants.map((constant) => toOperand(constant, refuse))
  const kinds = new Set(operands.map(({ kind }) => kind))
  if (kinds.size > 1) refuse('mixed-set', 'the constants of a set must be of one type')
  const members: ReadonlySet<unknown> = new Set(operands.map(keyOf))
  switch (operands[0]?.kind) {
    case undefined:
      return () => false
    case 'number':
      return (value) => isNumber(value) && members.has(numberKey(value))
    case 'boolean':
      return (value) => typeof value === 'boolean' && members.has(value)
    case 'time':
      return (value) =>
        typeof value === 'string' && isTimestamp(value) && members.has(timeKey(value))
    default:
      return (value) => members.has(typeof value === 'string' ? value : byteText(value))
  }
}

/** By value: `==` is exact between a bigint and a number. */
function compileNumber(wanted: number | bigint): ValueTest {
  const plain = numberKey(wanted)
  if (typeof plain === 'number') return (value) => value === plain || numberKey(value) === plain
  // oxlint-disable-next-line eqeqeq
  return (value) => isNumber(value) && value == plain
}

export function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function keyOf(operand: Operand): unknown {
  if (operand.kind === 'number') return numberKey(operand.value)
  return operand.kind === 'time' ? timeKey(operand.value) : operand.value
}

/** One key a value: a bigint where a number could not tell neighbours apart, else a number. */
function numberKey(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value as number) : value
}

/** One key an instant: no zeros at the end of the fraction. */
function timeKey(text: string): string {
  const fraction = text.slice(20, -1)
  let end = fraction.length
  while (fraction[end - 1] === '0') end--
  return text.slice(0, 19) + fraction.slice(0, end)
}
