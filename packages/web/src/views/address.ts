/** Filters of a list as they stand in an address, in one order, so that the same filters are the same view. Pure. */

export type Filters = Record<string, string | boolean>

/** `standing=stands&words=ballots`; empty where nothing is filtered. */
export function toText(filters: object): string {
  const pairs = Object.entries(filters)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))).toString()
}

/** The filters of a text, each as the address has it; what the screen does not know it leaves out itself. */
export function toFilters(text: string): Filters {
  return Object.fromEntries(
    Array.from(new URLSearchParams(text), ([name, value]) => [
      name,
      value === 'true' ? true : value,
    ]),
  )
}
