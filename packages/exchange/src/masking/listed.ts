/** Names that are known beforehand, looked for word by word: the cost grows with the text and not with how many names are known. Pure. */
import type { PersonMeans } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { fold } from '../texts/folding.ts'
import { writtenAt } from '../texts/mapped.ts'
import { byAll, type Found, inParts } from './find-text.ts'
import { toNameKey } from './kinds.ts'

/** Words of names by the first of each, the longest first; `of` is the same for the same names. */
export type Listed = {
  of: string
  by: PersonMeans
  names: ReadonlyMap<string, readonly (readonly string[])[]>
}

const WORD = /[\p{L}\d]+/gu
/** So many signs stand between two words of a name at most. */
const BETWEEN = 3
/** Words of a name that are looked at. */
const MOST_WORDS = 16

/** Names to look for, and by which means they came to be known. What has no letters is left out. */
export function toListed(names: Iterable<string>, by: PersonMeans): Listed {
  const all = new Map<string, string[][]>()
  const seen = new Set<string>()
  for (const name of names) {
    const words = wordsOf(fold(name).text).map(({ said }) => said.toLowerCase())
    const key = words.join(' ')
    if (words.length === 0 || words.length > MOST_WORDS || seen.has(key)) continue
    seen.add(key)
    const known = all.get(words[0]!)
    if (known) known.push(words)
    else all.set(words[0]!, [words])
  }
  for (const list of all.values()) list.sort((a, b) => b.length - a.length)
  return {
    of: createHash('sha256')
      .update([...seen].join('\n'))
      .digest('hex'),
    by,
    names: all,
  }
}

function wordsOf(text: string): { said: string; start: number; end: number }[] {
  return [...text.matchAll(WORD)].map(({ index, 0: said }) => ({
    said,
    start: index,
    end: index + said.length,
  }))
}

/** Where the names stand in a text; one of a single word only where it has a capital. */
export function findListed(text: string, { names, by }: Listed): Found[] {
  if (names.size === 0) return []
  const way = fold(text)
  const words = wordsOf(way.text)
  const small = words.map(({ said }) => said.toLowerCase())
  const found: Found[] = []
  for (let i = 0; i < words.length; i++) {
    const name = names.get(small[i]!)?.find((one) => standsAt(one, i, words, small))
    if (!name) continue
    const last = words[i + name.length - 1]!
    const span = writtenAt(way, words[i]!.start, last.end)
    const key = toNameKey(way.text.slice(words[i]!.start, last.end))
    found.push({ ...span, kind: 'name', key: `name:${key}`, by: [by] })
    i += name.length - 1
  }
  return found
}

function standsAt(
  name: readonly string[],
  at: number,
  words: readonly { said: string; start: number; end: number }[],
  small: readonly string[],
): boolean {
  if (name.length === 1) return /^\p{Lu}/u.test(words[at]!.said)
  return name.every(
    (word, k) =>
      small[at + k] === word &&
      (k === 0 || words[at + k]!.start - words[at + k - 1]!.end <= BETWEEN),
  )
}

/** What was found in a text with the names of lists that stand in it: one that holds a name that was read stands for it. */
export function withListed(text: string, base: Found[], lists: readonly Listed[]): Found[] {
  return lists.reduce((found, list) => {
    if (list.names.size === 0) return found
    return merge(
      found,
      inParts(text, (part) => findListed(part, list)),
    )
  }, base)
}

/** Both are in their order, and so is what comes of them. */
function merge(base: readonly Found[], hits: readonly Found[]): Found[] {
  if (hits.length === 0) return [...base]
  const out: Found[] = []
  let next = 0
  for (const hit of hits) {
    while (next < base.length && base[next]!.end <= hit.start) out.push(base[next++]!)
    // What was found there before may reach over two names.
    const before = out.at(-1)
    if (before && before.end > hit.start) continue
    const over: Found[] = []
    while (next < base.length && base[next]!.start < hit.end) over.push(base[next++]!)
    out.push(...settle(hit, over))
  }
  return [...out, ...base.slice(next)]
}

function settle(hit: Found, over: readonly Found[]): readonly Found[] {
  // What was found just here is no sign that somebody is named elsewhere too.
  const isItself = over.some(({ start, end }) => start === hit.start && end === hit.end)
  if (hit.by.includes('repeat') && isItself) return over
  const isWhole = over.every(
    ({ kind, start, end, by }) =>
      kind === 'name' && hit.start <= start && end <= hit.end && !by.includes('declared'),
  )
  if (isWhole) return [{ ...hit, by: byAll([...over, hit]) }]
  return over.map((one) => (one.kind === 'name' ? { ...one, by: byAll([one, hit]) } : one))
}
