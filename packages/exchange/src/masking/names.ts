/** Names of people in a text: those that the writer declares, however they are written, and those that read like one in English. */
import { fold } from '../texts/folding.ts'
import type { Mapped } from '../texts/mapped.ts'
import { readerOfEnglish } from './english.ts'

/** Two words with capitals one after the other, as a name is written: only there is looked further, which costs much. */
const NAME_LIKE = /\p{Lu}[\p{L}'’-]{1,40}[ \n]{1,2}(?:\p{Lu}\.? ?){0,2}\p{Lu}[\p{L}'’-]{1,40}/gu
/** So much of what stands around it is read with it. */
const AROUND = 80

/** Letters of scripts that put no space between words, or join other words to a name. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+$/u

/** The letters of a declared name as they look, and whether it stands apart from other words. */
export type Declared = { letters: string; standsApart: boolean }

/** Declared names, the longest first, each once; none for one that has no letters. */
export function toDeclared(names: readonly string[]): Declared[] {
  const all = names.map((name) => lettersOf(fold(name).text).letters)
  return [...new Set(all)]
    .filter((letters) => letters !== '')
    .sort((a, b) => b.length - a.length)
    .map((letters) => ({ letters, standsApart: !UNSPACED.test(letters) }))
}

/** The letters and digits of a text without what stands between them, small, and where each stands. */
function lettersOf(text: string): { letters: string; at: number[] } {
  let letters = ''
  const at: number[] = []
  for (const { 0: run, index } of text.matchAll(/[\p{L}\d]+/gu)) {
    const small = run.toLowerCase()
    letters += small.length === run.length ? small : run
    for (let i = 0; i < run.length; i++) at.push(index + i)
  }
  return { letters, at }
}

/** So many signs may stand between two letters of a name. */
const BETWEEN = 3

/** Declared names in a reading: their letters in order, with whatever stands between them. */
export function* findDeclared(
  { text }: Mapped,
  names: readonly Declared[],
): Generator<{ index: number; 0: string }> {
  if (names.length === 0) return
  const { letters, at } = lettersOf(text)
  for (const { letters: name, standsApart } of names)
    for (let i = letters.indexOf(name); i >= 0; i = letters.indexOf(name, i + 1)) {
      const last = i + name.length - 1
      const [start, end] = [at[i]!, at[last]! + 1]
      const isWithin = at[i - 1] === start - 1 || at[last + 1] === end
      if ((standsApart && isWithin) || hasGap(at, i, last)) continue
      yield { index: start, 0: text.slice(start, end) }
    }
}

function hasGap(at: readonly number[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (at[i + 1]! - at[i]! > BETWEEN + 1) return true
  return false
}

/** Names that nobody declared, as places in a reading. */
export function* findNames({ text }: Mapped): Generator<{ index: number; 0: string }> {
  let done = 0
  for (const match of text.matchAll(NAME_LIKE)) {
    if (match.index < done) continue
    const from = Math.max(done, match.index - AROUND)
    const part = text.slice(from, match.index + match[0].length + AROUND)
    done = from + part.length
    const people = readerOfEnglish()(part).people().json({ offset: true }) as Person[]
    for (const { text: said, offset } of people) {
      const name = said.replace(/[^\p{L}]+$/u, '')
      if (/\p{Lu}/u.test(name) && /\p{L}\s+\p{L}/u.test(name))
        yield { index: from + offset.start, 0: name }
    }
  }
}

type Person = { text: string; offset: { start: number } }
