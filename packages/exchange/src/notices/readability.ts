/**
 * Flesch-Kincaid grade level: the US school grade at which a text can be read.
 *   0.39 * words / sentences + 11.8 * syllables / words - 15.59
 * Cost: one pass over the text. Syllables are counted by vowel groups, which is within a few per cent
 * of a dictionary on plain English; it says nothing about other languages.
 * Paper: Kincaid, Fishburne, Rogers, Chissom, "Derivation of new readability formulas", 1975.
 */
export function gradeLevel(text: string): number {
  const sentences = Math.max(
    1,
    text.split(/[.!?]+(?:\s|$)|\n+/).filter((part) => /[a-z]/i.test(part)).length,
  )
  const words = text.toLowerCase().match(/[a-z']+/g) ?? []
  if (words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  const grade = (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59
  return Math.max(0, Math.round(grade * 10) / 10)
}

function countSyllables(word: string): number {
  const groups = word
    .replace(/(?:[^laeiouy]es|[^laeiouy]ed|[^laeiouy]e)$/, '')
    .match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 1)
}
