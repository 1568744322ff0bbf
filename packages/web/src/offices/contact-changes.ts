import type { ContactChange } from '@tocsin/api'

/** A change with what stood there before it; none where it was the first. */
export type Changed = ContactChange & { before?: ContactChange }

/** Pairs each change, newest first, with the one before it of the same role and turn. */
export function pairChanges(items: readonly ContactChange[]): Changed[] {
  return items.map((one, at) => {
    const before = items
      .slice(at + 1)
      .find((older) => older.role === one.role && older.rank === one.rank)
    return before ? { ...one, before } : one
  })
}
