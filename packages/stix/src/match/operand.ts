/** Constants as they are compared: numbers, truth values, times, and text or bytes. */
import { compareTimestamps, isTimestamp } from '../timestamp.ts'
import type { Constant } from '../pattern/ast.ts'
import { fromBase64, fromHex } from './bytes.ts'
import type { Refuse } from './refuse.ts'

/** Text of bytes compares with strings whose characters are bytes (STIX 2.1, 9.6.1), so that both are kept as text. */
export type Operand =
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'time'; readonly value: string }
  | { readonly kind: 'text' | 'bytes'; readonly value: string }

/** The constant to compare with. Refuses a time that is not in the calendar (`bad-timestamp`). */
export function toOperand(constant: Constant, refuse: Refuse): Operand {
  switch (constant.type) {
    case 'integer':
      return { kind: 'number', value: BigInt(constant.value) }
    case 'float':
      return { kind: 'number', value: Number(constant.text) }
    case 'boolean':
      return { kind: 'boolean', value: constant.value }
    case 'string':
      return { kind: 'text', value: constant.value }
    case 'binary':
      return { kind: 'bytes', value: fromBase64(constant.value) ?? '' }
    case 'hex':
      return { kind: 'bytes', value: fromHex(constant.value) ?? '' }
    case 'timestamp':
      if (!isTimestamp(constant.value)) refuse('bad-timestamp', 'no such time')
      return { kind: 'time', value: constant.value }
  }
}

/** Order of a value and a time; undefined where the value is no time, for types that differ have none (9.6.1). */
export function compareTime(value: unknown, time: string): number | undefined {
  return typeof value === 'string' && isTimestamp(value)
    ? compareTimestamps(value, time)
    : undefined
}
