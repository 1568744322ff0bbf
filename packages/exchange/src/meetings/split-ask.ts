/**
 * A request that is split over several places of one meeting: what no place asks by itself, two of them, or several that stand one
 * after the other, ask when they are read together. Only what a place leaves unfinished goes on in another: behind the end of a
 * sentence nothing does. Pure. Cost: linear in the places, for each new one.
 */
import { findAsk } from '../sharing/ask.ts'

/** Words with the name of the place where they stand. `isNew`: they would stand there now. */
export type Piece = { where: string; words: string; isNew: boolean }

export type SplitAsk = { from: string; to: string; ask: string }

/** So much of what is unfinished, and of what may finish it, is read together. */
const REACH = 400
/** A sentence that ends, so that nothing goes on behind it. */
const ENDED = /[.!?;][\s"”’')\]]*$/
const LAST_END = /^[\s\S]*(?:[.!?;]\s|\n)/
const FIRST_END = /[.!?;](?:\s|$)|\n/

/** The first places, in the order in which they are read, that ask together; none of them is taken to ask by itself. */
export function findSplitAsk(pieces: readonly Piece[]): SplitAsk | undefined {
  const read = pieces.map((piece) => ({ ...piece, ...ends(piece.words) }))
  for (const [at, last] of read.entries()) {
    const earlier = read.slice(0, at)
    const found =
      earlier
        .filter((first) => first.isNew || last.isNew)
        .toReversed()
        .map((first) => findIn(first, first.tail, last))
        .find((one) => one !== undefined) ?? findInRun(earlier, last)
    if (found) return found
  }
  return undefined
}

type Read = Piece & { tail: string; head: string; whole: string | undefined }

/** Those that stand one after the other before `last`, from the nearest back. */
function findInRun(earlier: readonly Read[], last: Read): SplitAsk | undefined {
  let run = ''
  let isNew = last.isNew
  for (const first of earlier.toReversed()) {
    const joined = [first.tail, run].filter((part) => part !== '').join(' ')
    isNew ||= first.isNew
    const found = run !== '' && isNew ? findIn(first, joined, last) : undefined
    if (found) return found
    // Only one that is short and unfinished as a whole lets the run go on beyond it.
    if (first.whole === undefined || joined.length > REACH) return undefined
    run = joined
  }
  return undefined
}

function findIn(first: Read, tail: string, last: Read): SplitAsk | undefined {
  if (tail === '' || first.tail === '' || last.head === '') return undefined
  const ways = [`${tail} ${last.head}`, ...(/\p{L}$/u.test(tail) ? [`${tail}${last.head}`] : [])]
  for (const way of ways) {
    const ask = findAsk(way, [])
    // What asks by itself was said where it may: only what asks together counts here.
    const isTogether = ask !== undefined && ![tail, last.head].some((one) => findAsk(one, []))
    if (isTogether) return { from: first.where, to: last.where, ask }
  }
  return undefined
}

/** What is left unfinished at the end of words, what stands at their beginning, and all of them where that is both. */
function ends(words: string): Pick<Read, 'tail' | 'head' | 'whole'> {
  const said = words.trim()
  const tail = ENDED.test(said) ? '' : said.slice(-REACH).replace(LAST_END, '').trim()
  const end = FIRST_END.exec(said.slice(0, REACH))
  const head = end ? said.slice(0, end.index + 1) : said.slice(0, REACH)
  return { tail, head, whole: tail === said ? said : undefined }
}
