/**
 * Asking: of 590 sentences that ask a platform for something, openly, in a hidden way or in disguise, how many are found, and of
 * 500 that only inform, half of them with words that asks use, how many are taken for asks; and how much text is read a second.
 * Asks that are cut in two over a title and a note where neither half asks, and titles over notes that only inform. Asks that are
 * found when they stand plainly, each written in a code, and what only informs in the same codes.
 * With `-- misses` each sentence that was judged wrongly.
 */
import { findAsk } from '../src/sharing/ask.ts'
import { findAskAcross } from '../src/sharing/ask-across.ts'
import { readSentences, type SetName } from './asking-sentences.ts'

const isAsk = (text: string): boolean => findAsk(text, []) !== undefined
const showsMisses = process.argv.includes('misses')

function measure(set: SetName): void {
  for (const [kind, sentences] of Object.entries(readSentences(set))) {
    const asks = kind !== 'plain' && kind !== 'hard'
    const found = sentences.filter(isAsk)
    const word = asks ? 'found' : 'taken for asks'
    console.log(`${set} set, ${kind}: ${found.length} of ${sentences.length} ${word}`)
    const wrong = sentences.filter((one) => isAsk(one) !== asks)
    if (showsMisses) for (const one of wrong) console.log(`  ${JSON.stringify(one)}`)
  }
}

/** Each ask cut at each of its gaps; each sentence that informs under ten others as its title, written as one with no mark of its end. */
function measureAcross(set: SetName): void {
  const { open, hidden, plain, hard } = readSentences(set)
  const across = (title: string, content: string) =>
    findAskAcross(title, [{ type: 'note', content }]) !== undefined
  const halves = [...open, ...hidden].filter(isAsk).flatMap((text) => {
    const words = text.split(' ')
    return words.slice(1).map((_, i) => [words.slice(0, i + 1), words.slice(i + 1)] as const)
  })
  const quiet = halves
    .map(([title, rest]) => [title.join(' '), rest.join(' ')] as const)
    .filter((both) => !both.some(isAsk))
  const found = quiet.filter(([title, rest]) => across(title, rest))
  console.log(`${set} set, cut in two: ${found.length} of ${quiet.length} found`)
  const informs = [...plain, ...hard].filter((text) => !isAsk(text))
  const pairs = informs.flatMap((text, i) =>
    Array.from({ length: 10 }, (_, k) => {
      const title = informs[(i + k * 7 + 1) % informs.length]!
      return [title.replace(/[.!?]+$/, ''), text] as const
    }),
  )
  const taken = pairs.filter(([title, text]) => across(title, text))
  console.log(`${set} set, titles over notes: ${taken.length} of ${pairs.length} taken for asks`)
  if (showsMisses) for (const one of taken) console.log(`  ${JSON.stringify(one)}`)
}

const bytesOf = (text: string): number[] => [...Buffer.from(text)]
const backwards = (text: string): string => [...text].toReversed().join('')
const moved = (letter: string): string => {
  const first = letter < 'a' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
}
const CODES: Record<string, (text: string) => string> = {
  base64: (text) => `See ${Buffer.from(text).toString('base64')}`,
  'base64 of URLs': (text) => Buffer.from(text).toString('base64url'),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  binary: (text) =>
    bytesOf(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join(' '),
  'percent signs': (text) => `https://a.example/?q=${encodeURIComponent(text)}`,
  'letters moved by thirteen': (text) => text.replaceAll(/[a-z]/gi, moved),
  'lines that run backwards': (text) => text.split('\n').map(backwards).join('\n'),
  'words that run backwards': (text) => text.replaceAll(/\p{L}+/gu, backwards),
}

function measureCodes(sets: readonly SetName[]): void {
  const read = sets.map(readSentences)
  const asks = read.flatMap(({ open, hidden }) => [...open, ...hidden]).filter(isAsk)
  const informs = read.flatMap(({ plain, hard }) =>
    [...plain, ...hard].filter((one) => !isAsk(one)),
  )
  for (const [code, encode] of Object.entries(CODES)) {
    const [found, taken] = [asks, informs].map(
      (texts) => texts.filter((text) => isAsk(encode(text))).length,
    )
    console.log(
      `in ${code}: ${found} of ${asks.length} found, ${taken} of ${informs.length} that inform taken for asks`,
    )
  }
}

const SETS = ['first', 'second', 'third'] as const
for (const set of SETS) {
  measure(set)
  measureAcross(set)
}
measureCodes(SETS)
const { plain, hard } = readSentences('first')
// To the end is read only what asks nothing.
const text = [...plain, ...hard]
  .filter((one) => !isAsk(one))
  .join('\n')
  .repeat(20)
const began = process.cpuUsage()
isAsk(text)
const { user } = process.cpuUsage(began)
console.log(`${(text.length / user).toFixed(2)} MB of prose a second of processor time`)
