/** What is said of accounts under a pseudonym, so little that each looks like at least k − 1 others of its part. Pure. */

/** What could tell an account from others; what comes last is left out first. */
export type Traits = {
  platform: string
  kind: string
  language?: string
  country?: string
  created?: string
}

const ORDER = ['platform', 'kind', 'language', 'country', 'created'] as const

/**
 * Of each account the traits that are given. Accounts that share all of them with at least k − 1 others keep them; the rest loses the
 * last one and is looked at again, and at last all. Where fewer than k are left with nothing, the smallest group joins them.
 * Fewer than k accounts in all come to nothing: they are not listed.
 */
export function thinOut(accounts: readonly Traits[], k: number): Partial<Traits>[] {
  if (accounts.length < k) return []
  const given: Partial<Traits>[] = accounts.map(() => ({}))
  const settled: number[][] = []
  let rest = accounts.map((_, at) => at)
  for (let depth = ORDER.length; depth > 0 && rest.length > 0; depth--) {
    const names = ORDER.slice(0, depth)
    const groups = groupBy(rest, (at) =>
      JSON.stringify(names.map((name) => accounts[at]![name] ?? null)),
    )
    rest = []
    for (const group of groups.values()) {
      if (group.length < k) rest.push(...group)
      else settle(accounts, given, settled, { group, names })
    }
  }
  // Whoever is left looks alike by having nothing: too few of them would be told apart by that.
  settled.sort((a, b) => b.length - a.length)
  while (rest.length > 0 && rest.length < k) {
    const smallest = settled.pop()!
    for (const at of smallest) given[at] = {}
    rest = rest.concat(smallest)
  }
  return given
}

function settle(
  accounts: readonly Traits[],
  given: Partial<Traits>[],
  settled: number[][],
  { group, names }: { group: number[]; names: readonly (keyof Traits)[] },
): void {
  settled.push(group)
  for (const at of group)
    given[at] = Object.fromEntries(
      names.flatMap((name) => {
        const value = accounts[at]![name]
        return value === undefined ? [] : [[name, value]]
      }),
    )
}

/** For a Node that has no `Map.groupBy`. */
function groupBy(items: readonly number[], keyOf: (item: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
