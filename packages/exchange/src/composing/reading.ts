/** What came of each row of an input: read, not read and why, or said before. */
import { composedKey, type ComposedItem, type ComposedReading } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { toShown } from '@tocsin/detect/match'

/** An item before its row is known. */
export type Value = Omit<ComposedItem, 'row'>
export type ValueOptions = {
  /** Platform of accounts that do not say theirs, chosen by a person. */
  platform?: string | undefined
  /** Whether a word that stands alone is the name of an account. */
  names?: boolean | undefined
}
/** `undefined` is a word that is nothing of what is known. */
export type ValueReading = { value: Value } | { fault: string } | undefined

/** Rows of one input; beyond it a person no longer sees what is shared. */
export const MAX_ROWS = 20_000
/** Characters of a bulletin. */
const MAX_WORDS = 20_000

/** A reading under way. Each row is given to exactly one of `take`, `refuse`, `say` and `pass`. */
export type Rows = ReturnType<typeof openRows>

export function openRows() {
  const items = new Map<string, ComposedItem>()
  const unread: ComposedReading['unread'] = []
  const duplicates: ComposedReading['duplicates'] = []
  const sentences: string[] = []
  const said: number[] = []
  const remarks: string[] = []
  let rows = 0
  let length = 0
  const count = (row: number): void => {
    rows++
    if (rows > MAX_ROWS) throw tooManyRows(row)
  }
  const refuse = (row: number, text: string, reason: string): void => {
    count(row)
    unread.push({ row, text: toShown(text), reason })
  }
  return {
    refuse,
    /** Counts a row that stands elsewhere: in a part beside the facts, or as the heading of one. */
    pass: count,
    /** Names a row that says again what row `of` says. */
    repeat: (row: number, text: string, of: number): void => {
      count(row)
      duplicates.push({ row, text: toShown(text), of })
    },
    /** Takes what a row holds, at least one value. */
    take: (row: number, text: string, values: readonly Value[]): void => {
      count(row)
      const of = addTo(items, row, values)
      if (of !== undefined) duplicates.push({ row, text: toShown(text), of })
    },
    /** Takes a row as words of the bulletin, and what stands among them. */
    say: (row: number, text: string, values: readonly Value[] = []): void => {
      if (length + text.length + 1 > MAX_WORDS)
        return refuse(
          row,
          text,
          `the words before it fill a bulletin already: it holds ${MAX_WORDS} characters`,
        )
      count(row)
      length += text.length + 1
      sentences.push(text)
      said.push(row)
      if (values.length > 0) addTo(items, row, values)
    },
    remark: (line: string): void => void remarks.push(line),
    end: (format: ComposedReading['format']): ComposedReading => ({
      format,
      rows,
      items: [...items.values()],
      unread,
      duplicates,
      said,
      words: sentences.join('\n').trim(),
      remarks,
    }),
  }
}

/** Puts values under their keys; gives the row that said all of them before, where one did. */
function addTo(
  items: Map<string, ComposedItem>,
  row: number,
  values: readonly Value[],
): number | undefined {
  const fresh = values.filter((value) => !items.has(composedKey({ row, ...value })))
  for (const value of fresh) {
    const item = { row, ...value }
    // One row may say the same twice, as a name and the address of its profile.
    if (!items.has(composedKey(item))) items.set(composedKey(item), item)
  }
  return fresh.length > 0 ? undefined : items.get(composedKey({ row, ...values[0]! }))?.row
}

/** Takes what was read of a part of an input, its rows behind row `before`. Gives the last row. */
export function adoptRows(rows: Rows, part: ComposedReading, before: number): number {
  const values = new Map<number, Value[]>()
  for (const { row, ...value } of part.items) values.set(row, [...(values.get(row) ?? []), value])
  const words = new Map(part.words.split('\n').map((line, i) => [part.said[i], line]))
  const refused = new Map(part.unread.map((one) => [one.row, one]))
  const again = new Map(part.duplicates.map((one) => [one.row, one]))
  const all = [...values.keys(), ...part.said, ...refused.keys(), ...again.keys()]
  for (const own of [...new Set(all)].sort((a, b) => a - b)) {
    const row = before + own
    const [held, fault] = [values.get(own), refused.get(own)]
    const [line, repeat] = [words.get(own), again.get(own)]
    if (fault) rows.refuse(row, fault.text, fault.reason)
    else if (line !== undefined) rows.say(row, line, held)
    else if (held) rows.take(row, held.map(({ value }) => value).join(', '), held)
    else if (repeat) rows.repeat(row, repeat.text, before + repeat.of)
  }
  return before + Math.max(0, ...all)
}

export function tooManyRows(row: number): ExchangeError {
  return new ExchangeError(
    'too-large',
    `row ${row}: more than ${MAX_ROWS.toLocaleString('en')} rows at a time are not read; nothing of it was taken: share it in parts`,
  )
}
