/** The names that are watched over: a list that is checked before it is used. */
import { DetectError } from '../errors.ts'
import { parseName, type HostName } from './name.ts'

/** One defended party, as its list tells it. */
export type TargetRow = {
  /** Its domain. */
  readonly name: string
  readonly kind?: string
  /** Other domains and names of its own. */
  readonly aliases?: readonly string[]
  /** Words it wants to hear of wherever they stand in a name. */
  readonly keywords?: readonly string[]
}

export type Target = {
  readonly name: string
  readonly kind: string
  /** Its domains, first that of its name. */
  readonly domains: readonly HostName[]
  /** Names without a domain. */
  readonly words: readonly string[]
  readonly keywords: readonly string[]
}

const MOST_TARGETS = 200_000
const LONGEST_WORD = 63
const SHORTEST_KEYWORD = 4

/** Where rows come from: `lines` the line each begins at. */
type Origin = {
  readonly file?: string
  readonly lines?: readonly number[]
}

/** Reads rows as targets; a fault is thrown with its line, or its row (from 1) where lines are not known. */
export function toTargets(rows: readonly TargetRow[], { file, lines }: Origin = {}): Target[] {
  if (rows.length === 0) throw new DetectError('EMPTY', 'there is no target in the list', { file })
  if (rows.length > MOST_TARGETS)
    throw new DetectError('TOO_MANY', `more than ${MOST_TARGETS} targets`, { file })
  const seen = new Map<string, number>()
  return rows.map((row, k) => {
    const place = lines === undefined ? { row: k + 1 } : { line: lines[k]! }
    const refuse: Refuse = (column, message) => {
      throw new DetectError('BAD_TARGET', message, { file, ...place, column })
    }
    const target = toTarget(row, refuse)
    const before = seen.get(target.name)
    if (before !== undefined)
      refuse(
        'name',
        `${target.name} is there already, in ${lines === undefined ? 'row' : 'line'} ${before}`,
      )
    seen.set(target.name, lines?.[k] ?? k + 1)
    return target
  })
}

type Refuse = (column: keyof TargetRow, message: string) => never

function toTarget(
  { name, kind = '', aliases = [], keywords = [] }: TargetRow,
  refuse: Refuse,
): Target {
  if (name.trim() === '') refuse('name', 'the name is empty')
  const own = parseName(name) ?? refuse('name', notADomain(name))
  const domains = [own]
  const words: string[] = []
  for (const alias of aliases) {
    const domain = alias.includes('.') ? parseName(alias) : null
    if (domain !== null) domains.push(domain)
    else if (alias.includes('.')) refuse('aliases', notADomain(alias))
    else words.push(verifyWord('aliases', alias, refuse))
  }
  return {
    name: own.name,
    kind,
    domains,
    words,
    keywords: keywords.map((word) => verifyKeyword(word, refuse)),
  }
}

function notADomain(text: string): string {
  const shown = text.trim().slice(0, 80)
  return shown.includes('.')
    ? `"${shown}" is no domain that somebody can own`
    : `"${shown}" is a suffix or a word and no domain: every name under it would be an alarm`
}

function verifyWord(column: 'aliases' | 'keywords', written: string, refuse: Refuse): string {
  const word = written.trim().toLowerCase()
  if (!/^[\p{L}\p{N}][\p{L}\p{N}-]*$/u.test(word) || word.length > LONGEST_WORD)
    refuse(column, `"${written.slice(0, 80)}" is no word of letters, digits and dashes`)
  return word
}

function verifyKeyword(written: string, refuse: Refuse): string {
  const word = verifyWord('keywords', written, refuse)
  if (word.length < SHORTEST_KEYWORD)
    refuse(
      'keywords',
      `"${word}" is too short: it stands in too many names (at least ${SHORTEST_KEYWORD} letters)`,
    )
  return word
}

/** The names that are a target's own, with all below them. */
export function ownNames(targets: readonly Target[]): Set<string> {
  return new Set(targets.flatMap(({ domains }) => domains.map(({ name }) => name)))
}
