import type { IdentifierKind } from './identifiers/kinds.ts'

/** How a list looks that was made up to find out what the other side has, instead of one that somebody holds. */
export type Probe = {
  readonly pattern: 'sequential' | 'dictionary' | 'repeated'
  /** Items of the list that fit it. */
  readonly count: number
}

/** From so many items on a list is looked at; fewer say nothing. */
const FEW = 16
const SHARE = 0.5
/** So many names on one stem are more than a person's own spellings. */
const ON_ONE_STEM = 8

/**
 * Whether half of a list or more counts upwards (addresses, numbers and names that end in numbers), is made of a few stems with
 * something hung on each, or was asked before in this epoch. It looks at the asker's own list on the asker's own machine, so it stops
 * whoever uses this program as it is; one who changes it is stopped by the budget alone.
 */
export function findProbe(
  values: readonly string[],
  kind: IdentifierKind,
  askedBefore: (value: string) => boolean = () => false,
): Probe | undefined {
  const repeated = values.reduce((count, value) => count + (askedBefore(value) ? 1 : 0), 0)
  if (repeated > 0 && repeated >= values.length * SHARE)
    return { pattern: 'repeated', count: repeated }
  // Hashes have no neighbours.
  if (values.length < FEW || kind === 'sha256') return undefined
  const sequential = countSequential(values, kind)
  if (sequential >= values.length * SHARE) return { pattern: 'sequential', count: sequential }
  const dictionary = countOnStems(values, kind)
  if (dictionary >= values.length * SHARE) return { pattern: 'dictionary', count: dictionary }
  return undefined
}

/** Items whose next number, of the same stem, stands in the list too. */
function countSequential(values: readonly string[], kind: IdentifierKind): number {
  const numbers = new Map<string, Set<bigint>>()
  for (const value of values) {
    const { stem, number } = splitNumber(value, kind)
    if (number === undefined) continue
    const known = numbers.get(stem)
    if (known) known.add(number)
    else numbers.set(stem, new Set([number]))
  }
  let count = 0
  for (const known of numbers.values())
    for (const number of known) if (known.has(number + 1n) || known.has(number - 1n)) count++
  return count
}

function splitNumber(value: string, kind: IdentifierKind): { stem: string; number?: bigint } {
  if (kind === 'ipv4')
    return {
      stem: '',
      number: value.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n),
    }
  const [, stem = '', digits, tail = ''] = /^(.*?)(\d{1,30})(\D*)$/s.exec(value) ?? []
  return digits === undefined
    ? { stem: value }
    : { stem: `${stem}\n${tail}`, number: BigInt(digits) }
}

/** Items of which eight or more have one stem: the letters before the first digit, dot, line or dash. */
function countOnStems(values: readonly string[], kind: IdentifierKind): number {
  if (!['domain', 'email', 'handle', 'account'].includes(kind)) return 0
  const counts = new Map<string, number>()
  for (const value of values) {
    const name = kind === 'email' ? value.slice(0, value.lastIndexOf('@')) : value
    const stem = /^[\p{L}\p{M}]{3,}/u.exec(name)?.[0]
    // Of a name without a break after its letters, the first six stand for its stem.
    const key =
      stem === undefined ? undefined : stem.length === name.length ? stem.slice(0, 6) : stem
    if (key !== undefined && key !== 'www') counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.values()]
    .filter((count) => count >= ON_ONE_STEM)
    .reduce((sum, count) => sum + count, 0)
}
