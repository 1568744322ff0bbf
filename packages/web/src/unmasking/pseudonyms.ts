import { PSEUDONYM } from '@tocsin/api'

/** The pseudonyms in a text, each once, in the order in which they stand there. */
export function pseudonymsIn(text: string): string[] {
  return [...new Set(text.match(new RegExp(`\\b${PSEUDONYM}\\b`, 'g')))]
}
