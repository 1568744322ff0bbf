/** Whom a draft may name: each identifier once, with where it stands. Pure. */
import type { FoundPerson } from '@tocsin/api'
import { beginningOf } from '../texts/beginning.ts'
import { fold } from '../texts/folding.ts'
import { byAll, findInText, type Found, type Reach, readInParts } from './find-text.ts'
import { type Listed, withListed } from './listed.ts'
import { toDeclared } from './names.ts'
import { mapObject, type Place, type StixObject } from './objects.ts'

/** Ids, instants and hashes, of which objects have many. */
const NO_WORDS =
  /^(?:(?![a-z-]*(?:\d[a-z-]*){4,}--)[a-z][a-z0-9-]*--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z|(?=\d*[a-f])[0-9a-f]{32,128})$/i
/** Places that are shown of one identifier. */
const PLACES = 3
const SHOWN = 200

/** Reads texts for the names that are declared; the same text is read once. */
export function createFinder(names: readonly string[], reach: Reach = {}) {
  const declared = toDeclared(names)
  const read = new Map<string, Found[]>()
  let lists: readonly Listed[] = []
  let withLists = new Map<string, Found[]>()
  const find = (text: string, whole: Place['whole']): Found[] => {
    if (NO_WORDS.test(text)) return []
    const base = read.get(text) ?? findInText(text, declared, reach)
    read.set(text, base)
    const known = withLists.get(text) ?? withListed(text, base, lists)
    withLists.set(text, known)
    return whole === undefined ? known : asWhole(text, whole, known)
  }
  /** Names that are known besides, in the place of those before; what was read is not read anew for them. */
  const alsoFind = (known: readonly Listed[]): void => {
    lists = known
    withLists = new Map()
  }
  /** Reads texts before they are asked for, with `pause` between their parts. */
  const ahead = async (texts: Iterable<string>, pause: () => Promise<void>): Promise<void> => {
    for (const text of texts) {
      if (read.has(text) || NO_WORDS.test(text)) continue
      const reading = readInParts(text, declared, reach)
      let step = reading.next()
      for (; !step.done; step = reading.next()) await pause()
      read.set(text, step.value)
      await pause()
    }
  }
  return Object.assign(find, { ahead, alsoFind })
}
export type Finder = ReturnType<typeof createFinder>

/** All of the text as one identifier: as what it was found to be, or as what its place says. */
function asWhole(text: string, kind: Found['kind'], found: readonly Found[]): Found[] {
  if (text.trim() === '') return []
  const said = text.trim()
  const [one] = found
  if (found.length === 1 && one && one.end - one.start >= said.length) return [one]
  const letters = fold(said).text.toLowerCase().replace(/^@/, '')
  const key = kind === 'name' ? letters.replaceAll(/[^\p{L}\d]/gu, '') : letters
  const by = found.length === 0 ? (['form'] as const) : byAll(found)
  return [{ start: 0, end: text.length, kind, key: `${kind}:${beginningOf(key, 200)}`, by }]
}

/** What is said beside the objects, by the name of its place. */
export type Words = Readonly<Record<string, string>>

/** Every text in words and objects that is read, once. */
export function textsIn(words: Words, objects: readonly StixObject[]): Set<string> {
  const texts = new Set(Object.values(words))
  for (const object of objects)
    mapObject(object, (text) => {
      if (!NO_WORDS.test(text)) texts.add(text)
      return text
    })
  return texts
}

/** Everybody who may be named in words and objects, in the order in which they stand there. */
export function findPersons(
  finder: Finder,
  words: Words,
  objects: readonly StixObject[],
): FoundPerson[] {
  const all = new Map<string, FoundPerson>()
  const take = (text: string, found: readonly Found[], where: string): void => {
    for (const { key, kind, start, end, by } of found) {
      const one = all.get(key) ?? {
        key,
        kind,
        shown: beginningOf(text.slice(start, end), SHOWN),
        count: 0,
        where: [],
        by: [],
      }
      all.set(key, one)
      one.count++
      for (const means of by) if (!one.by.includes(means)) one.by.push(means)
      if (one.where.length < PLACES && !one.where.includes(where)) one.where.push(where)
    }
  }
  for (const [where, text] of Object.entries(words)) take(text, finder(text, undefined), where)
  for (const object of objects)
    mapObject(object, (text, { object: id, property, whole }) => {
      take(text, finder(text, whole), `${id} ${property}`.trim())
      return text
    })
  return [...all.values()]
}
