/**
 * Does a release ask its receiver to act? A course of action does, and so do words that ask (asking.ts), in English, and
 * plain requests (requests.ts) in ten languages, in a title or any text of an object that is the sender's own, read in each
 * way in which they can be read. Quoted posts are evidence and are not read. It errs towards finding: the sender can reword.
 */
import { findAsking } from './asking.ts'
import { type AskingObject, ownEntries, textsIn } from './own-texts.ts'
import { REQUESTS } from './requests.ts'
import { encodedIn } from '../texts/encoded.ts'
import { readingsOf } from '../texts/readings.ts'
import { beginningOf } from '../texts/beginning.ts'

/** The first thing that asks for action, as a short quotation, or nothing. */
export function findAsk(title: string, objects: readonly AskingObject[]): string | undefined {
  const inTitle = matchAsk(title)
  if (inTitle) return inTitle
  for (const object of objects) {
    const found = askOf(object)
    if (found) return found
  }
  return undefined
}

/** What objects were found to ask, null for nothing: of an object that was read ahead it is known. */
const known = new WeakMap<AskingObject, string | null>()

function askOf(object: AskingObject): string | undefined {
  const before = known.get(object)
  if (before !== undefined) return before ?? undefined
  const reading = readInParts(object)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

/**
 * Reads objects before `findAsk` is asked of them, each once, with `pause` between their parts; up to the first that asks, as it
 * does.
 */
export async function readAsksAhead(
  objects: readonly AskingObject[],
  pause: () => Promise<void>,
): Promise<void> {
  for (const object of objects) {
    if (!known.has(object)) {
      const reading = readInParts(object)
      let step = reading.next()
      for (; !step.done; step = reading.next()) await pause()
      known.set(object, step.value ?? null)
    }
    if (known.get(object) !== null) return
  }
}

/** What an object asks; stops after each part of its texts. */
function* readInParts(object: AskingObject): Generator<void, string | undefined> {
  if (object.type === 'course-of-action') return 'a course of action'
  for (const text of textsIn(Object.fromEntries(ownEntries(object))))
    for (const part of partsOf(text)) {
      const found = matchAsk(part)
      if (found) return found
      yield
    }
  return undefined
}

/** A text is read in parts of at most so many characters, each to where a paragraph, sentence, line or word ends. */
const PART = 20_000
const ENDS = ['\n\n', '. ', '\n', ' ']

function* partsOf(text: string): Generator<string> {
  let from = 0
  while (text.length - from > PART) {
    const part = text.slice(from, from + PART)
    const ends = ENDS.map((end) => part.lastIndexOf(end) + end.length)
    const end = ends.find((one) => one > PART / 2) ?? PART
    yield part.slice(0, end)
    from += end
  }
  yield text.slice(from)
}

/** Ids, instants and hashes, of which objects have many. */
export const NO_WORDS = /^(?:[a-z0-9-]+--[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{32,128})$/
/** Numbers by themselves, none that is written for a letter; the texts of a feed often differ in them alone. */
const NUMBERS = /(?<![\p{L}\p{N}@$#&=%])\d+(?![\p{L}\p{N}@$=%])/gu

const DIGIT = /\d/

/** Whether short texts asked a moment ago, by the text with each number as 0; emptied when it holds `MOST_SEEN`. */
const seen = new Map<string, boolean>()
const MOST_SEEN = 5000
const LONGEST_SEEN = 500

function matchAsk(said: string): string | undefined {
  // Before numbers are read as 0 and hashes left aside, for a code may be written like these.
  for (const { words, code } of encodedIn(said)) {
    const found = readForAsk(words)
    if (found) return `${found} (written in ${code})`
  }
  if (NO_WORDS.test(said)) return undefined
  if (said.length > LONGEST_SEEN) return readForAsk(said)
  const text = DIGIT.test(said) ? said.replace(NUMBERS, '0') : said
  if (!seen.has(text)) {
    if (seen.size === MOST_SEEN) seen.clear()
    seen.set(text, readForAsk(text) !== undefined)
  }
  return seen.get(text) ? (readForAsk(said) ?? beginningOf(text, 100)) : undefined
}

function readForAsk(said: string): string | undefined {
  for (const text of readingsOf(said)) {
    for (const form of REQUESTS) {
      const match = form.exec(text)
      if (match) return beginningOf(match[0], 100)
    }
    const asking = findAsking(text)
    if (asking !== undefined) return asking
  }
  return undefined
}
