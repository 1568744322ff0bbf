/** What the address of an operation asks: an instant that it is shown as of; what is none is left out. Pure. */
export type LineageSearch = { at?: string }

export function toLineageSearch({ at }: Record<string, unknown>): LineageSearch {
  if (typeof at !== 'string' || !Number.isFinite(Date.parse(at))) return {}
  return { at: new Date(at).toISOString() }
}
