/** Whether words or objects name what imitates a defended party that is to be told first, however the name is written. Pure. */
import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'
import { ESCAPED } from '../texts/folding.ts'
import { readTextBy, type Step } from '../texts/mapped.ts'

/** What may be names of the Internet within a text, taken in one step so that cost is linear. */
const RUN = /[\p{L}\p{N}\p{M}_.-]+/gu

/** What JSON writes for signs of a text: a line that ends before a name is no letter of it. */
const OF_JSON: readonly Step[] = [
  [
    /\\(?:u([0-9a-f]{4})|(.))/gi,
    (_written, hex, sign) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      return sign === '\\' || sign === '"' || sign === '/' ? sign : ' '
    },
  ],
]

/** Dots that do not work, of other scripts, or of a pattern; with the gaps about them bounded, so that cost is linear. */
const DOTTED: readonly Step[] = [
  [/[\p{Cf}\p{DI}]+/gu, ''],
  [/[。．｡․]/g, '.'],
  [/\\(?=[\\.])/g, ''],
  [/\s{0,3}[[({<]\s{0,3}(?:\.|dot|punto|point)\s{0,3}[\])}>]\s{0,3}/gi, '.'],
  [/\s{1,3}(?:dot|punto|point)\s{1,3}/gi, '.'],
  [/\[\.|\.\]/g, '.'],
]

/** A name that a member found, and from when on others may be told; null while that is not known. */
export type Waiting = { name: string; from: string | Date | null }

/** The names of which nobody else may be told at `now`: the clock lets a name go by its instant, whenever that is written down. */
export function awaitedAt(names: readonly Waiting[], now: Date): ReadonlySet<string> {
  const waiting = names.filter(({ from }) => from === null || new Date(from) > now)
  return new Set(waiting.flatMap(({ name }) => [name, ownerOf(name)]))
}

/** The name that somebody registered, of which whatever lies below is known by; a page at a shared host stands for itself. */
function ownerOf(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name
}

/** Whether one of the names, or a name below one, stands anywhere in the words or objects. */
export function namesAwaited(
  words: string,
  objects: readonly object[],
  awaited: ReadonlySet<string>,
): boolean {
  if (awaited.size === 0) return false
  return (
    isNamed(words, awaited) ||
    objects.some((object) => isNamed(readTextBy(JSON.stringify(object), OF_JSON), awaited))
  )
}

/** As it is written, and with what is escaped, hidden or broken in it made whole. */
function isNamed(text: string, awaited: ReadonlySet<string>): boolean {
  const plain = readTextBy(text, [...ESCAPED, ...ESCAPED]).normalize('NFKC')
  return [...new Set([text, plain, readTextBy(plain, DOTTED)])].some((reading) =>
    namesIn(reading).some(
      (found) => isBelow(found, awaited) || isBelow(withoutMarks(found), awaited),
    ),
  )
}

function namesIn(text: string): string[] {
  const runs = (text.match(RUN) ?? []).filter((run) => run.includes('.'))
  return runs.flatMap((run) => run.split(/\.\.+/)).map((run) => run.replace(/^\.|\.$/g, ''))
}

/** A bullet or marks of emphasis touch a name and are no part of it. */
function withoutMarks(found: string): string {
  let [from, to] = [0, found.length]
  while (from < to && '-_'.includes(found[from]!)) from++
  while (to > from && '-_'.includes(found[to - 1]!)) to--
  return found.slice(from, to)
}

function isBelow(found: string, awaited: ReadonlySet<string>): boolean {
  const labels = found.toLowerCase().split('.')
  const asked = labels.map((label) =>
    /^[\0-\x7f]*$/.test(label) ? label : domainToASCII(label) || label,
  )
  return [labels, asked].some((way) => isTail(way, awaited))
}

/** More labels than a name can have are no name: the last of them may still be one. */
const MOST_LABELS = 127

function isTail(labels: readonly string[], awaited: ReadonlySet<string>): boolean {
  for (let at = Math.max(0, labels.length - MOST_LABELS); at < labels.length - 1; at++)
    if (awaited.has(labels.slice(at).join('.'))) return true
  return false
}
