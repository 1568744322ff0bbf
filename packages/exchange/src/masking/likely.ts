/**
 * Words that may name a person because they are written as a name is and are no ordinary words of English. It errs towards finding,
 * so it only proposes to whoever reviews. Pure but for two word lists; the cost grows with the length of the text alone.
 */
import type { Mapped } from '../texts/mapped.ts'
import { isFirstName, isOrdinary, namesNobody } from './english.ts'

const raw = String.raw
const CAPITAL = raw`\p{Lu}(?:['’]\p{Lu})?\p{L}{1,30}(?:-\p{L}{1,30}){0,2}`
const JOIN = raw`[ \n](?:\p{Lu}\.[ \n]){0,2}(?:(?:de la|de los|del|de|da|dos|di|van der|van den|van|von|bin|ibn|al|el|la|le|y)[ \n])?`
const RUN = new RegExp(
  raw`(?<![\p{L}\d@#_./-])${CAPITAL}(?:${JOIN}${CAPITAL}){1,4}(?![\p{L}\d@_])`,
  'gu',
)
const WORD = new RegExp(CAPITAL, 'gu')

/** What stands before or behind a name and is none, though no list has it as a place or a body. */
const KINDS_OF_THING =
  /^(?:county|parish|township|borough|city|state|street|avenue|road|lane|drive|boulevard|building|center|centre|museum|memorial|library|university|college|school|institute|foundation|gazette|times|post|journal|news|department|office|agency|bureau|board|commission|committee|council|court|act|day|party|group|systems?|services?|server|network|press|association|corp|inc|llc|ltd)$/

/** What begins a sentence and no name. */
const NO_FIRST =
  /^(?:The|This|That|These|Those|It|Its|In|On|If|But|And|Or|They|Their|We|Our|He|His|She|Her|You|Your|There|Here|No|Not|All|Some|Any|When|Where|After|Before|What|Who|Each|Both|At|For|From|By|With|As|An|Of|To|Then|So|While|Since|Until)$/

/** Places in a reading that may be a name of two words or more. */
export function* findLikely({ text }: Mapped): Generator<{ index: number; 0: string }> {
  for (const { index, 0: run } of text.matchAll(RUN)) {
    const words = [...run.matchAll(WORD)].map(({ index: at, 0: said }) => ({ at, said }))
    if (words.length > 0 && NO_FIRST.test(words[0]!.said)) words.shift()
    // What begins the sentence, or a role, stands before the name.
    while (words.length > 2 && isPlain(small(words[0]!.said))) words.shift()
    if (words.length < 2 || !isLikely(words.map(({ said }) => said))) continue
    const from = words[0]!.at
    yield { index: index + from, 0: run.slice(from).replace(/['’]s$/u, '') }
  }
}

function small(said: string): string {
  return said.toLowerCase().replace(/['’]s$/, '')
}

function isPlain(word: string): boolean {
  return (isOrdinary(word) || namesNobody(word)) && !isFirstName(word)
}

/** Nothing in it is a kind of thing; the last word is no ordinary one, or the first is somebody's, or nobody's that is known. */
function isLikely(words: readonly string[]): boolean {
  const all = words.map(small)
  const [first, last] = [all[0]!, all.at(-1)!]
  if (all.some((word) => KINDS_OF_THING.test(word)) || namesNobody(all.join(' '))) return false
  if (words.every(isShouted) && all.some((word) => word.length < 4)) return false
  if (words.some(isCamel)) return false
  if (namesNobody(last) || (namesNobody(first) && isOrdinary(last))) return false
  if (!isOrdinary(last)) return true
  return isFirstName(first) && !isOrdinary(first)
}

function isShouted(word: string): boolean {
  return word === word.toUpperCase()
}

/** As names of products are written, and not those of people, but for a few beginnings. */
function isCamel(word: string): boolean {
  return (
    /\p{Ll}\p{Lu}/u.test(word) &&
    !/^(?:Ma?c|De|Di|La|Le|Van|Fitz|O)\p{Lu}\p{Ll}+(?:-|$)/u.test(word)
  )
}
