/** Names of people in a text: those that the writer declares, however they are written, and those that read like one in English. */
import nlp from 'compromise'
import type { Mapped } from '../texts/mapped.ts'

/** Two words with capitals one after the other, as a name is written: only there is looked further, which costs much. */
const NAME_LIKE = /\p{Lu}[\p{L}'’-]+[ \n]{1,2}(?:\p{Lu}\.? ?){0,2}\p{Lu}[\p{L}'’-]+/gu
/** So much of what stands around it is read with it. */
const AROUND = 80

/** The letters of a declared name in their order, with whatever stands between them. */
export function toNamePattern(name: string): RegExp {
  const letters = [
    ...name
      .normalize('NFKC')
      .normalize('NFD')
      .replaceAll(/[^\p{L}\d]/gu, ''),
  ]
  const source = letters.map((letter) => letter).join(String.raw`[^\p{L}\d]{0,3}`)
  return new RegExp(String.raw`(?<![\p{L}\d])${source}(?![\p{L}\d])`, 'giu')
}

/** Names that nobody declared, as places in a reading. */
export function* findNames({ text }: Mapped): Generator<{ index: number; 0: string }> {
  let done = 0
  for (const match of text.matchAll(NAME_LIKE)) {
    if (match.index < done) continue
    const from = Math.max(done, match.index - AROUND)
    const part = text.slice(from, match.index + match[0].length + AROUND)
    done = from + part.length
    const people = nlp(part).people().json({ offset: true }) as Person[]
    for (const { text: said, offset } of people) {
      const name = said.replace(/[^\p{L}]+$/u, '')
      if (/\p{Lu}/u.test(name) && /\p{L}\s+\p{L}/u.test(name))
        yield { index: from + offset.start, 0: name }
    }
  }
}

type Person = { text: string; offset: { start: number } }
