export type SortKey = string | number | undefined

const WORDS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A sorted copy, stable; rows without a key come last in either direction. */
export function sortRows<T>(
  rows: readonly T[],
  key: ((row: T) => SortKey) | undefined,
  descending: boolean,
): readonly T[] {
  if (!key) return rows
  const sign = descending ? -1 : 1
  return rows
    .map((row) => ({ row, at: key(row) }))
    .sort((a, b) => {
      if (a.at === undefined || b.at === undefined)
        return Number(a.at === undefined) - Number(b.at === undefined)
      return sign * compareKeys(a.at, b.at)
    })
    .map(({ row }) => row)
}

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : WORDS.compare(String(a), String(b))
}
