/**
 * A request that is split over the texts of one release: its title and words, and what its objects say. What none of them asks,
 * two of them, or several that stand one after the other, may ask when they are read together; the title is read before and
 * behind each. Found in the way of a meeting's lines (split-ask.ts). Pure. Cost: linear in the texts, up to `MOST` of them.
 */
import { NO_WORDS } from './ask.ts'
import { type AskingObject, ownEntries, QUOTED } from './own-texts.ts'
import { findSplitAsk, type Piece, type SplitAsk } from './split-ask.ts'

/** So many different texts of the objects are read together with others, from the first on. */
const MOST = 200
/** Each is read with so many before it. */
const NEAR = 4

/** Properties whose texts STIX chooses: what kind of thing it is, whose, in which language and when. */
const STRUCTURE =
  /^(?:type|id|spec_version|lang|context|created|modified|hashes|value)$|_(?:refs?|types?|class|version|level|motivation|seen|from|until)$/
/** One word that holds what no word of a sentence does is the name of a thing: an address, a domain, a handle. */
const THING = /^\S*[\d./@:_]\S*$/

const known = new WeakMap<AskingObject, { title: string; count: number; ask: string | null }>()

/** What a release asks where its texts are read together, with the places, or nothing; none of them asks by itself. */
export function findAskAcross(title: string, objects: readonly AskingObject[]): string | undefined {
  const before = objects[0] && known.get(objects[0])
  if (before?.title === title && before.count === objects.length) return before.ask ?? undefined
  const reading = readAcross(title, objects)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

/** Reads them before `findAskAcross` is asked, with `pause` between. */
export async function readAcrossAhead(
  title: string,
  objects: readonly AskingObject[],
  pause: () => Promise<void>,
): Promise<void> {
  const reading = readAcross(title, objects)
  let step = reading.next()
  for (; !step.done; step = reading.next()) await pause()
  const [first] = objects
  if (first) known.set(first, { title, count: objects.length, ask: step.value ?? null })
}

/** Stops after each text. `title`: the title, and behind it, on lines of their own, the other words of the release. */
function* readAcross(
  title: string,
  objects: readonly AskingObject[],
): Generator<void, string | undefined> {
  const [head, ...others] = title.split('\n').map((words, i): Piece => {
    return { where: i === 0 ? 'the title' : 'the terms', words, isNew: true }
  })
  const pieces = [head!, ...others]
  const seen = new Set(pieces.map(({ words }) => words.trim()))
  for (const piece of piecesOf(objects)) {
    const words = piece.words.trim()
    if (words === '' || seen.has(words)) continue
    seen.add(words)
    const latest = pieces.slice(-NEAR)
    const found =
      findSplitAsk([head!, piece]) ??
      findSplitAsk([piece, head!]) ??
      findSplitAsk([...latest.map((one) => ({ ...one, isNew: false })), piece])
    if (found) return toWords(found)
    pieces.push(piece)
    if (pieces.length > MOST + others.length) return undefined
    yield
  }
  return undefined
}

function toWords({ ask, from, to }: SplitAsk): string {
  return `${ask} (${from} and ${to}, read together)`
}

/** The texts of the objects in which somebody may write sentences, in their order; names of things are none. */
function* piecesOf(objects: readonly AskingObject[]): Generator<Piece> {
  for (const object of objects)
    for (const [name, value] of ownEntries(object))
      for (const words of textsUnder(name, value))
        yield { where: `the ${name} of a ${object.type}`, words, isNew: true }
}

function textsUnder(name: string, value: unknown): string[] {
  if (QUOTED.has(name) || STRUCTURE.test(name)) return []
  if (typeof value === 'string')
    return NO_WORDS.test(value) || THING.test(value.trim()) ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((one) => textsUnder('', one))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, one]) => textsUnder(inner, one))
}
