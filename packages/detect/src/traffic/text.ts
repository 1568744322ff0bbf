/**
 * The words of a generated post, composed from its text seed: equal seeds give equal texts, and a
 * variant replaces a given part of the words, which is how an operation paraphrases.
 * About one text in eight is Spanish. The space of sentences is about 10^12, so that two organic
 * posts share a text by accident less than once in a million.
 */
import { createRandom, drawInteger, mixWord, type Random } from '../random/random.ts'
import { ADJECTIVES, NOUNS, OPENERS, SPANISH, SUBJECTS, TAILS, VERBS } from './words.ts'

const PLACES = NOUNS.map((noun) => `the ${noun}`)

/** A seed of CUSTOM_TEXT * (1 + message) + n fills a caller's own message. */
export const CUSTOM_TEXT = 2 ** 49

/** A text seed of 48 bits, so that a million posts share none by accident. */
export function drawTextSeed(random: Random): number {
  return random.uint() * 65_536 + (random.uint() >>> 16)
}

/** The sentence of a text seed. */
export function composeText(seed: number): string {
  const random = createRandom(seed)
  return mixWord(seed) % 8 === 0 ? spanish(random) : english(random)
}

/** A template's `{place}` filled from the seed. */
export function fillTemplate(template: string, seed: number): string {
  return template.replaceAll('{place}', () => PLACES[mixWord(seed) % PLACES.length]!)
}

/** The text with about `part` (0 to 1) of its words replaced, by the variant's own seed. */
export function paraphrase(text: string, variant: number, part: number): string {
  const random = createRandom(`variant/${variant}`)
  return text
    .split(' ')
    .map((word) => (random.float() < part ? replacement(random) : word))
    .join(' ')
}

function english(random: Random): string {
  const words = [
    draw(random, OPENERS),
    'the',
    draw(random, ADJECTIVES),
    draw(random, SUBJECTS),
    draw(random, VERBS),
    'a',
    draw(random, ADJECTIVES),
    draw(random, NOUNS),
    'by the',
    draw(random, NOUNS),
    draw(random, TAILS),
  ]
  if (random.float() < 0.5)
    words.push('and the', draw(random, SUBJECTS), draw(random, VERBS), draw(random, TAILS))
  return words.join(' ')
}

function spanish(random: Random): string {
  const { subjects, verbs, nouns, adjectives } = SPANISH
  const part = (): string =>
    `${draw(random, subjects)} ${draw(random, adjectives)} ${draw(random, verbs)} el ${draw(random, nouns)} ${draw(random, adjectives)}`
  return `hoy ${part()} y ${part()}`
}

function replacement(random: Random): string {
  const lists = [ADJECTIVES, NOUNS, VERBS, TAILS]
  return draw(random, lists[drawInteger(random, lists.length)]!)
}

function draw(random: Random, list: readonly string[]): string {
  return list[drawInteger(random, list.length)]!
}
