/**
 * All pairs of texts whose words overlap by at least a part, rare words counting for more, among those near each other in time.
 *
 * A word is known by its first six letters, so that its endings do not matter; scripts without spaces are taken two signs at a
 * time. A word in n of N texts weighs log2(N / n), and two texts are alike by the weight of what both have over the weight of
 * what either has. Exact: with words in one order, rarest first, a pair that overlaps by `least` has a word in common among
 * the first of each that hold all but `least` of its weight, so only those are looked up.
 * R. Bayardo, Y. Ma and R. Srikant, Scaling Up All Pairs Similarity Search, WWW 2007. Cost: texts times their rare words
 * times the texts near in time that have them.
 */
import { isIdeograph } from '../activity/traces/normal-text.ts'
import { GrowingPairs, takeBreath, type NearPairs } from './near-pairs.ts'

const LETTERS = 6

/** Texts between two looks at whether to go on. */
const TURN = 256

/** Texts in order of `from`; each is near those that begin no later than its `until`. */
export type TimedTexts = {
  readonly texts: readonly string[]
  readonly from: Float64Array
  readonly until: Float64Array
}

/** A text's words by number, rarest first, and their weight. */
type Weighed = { readonly words: Int32Array; readonly weight: number }

/** `texts` are in normal form. Throws TOO_MANY above 5 million pairs, and CANCELLED on abort. */
export async function nearWords(
  { texts, from, until }: TimedTexts,
  least: number,
  hooks: { signal?: AbortSignal; onTexts?: (done: number) => void } = {},
): Promise<NearPairs> {
  const { weighed, weights } = weigh(texts)
  const pairs = new GrowingPairs()
  const holders = Array.from(weights, (): Holders => ({ texts: [], first: 0 }))
  const seenBy = new Int32Array(texts.length).fill(-1)
  for (let b = 0; b < texts.length; b++) {
    if (b % TURN === 0) {
      hooks.onTexts?.(b)
      await takeBreath(hooks.signal)
    }
    const own = weighed[b]!
    for (const word of rarest(own, weights, least)) {
      const list = holders[word]!
      forget(list, until, from[b]!)
      for (let k = list.first; k < list.texts.length; k++) {
        const a = list.texts[k]!
        if (seenBy[a] === b || until[a]! < from[b]!) continue
        seenBy[a] = b
        const likeness = overlap(weighed[a]!, own, weights)
        if (likeness >= least) pairs.add(a, b, likeness)
      }
      list.texts.push(b)
    }
  }
  return pairs.whole()
}

/** Texts that have a word among their rarest; those before `first` are too long ago. */
type Holders = { texts: number[]; first: number }

function forget(list: Holders, until: Float64Array, now: number): void {
  while (list.first < list.texts.length && until[list.texts[list.first]!]! < now) list.first++
}

function weigh(texts: readonly string[]): { weighed: Weighed[]; weights: Float64Array } {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const lists = texts.map((text) =>
    [...new Set(wordsOf(text))].map((word) => {
      const number = numbers.get(word) ?? counts.push(0) - 1
      numbers.set(word, number)
      counts[number]!++
      return number
    }),
  )
  const weights = Float64Array.from(counts, (count) => Math.log2((texts.length + 1) / count))
  const rarer = (a: number, b: number) => weights[b]! - weights[a]! || a - b
  const weighed = lists.map((list) => ({
    words: Int32Array.from(list).sort(rarer),
    weight: list.reduce((sum, word) => sum + weights[word]!, 0),
  }))
  return { weighed, weights }
}

/** Words by their first letters; runs of signs that need no spaces in pairs. */
function wordsOf(text: string): string[] {
  return text.split(' ').flatMap((word) => {
    if (!isIdeograph(word.charCodeAt(0)) || word.length < 2) return [word.slice(0, LETTERS)]
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
  })
}

/** The first words of a text, until what is left could not make up a likeness of `least`. */
function rarest({ words, weight }: Weighed, weights: Float64Array, least: number): Int32Array {
  let left = weight
  let count = 0
  while (count < words.length && left >= least * weight - 1e-9) left -= weights[words[count++]!]!
  return words.subarray(0, count)
}

/** Both lists stand in the same order, so that one pass over them finds what they share. */
function overlap(a: Weighed, b: Weighed, weights: Float64Array): number {
  let [i, j, both] = [0, 0, 0]
  while (i < a.words.length && j < b.words.length) {
    const [x, y] = [a.words[i]!, b.words[j]!]
    if (x === y) both += weights[x]!
    const isFirst = weights[x]! - weights[y]! || y - x
    if (isFirst >= 0) i++
    if (isFirst <= 0) j++
  }
  return both / (a.weight + b.weight - both)
}
