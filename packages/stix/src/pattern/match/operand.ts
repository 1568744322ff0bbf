/** Constants as they are compared: numbers, truth values, times, and text or bytes. */
import { compareTimestamps, isTimestamp } from '../../timestamp.ts'
import { StixError } from '../../errors.ts'
import type { Constant } from '../ast.ts'
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
    case 'float':
      return { kind: 'number', value: constant.value }
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

/** Order of a string that should be a time and a time. Throws StixError `bad-timestamp`, for a silent miss is worse. */
export function compareTime(value: string, time: string): number {
  if (isTimestamp(value)) return compareTimestamps(value, time)
  const shown = JSON.stringify(value.slice(0, 40))
  throw new StixError('bad-timestamp', `compared with a time, but none itself: ${shown}`)
}
