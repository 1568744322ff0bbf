/** How else somebody whom a message names is named in it: in full at a place that read like nothing, or by the last name alone. Pure. */
import type { FoundPerson } from '@tocsin/api'
import { isOrdinary, namesNobody } from './english.ts'
import { type Listed, toListed } from './listed.ts'

/** Letters of a last name that stands alone. */
const FEWEST = 3

/** Names to look for again, of those that were found. */
export function toRepeats(found: readonly FoundPerson[]): Listed {
  const names = found.filter(({ kind }) => kind === 'name').map(({ shown }) => shown)
  return toListed(
    names.flatMap((name) => [name, ...lastNames(name)]),
    'repeat',
  )
}

/** The last word of a name, where it is no ordinary word that would stand elsewhere for something else. */
function lastNames(name: string): string[] {
  const words = name.split(/\s+/)
  const last = words.at(-1)!.replace(/['’]s$/u, '')
  const small = last.toLowerCase()
  const isTelling =
    words.length > 1 && /^\p{Lu}/u.test(last) && [...last].length >= FEWEST && !isOrdinary(small)
  return isTelling && !namesNobody(small) ? [last] : []
}
