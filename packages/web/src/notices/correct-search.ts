/** The place that a correction begins with, where there is one. */
export type CorrectSearch = { place?: string }

/** Reads it off an address. */
export function toCorrectSearch({ place }: Record<string, unknown>): CorrectSearch {
  return typeof place === 'string' && place !== '' ? { place } : {}
}
