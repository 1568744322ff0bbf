import type { LanguageGap } from '@tocsin/api'

/** How many contacts read a language that the notice has no text in: they are mailed the English. */
export function toLanguageGaps(
  languages: Iterable<string>,
  texts: { es?: unknown },
): LanguageGap[] {
  const counts = new Map<string, number>()
  for (const language of languages) {
    if (language === 'en' || (language === 'es' && texts.es)) continue
    counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts]
    .map(([language, contacts]) => ({ language, contacts }))
    .sort((a, b) => b.contacts - a.contacts || (a.language < b.language ? -1 : 1))
}
