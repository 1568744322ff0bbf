/** So much of a text stands in one line of a list on paper. */
const LONGEST = 300

/** A text as one line, bounded. */
export function toLine(text: string, longest = LONGEST): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const letters = [...line]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line
}
