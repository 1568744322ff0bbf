/** What the addresses of past incidents ask: words of a list, an instant of one; what is none is left out. Pure. */
export function toIncidentsSearch({ words }: Record<string, unknown>): { words?: string } {
  return typeof words === 'string' && words.trim() !== '' ? { words: words.slice(0, 200) } : {}
}

export function toKeepSearch({ of }: Record<string, unknown>): { of?: string } {
  return typeof of === 'string' ? { of } : {}
}

export function toIncidentSearch({ at }: Record<string, unknown>): { at?: string } {
  if (typeof at !== 'string' || !Number.isFinite(Date.parse(at))) return {}
  return { at: new Date(at).toISOString() }
}
