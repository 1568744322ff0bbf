/**
 * The names behind the numbers of generated traffic: each is a pure function of its number, so that
 * no dictionary need be kept, and different numbers have different names.
 */
import { mixWord } from '../random/random.ts'
import { ADJECTIVES, NOUNS, SUBJECTS, VERBS } from './words.ts'

function pick(list: readonly string[], word: number): string {
  return list[word % list.length]!
}

/** Handle of account `index`; the trailing number makes it unique. */
export function accountName(index: number): string {
  const word = mixWord(index + 1)
  return `${pick(ADJECTIVES, word)}_${pick(NOUNS, word >>> 8)}${index}`
}

/** Hashtag `id` without its sign. */
export function hashtagName(id: number): string {
  const word = mixWord(id ^ 0x5bd1e995)
  const head = pick(ADJECTIVES, word)
  return `${head[0]!.toUpperCase()}${head.slice(1)}${capital(pick(NOUNS, word >>> 9))}${id.toString(36)}`
}

/** Address of link `id`. */
export function linkAddress(id: number): string {
  const word = mixWord(id ^ 0x27d4eb2f)
  const site = `${pick(ADJECTIVES, word)}-${pick(NOUNS, word >>> 7)}`
  return `https://${site}.example/${pick(SUBJECTS, word >>> 13)}-${pick(VERBS, word >>> 19)}-${id.toString(36)}`
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}
