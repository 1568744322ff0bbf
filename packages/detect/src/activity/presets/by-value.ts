/** What some values of a column tell of it. */

export type ColumnSample = {
  /** Rows that have a value, and distinct values among them. */
  readonly filled: number
  readonly distinct: number
  /** Some of the values, as text. */
  readonly values: readonly string[]
}

/** Fewer rows tell nothing of whether values repeat. */
const ENOUGH = 20

/** Whether all values are numbers: an id or a count, and nobody's words. */
export function isPosition({ values }: ColumnSample): boolean {
  return values.length > 0 && values.every((value) => /^-?\d+(\.\d+)?$/.test(value))
}

/** Whether each row has an address of its own on one and the same site. */
export function looksLikePermalinks({ filled, distinct, values }: ColumnSample): boolean {
  if (filled < ENOUGH || distinct < filled * 0.98) return false
  const hosts = new Set(values.map((value) => /^https?:\/\/([^/?#]+)/i.exec(value)?.[1]))
  return hosts.size === 1 && !hosts.has(undefined)
}
