/** Which patterns a log can be true of at all: told by what they name and by what its columns are, once a log and never by its lines. */
import type { ObjectPath, Pattern, PatternComparison } from '@tocsin/stix'

/** What must be there for a pattern to be true: a path, as its type of object and the names below it, or some or all of several. */
export type Wanted =
  readonly string[] | { readonly any: readonly Wanted[] } | { readonly all: readonly Wanted[] }

/** What a pattern wants; steps into lists are left out, since a column may hold any place of one. */
export function wantedOf(pattern: Pattern): Wanted {
  if (pattern.type === 'observation') return wantedIn(pattern.test)
  if (pattern.type === 'qualified') return wantedOf(pattern.pattern)
  const each = pattern.operands.map(wantedOf)
  return pattern.type === 'or' ? { any: each } : { all: each }
}

function wantedIn(comparison: PatternComparison): Wanted {
  if ('operands' in comparison) {
    const each = comparison.operands.map(wantedIn)
    return comparison.type === 'any' ? { any: each } : { all: each }
  }
  // Of what is not to exist there must be an object all the same; any other test, negated or not, needs its value.
  if (comparison.type === 'exists' && comparison.negated) return [comparison.path.objectType]
  return [comparison.path.objectType, ...namesOf(comparison.path)]
}

function namesOf({ steps }: ObjectPath): string[] {
  return steps.flatMap((step) => (step.type === 'property' ? [step.name] : []))
}

/** Objects that any text may hold, whatever its columns are. */
const OF_TEXT: readonly (readonly string[])[] = [
  ...['domain-name', 'ipv4-addr', 'ipv6-addr', 'url', 'email-addr'].map((type) => [type, 'value']),
  ...['MD5', 'SHA-1', 'SHA-256', 'SHA-512'].map((name) => ['file', 'hashes', name]),
]
const LOGIN = 'user-account:account_login'
const PLATFORM = 'user-account:account_type'

/** What the lines of a log can give, by the paths of its columns. */
export class Reach {
  readonly #given = new Set<string>()
  /** Whether its columns tell accounts with their platforms. */
  readonly hasAccounts: boolean

  /** `paths` are those of the columns, by how they are written; `platform` is whose the accounts are where no column says it. */
  constructor(paths: ReadonlyMap<string, ObjectPath>, platform: string | undefined) {
    for (const path of OF_TEXT) this.#add(path)
    for (const [text, path] of paths)
      if (!text.startsWith('user-account:account_')) this.#add(shortened(path))
    const hasPlatform = paths.has(PLATFORM) || platform !== undefined
    this.hasAccounts = paths.has(LOGIN) && hasPlatform
    if (paths.has(LOGIN)) this.#add(['user-account', 'account_login'])
    if (this.hasAccounts) this.#add(['user-account', 'account_type'])
  }

  /** A path with all that lies above it; what is referred to has a type and a value. */
  #add(path: readonly string[]): void {
    for (let i = 1; i <= path.length; i++) this.#given.add(keyOf(path.slice(0, i)))
    this.#given.add(keyOf([path[0]!, 'type']))
    if (!/_refs?$/.test(path.at(-1)!)) return
    for (const name of ['type', 'value']) this.#given.add(keyOf([...path, name]))
  }

  /** Whether a line could give what is wanted. */
  gives(wanted: Wanted): boolean {
    if ('any' in wanted) return wanted.any.some((one) => this.gives(one))
    if ('all' in wanted) return wanted.all.every((one) => this.gives(one))
    return this.#given.has(keyOf(wanted))
  }
}

/** A path up to the first reference in it. */
function shortened(path: ObjectPath): string[] {
  const names = namesOf(path)
  const at = names.findIndex((name) => /_refs?$/.test(name))
  return [path.objectType, ...(at < 0 ? names : names.slice(0, at + 1))]
}

function keyOf(path: readonly string[]): string {
  return path.join('\0')
}

/** What was looked for in vain: no column of the log gives it. */
export type Unreached = {
  /** Patterns that name it, and the ids of the first of them. */
  readonly patterns: number
  readonly some: readonly string[]
  /** Accounts, which only columns tell. */
  readonly accounts: number
}
