import type { Language } from './language.ts'

/** A count with what is counted, such as `1 report` and `2 reports`; in French nothing is counted as one is. */
export function countOf(
  count: number,
  one: string,
  many = `${one}s`,
  language: Language = 'en',
): string {
  const isOne = language === 'fr' ? Math.abs(count) < 2 : count === 1
  return `${count.toLocaleString(language)} ${isOne ? one : many}`
}
