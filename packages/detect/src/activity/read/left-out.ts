/** Rows that are not counted: why, how many, and in words. */
import type { DetectErrorCode } from '../../errors.ts'
import type { UnreadCells } from '../traces/trace-extractor.ts'

export type LeftOutReason =
  'no-account' | 'no-object' | 'no-time' | 'unreadable-time' | 'wild-time' | 'repeated'

export type LeftOut = {
  readonly reason: LeftOutReason
  readonly rows: number
  /** Such as `3 of 960 rows were left out: they have no account`. */
  readonly words: string
}

/** The part of all rows above which a file is not faulty in places but read wrongly. */
const MOST: Readonly<Record<LeftOutReason, number>> = {
  'no-account': 0.5,
  'no-object': 0.5,
  'no-time': 0.5,
  'unreadable-time': 0.2,
  'wild-time': 0.2,
  repeated: 1,
}

const WORDS: Readonly<Record<LeftOutReason, string>> = {
  'no-account': 'they have no account',
  'no-object': 'they have nothing in the object column',
  'no-time': 'they have no time',
  'unreadable-time': 'their time cannot be read',
  'wild-time': 'their time is far from the others',
  repeated: 'they repeat another row',
}

export const CODES: Readonly<Record<Exclude<LeftOutReason, 'repeated'>, DetectErrorCode>> = {
  'no-account': 'NULL_VALUE',
  'no-object': 'NULL_VALUE',
  'no-time': 'NULL_VALUE',
  'unreadable-time': 'BAD_TIME',
  'wild-time': 'TIME_OUT_OF_RANGE',
}

/** Whether so many rows of `total` may be left out and said. */
export function mayLeaveOut(reason: LeftOutReason, rows: number, total: number): boolean {
  return rows < total * MOST[reason] || reason === 'repeated'
}

export function toLeftOut(
  reason: LeftOutReason,
  rows: number,
  total: number,
  example = '',
): LeftOut {
  const such = example === '' ? '' : ` (such as "${example.slice(0, 60)}")`
  const n = (count: number) => count.toLocaleString('en')
  return {
    reason,
    rows,
    words: `${n(rows)} of ${n(total)} rows ${rows === 1 ? 'was' : 'were'} left out: ${WORDS[reason]}${such}`,
  }
}

/** Cells that several traces could not understand are said once. */
export function unreadWords(cells: readonly UnreadCells[]): string[] {
  const worst = new Map<string, UnreadCells>()
  for (const one of cells)
    if (one.cells > (worst.get(one.role)?.cells ?? 0)) worst.set(one.role, one)
  return [...worst.values()].map(
    ({ role, cells: count, example }) =>
      `${count.toLocaleString('en')} cells of ${role} were left out: what they hold is not understood (such as "${example}")`,
  )
}
