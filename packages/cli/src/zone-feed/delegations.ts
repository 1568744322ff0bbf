/**
 * Names that a zone delegates, read from its master file (RFC 1035, 5.1) in one pass: the owners of NS records other than the zone
 * itself. What a registry gives out (one record a line) and what people write (origins, owners left out, brackets, remarks) are read.
 */
import { printable } from '../stix-file.ts'

type State = {
  /** What relative names end in, with a dot before it; null until it is said. */
  origin: string | null
  owner: string
  /** Brackets that are open: their lines go on with a record. */
  depth: number
}

export type Tell = (line: number, words: string) => void

const TTL_OR_CLASS = /^(?:\d+[smhdw]?(?:\d+[smhdw])*|in|ch|hs|cs)$/i
const NAME = /^[a-z0-9_*-]+(?:\.[a-z0-9_-]+)+$/

/**
 * Batches of names without their last dot, in lower case and in the order of the file, each once where it stands several times in a
 * row. Lines that cannot be read go to `tell` with their number.
 */
export async function* delegations(
  batches: AsyncIterable<readonly string[]>,
  tell: Tell,
): AsyncGenerator<{ name: string; line: number }[]> {
  const state: State = { origin: null, owner: '', depth: 0 }
  let line = 0
  let last = ''
  for await (const lines of batches) {
    const found: { name: string; line: number }[] = []
    for (const text of lines) {
      line++
      const name = readRecord(text, state, (words) => tell(line, words))
      if (name === null || name === last) continue
      last = name
      found.push({ name, line })
    }
    yield found
  }
  if (state.depth > 0) tell(line, 'the file ends within brackets: it was cut off')
}

/** Signs of a line: the longest record that there can be, each of its octets written as an escape (RFC 1035, 5.1). */
const LONGEST = 4 * 65_535 + 1000

/** The name that the record of a line delegates, or null. */
function readRecord(text: string, state: State, tell: (words: string) => void): string | null {
  if (text.length > LONGEST) {
    tell('it is longer than any record')
    return null
  }
  const words = text.includes(';') || text.includes('"') ? bare(text) : text
  if (words.trim() === '') return null
  const goesOn = state.depth > 0
  state.depth = Math.max(0, state.depth + count(words, '(') - count(words, ')'))
  if (goesOn) return null
  if (words.startsWith('$')) return readDirective(words, state, tell)
  const cells = words.trim().split(/\s+/)
  const isOwned = !/^\s/.test(words)
  if (isOwned) state.owner = cells.shift()!.toLowerCase()
  while (cells.length > 0 && TTL_OR_CLASS.test(cells[0]!)) cells.shift()
  if (cells[0]?.toLowerCase() !== 'ns') return null
  return toName(state, tell)
}

function readDirective(text: string, state: State, tell: (words: string) => void): null {
  const [directive, value = ''] = text.trim().split(/\s+/)
  const name = directive!.toUpperCase()
  if (name === '$ORIGIN')
    state.origin = value === '.' ? '' : `.${value.toLowerCase().replace(/\.$/, '')}`
  else if (name !== '$TTL') tell(`${printable(directive!.slice(0, 20))} is not followed`)
  return null
}

/** The owner under way in full, without its last dot; null for the zone itself, for its top, and where it cannot be read. */
function toName({ owner, origin }: State, tell: (words: string) => void): string | null {
  if (owner === '@' || owner === '.') return null
  const isWhole = owner.endsWith('.')
  if (!isWhole && origin === null) {
    tell(
      `"${printable(owner.slice(0, 80))}" has no last dot, and no $ORIGIN says of what it is a part`,
    )
    return null
  }
  const name = isWhole ? owner.slice(0, -1) : `${owner}${origin}`
  if (!name.includes('.') || `.${name}` === origin) return null
  if (name.length <= 253 && NAME.test(name)) return name
  tell(`"${printable(name.slice(0, 80))}" is no name of the internet`)
  return null
}

/** A line without its remark and without what stands in quotes. */
function bare(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"?/g, '""').replace(/;.*$/s, '')
}

function count(text: string, sign: string): number {
  let times = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) times++
  return times
}
