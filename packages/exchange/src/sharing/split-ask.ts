/**
 * A request that is split over several places of one meeting or release: what no place asks by itself, two of them, or several
 * that stand one after the other, ask when they are read together. Only what a place leaves unfinished goes on in another:
 * behind the end of a sentence nothing does. Pure. Cost: linear in the places, for each new one.
 */
import { findAsk } from './ask.ts'

/** Words with the name of the place where they stand. `isNew`: they would stand there now. */
export type Piece = { where: string; words: string; isNew: boolean }

export type SplitAsk = { from: string; to: string; ask: string }

/** So much of what is unfinished, and of what may finish it, is read together. */
const REACH = 400
/** A sentence that ends, so that nothing goes on behind it. */
const ENDED = /[.!?;][\s"”’')\]]*$/
const LAST_END = /^[\s\S]*(?:[.!?;]\s|\n)/
const FIRST_END = /[.!?;](?:\s|$)|\n/

/** What may stand on either side of a request that asks by itself, and gives no sentence a meaning. */
const BEFORE = 'The news of this week'
const BEHIND = 'winters elsewhere'

/**
 * The first places, in the order in which they are read, that ask together; none of them is taken to ask by itself. `near`: with
 * how many places before it each is read, all where nothing is said.
 */
export function findSplitAsk(pieces: readonly Piece[], near = Infinity): SplitAsk | undefined {
  const read = pieces.map((piece) => ({ ...piece, ...ends(piece.words) }))
  for (const [at, last] of read.entries()) {
    const earlier = read.slice(Math.max(0, at - near), at)
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
  for (const between of isCut(tail, last.head) ? [' ', ''] : [' ']) {
    const ask = findAsk(`${tail}${between}${last.head}`, [])
    // What asks by itself, or beside anything, was said where it may: only what asks together counts here.
    const isTogether =
      ask !== undefined &&
      ![tail, last.head, `${BEFORE}${between}${last.head}`, `${tail}${between}${BEHIND}`].some(
        (one) => findAsk(one, []),
      )
    if (isTogether) return { from: first.where, to: last.where, ask }
  }
  return undefined
}

/** Whether what ends here may be the first half of a word; long words are none that a request would be cut in. */
function isCut(tail: string, head: string): boolean {
  const [before = ''] = /\p{L}{1,18}$/u.exec(tail) ?? []
  const [behind = ''] = /^\p{L}{1,18}/u.exec(head) ?? []
  return before !== '' && behind !== '' && before.length + behind.length < 18
}

/** What is left unfinished at the end of words, what stands at their beginning, and all of them where that is both. */
function ends(words: string): Pick<Read, 'tail' | 'head' | 'whole'> {
  const said = words.trim()
  const tail = ENDED.test(said) ? '' : said.slice(-REACH).replace(LAST_END, '').trim()
  const end = FIRST_END.exec(said.slice(0, REACH))
  const head = end ? said.slice(0, end.index + 1) : said.slice(0, REACH)
  return { tail, head, whole: tail === said ? said : undefined }
}
