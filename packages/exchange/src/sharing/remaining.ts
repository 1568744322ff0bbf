/**
 * Words that were cut in one place and still stand in another: names, values and runs of words, however they are written. A short list
 * of forms: it finds the same words and no others that say the same, so that it helps whoever reads and replaces nobody. Pure.
 * Cost: linear in the texts.
 */
import type { RemainingWords, TornObject } from '@tocsin/api'
import { select } from '@tocsin/stix'
import { hash } from 'node:crypto'
import { mapObject } from '../masking/objects.ts'
import type { StixObject } from './meanings.ts'
import { beginningOf } from '../texts/beginning.ts'
import { fold } from '../texts/folding.ts'

/** So many words one after the other are a phrase of its own, with so many letters at least. */
const PHRASE = 5
const PHRASE_LETTERS = 20
/** A name is looked for up to so many words, with so many letters at least. */
const NAME_WORDS = 8
const NAME_LETTERS = 4
/** So many are given; more are counted. */
const MOST = 200
const SHOWN = 120

/** Properties whose value is a name or a value by itself. */
const NAMES = new Set([
  'name',
  'aliases',
  'value',
  'display_name',
  'account_login',
  'user_id',
  'path',
  'subject',
  'x509_v3_extensions',
])
/** Properties of no words of anybody. */
const NO_WORDS =
  /^(?:type|spec_version|id|created|modified|pattern_type|pattern_version|revoked|lang|labels|.*_types?|.*_refs?|valid_from|valid_until|first_.*|last_.*|published|confidence|number_observed|hashes|context|identity_class|sectors)$/
const ID = /^[a-z0-9-]+--[0-9a-f-]{36}$/
/** Days and months begin with a capital and name nobody. */
const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|june|july|august|september|october|november|december)$/
/** A word with a capital in the middle of a sentence, or several one after the other. */
const CAPITALS =
  /\b\p{Lu}[\p{L}\p{N}'’-]{1,40}(?: \p{Lu}[\p{L}\p{N}'’.-]{0,40}){1,5}|\b(?=\p{Lu})(?<![.!?:;]\s{1,3}|^\s*)\p{Lu}[\p{L}\p{N}'’-]{3,40}/gu
/** Words that begin a sentence and belong to no name. */
const SMALL =
  /^(?:a|an|the|in|on|at|by|of|to|as|if|it|we|he|she|they|this|that|and|but|for|from|with|when|who|our|their|his|her|told|seen)$/
/** Domains, addresses, handles and numbers that are none of a count. Each begins where a word does, or a text of one endless word would be read anew at each letter. */
const VALUES =
  /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+(?:(?:\[?\.\]?|@|\/|:\/\/)[\p{L}\p{N}_-]+)+|@\p{L}[\p{L}\p{N}_]{3,40}|\b(?=[\p{L}-]{0,39}\d)[\p{L}\d-]{5,40}/gu

/** What stands in the lower version or its title of what was cut, with a hash of all of it to which a consent is bound. */
export function findRemaining(
  source: readonly StixObject[],
  { objects, parts }: { objects: readonly StixObject[]; parts: readonly TornObject[] },
  title: string,
): { remaining: RemainingWords[]; moreRemaining: number; remainingSha256: string } {
  const wanted = gramsOf(beginningOfs(source, parts))
  const sourceIds = new Map(parts.flatMap(({ id, newId }) => (newId ? [[newId, id]] : [])))
  const found: RemainingWords[] = []
  const look = (text: string, object: string, property: string) => {
    for (const words of standing(text, wanted)) found.push({ object, property, words })
  }
  look(title, '', 'title')
  for (const object of objects)
    mapObject(object, (text, { property }) => {
      if (!ID.test(text)) look(text, sourceIds.get(object.id) ?? object.id, property)
      return text
    })
  const all = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
  const remainingSha256 = hash('sha256', JSON.stringify(all), 'hex')
  return {
    remaining: all.slice(0, MOST),
    moreRemaining: Math.max(0, all.length - MOST),
    remainingSha256,
  }
}

/** A text beside the objects, as what a person knows it. */
export type Said = { property: string; text: string }

/**
 * What stands in words that go beside a lower version's objects, of what the source says and the lower version says nowhere. Who made
 * the source is no secret of it.
 */
export function findCutIn(
  said: readonly Said[],
  source: readonly StixObject[],
  lower: readonly StixObject[],
): RemainingWords[] {
  const makers = new Set(source.map((object) => object['created_by_ref']))
  const wanted = gramsOf(source.filter(({ id }) => !makers.has(id)).flatMap(textsIn))
  const goes = gramsOf(lower.flatMap(textsIn))
  for (const [length, grams] of wanted)
    for (const words of grams.keys()) if (goes.get(length)?.has(words)) grams.delete(words)
  const found = said.flatMap(({ text, property }) =>
    [...new Set(standing(text, wanted))].map((words) => ({ object: '', property, words })),
  )
  return found.slice(0, MOST)
}

type Cut = { text: string; property: string }

/** All that was cut of objects that stay, and all of those that are left out. */
function beginningOfs(source: readonly StixObject[], parts: readonly TornObject[]): Cut[] {
  const byId = new Map(source.map((object) => [object.id, object]))
  return parts.flatMap(({ id, left, cut }) => {
    const object = byId.get(id)
    if (!object) return []
    if (left !== undefined) return textsIn(object)
    return cut.flatMap(({ selector }) => {
      const [property] = selector.split('.', 1)
      const value = select(object, selector)
      return typeof value === 'string'
        ? [{ text: value, property: property! }]
        : textsIn({ id, type: object.type, [property!]: value })
    })
  })
}

function textsIn(object: StixObject): Cut[] {
  const texts: Cut[] = []
  mapObject(object, (text, { property }) => {
    texts.push({ text, property })
    return text
  })
  return texts
}

/** What is looked for: runs of words, each as it is shown, by how many words it has. */
type Grams = Map<number, Map<string, string>>

function gramsOf(cuts: readonly Cut[]): Grams {
  const grams: Grams = new Map()
  const add = (words: readonly string[], shown: string) => {
    const known = grams.get(words.length) ?? new Map<string, string>()
    grams.set(words.length, known)
    const key = words.join(' ')
    if (!known.has(key)) known.set(key, beginningOf(shown, SHOWN))
  }
  const addName = (text: string) => {
    const words = wordsOf(text)
    const isName = words.length > 0 && words.length <= NAME_WORDS
    if (isName && words.join('').length >= NAME_LETTERS) add(words, text)
  }
  const addCapitals = (text: string) => {
    const said = text.split(' ')
    const isName = (word: string) =>
      !SMALL.test(word.toLowerCase()) && !CALENDAR.test(word.toLowerCase())
    const [from, to] = [said.findIndex(isName), said.findLastIndex(isName)]
    if (from >= 0) addName(said.slice(from, to + 1).join(' '))
  }
  for (const { text, property } of cuts) {
    if (NO_WORDS.test(property) || ID.test(text)) continue
    if (NAMES.has(property)) addName(text)
    for (const [one] of text.matchAll(CAPITALS)) addCapitals(one)
    for (const [one] of text.matchAll(VALUES)) addName(one)
    const words = wordsOf(text)
    for (let i = 0; i + PHRASE <= words.length; i++) {
      const phrase = words.slice(i, i + PHRASE)
      if (phrase.join('').length >= PHRASE_LETTERS) add(phrase, phrase.join(' '))
    }
  }
  return grams
}

/** What of it stands in a text, the longest at each place, each once; of a phrase that goes on its beginning. */
function* standing(text: string, grams: Grams): Generator<string> {
  const words = wordsOf(text)
  const lengths = [...grams.keys()].sort((a, b) => b - a)
  let end = 0
  for (let i = 0; i < words.length; i++)
    for (const length of lengths) {
      if (i + length > words.length) continue
      const shown = grams.get(length)!.get(words.slice(i, i + length).join(' '))
      if (shown === undefined) continue
      if (i >= end) yield shown
      end = Math.max(end, i + length)
      break
    }
}

function wordsOf(text: string): string[] {
  return (
    fold(text)
      .text.toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
