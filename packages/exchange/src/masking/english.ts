/** Which words are ordinary ones of English, and which name a day, a country or somebody, as two kept word lists have them. */
import type nlp from 'compromise'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const load = createRequire(import.meta.url)

let reader: typeof nlp | undefined

/** The reader of English, loaded once a text may hold a name: that takes as long as a sixth of all of an exchange. */
export function readerOfEnglish(): typeof nlp {
  return (reader ??= load('compromise') as typeof nlp)
}

/** Whether a word, in small letters, is or is made of an ordinary word of English; names that stand in the list with a capital are none. */
export function isOrdinary(word: string): boolean {
  const words = ordinaryWords()
  return stemsOf(word).some((stem) => words.has(stem))
}

let ordinary: ReadonlySet<string> | undefined

/** Small words of the list for spelling (SCOWL), without what says how they bend. */
function ordinaryWords(): ReadonlySet<string> {
  ordinary ??= new Set(
    readFileSync(join(dirname(load.resolve('dictionary-en')), 'index.dic'), 'utf8')
      .split('\n')
      .map((line) => line.split('/')[0]!)
      .filter((word) => /^\p{Ll}{2,}$/u.test(word)),
  )
  return ordinary
}

/** A word and what it may be bent from; a shorter stem than three letters says nothing. */
function stemsOf(word: string): string[] {
  const stems = [word]
  const take = (end: RegExp, by: readonly string[]): void => {
    if (!end.test(word)) return
    const stem = word.replace(end, '')
    if (stem.length >= 3) stems.push(...by.map((more) => stem + more))
  }
  take(/s$/, [''])
  take(/e[sd]$/, ['', 'e'])
  take(/ie[sd]$/, ['y'])
  take(/ing$/, ['', 'e'])
  take(/ers?$/, ['', 'e'])
  take(/ly$/, [''])
  take(/ness$/, [''])
  // As in “shredded”, of “shred”.
  const doubled = /^(.*(.))\2(?:ed|ing|ers?)$/.exec(word)?.[1]
  return doubled !== undefined && doubled.length >= 3 ? [...stems, doubled] : stems
}

/** What a word, in small letters, is told to be by the lexicon of the reader. */
function tagsOf(word: string): readonly string[] {
  const tag = lexicon()[word]
  return tag === undefined ? [] : typeof tag === 'string' ? [tag] : tag
}

let known: Readonly<Record<string, string | readonly string[]>> | undefined

function lexicon(): NonNullable<typeof known> {
  known ??= (readerOfEnglish().model() as { one: { lexicon: NonNullable<typeof known> } }).one
    .lexicon
  return known
}

const OF_NOBODY =
  /^(?:Place|City|Country|Region|Demonym|Organization|SportsTeam|School|Date|Month|WeekDay|Holiday|Unit|Currency|Acronym|Abbreviation)$/

/** Whether the lexicon has a word, in small letters, as something that has a name and is nobody. */
export function namesNobody(word: string): boolean {
  return tagsOf(word).some((tag) => OF_NOBODY.test(tag))
}

/** Whether the lexicon has a word, in small letters, as a first name. */
export function isFirstName(word: string): boolean {
  return tagsOf(word).some((tag) => /^(?:FirstName|MaleName|FemaleName)$/.test(tag))
}
