const LONGEST = 300

/** What an address asks of the list of parties; what it cannot ask is left out. */
export function toPartySearch(asked: Record<string, unknown>): { words?: string } {
  const given = asked['words']
  const words =
    typeof given === 'string' || typeof given === 'number'
      ? String(given).replaceAll('[.]', '.').trim().slice(0, LONGEST)
      : ''
  return words === '' ? {} : { words }
}
