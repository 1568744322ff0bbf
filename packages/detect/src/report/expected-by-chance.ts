/**
 * How many of the accounts that were found chance alone would give, in words. q is a q-value (Benjamini and
 * Hochberg): of all accounts with at most this q, this part is expected to be found by chance. So of n accounts it
 * is n times the largest q among them.
 */
import { DEFAULTS } from '../coordination/options.ts'
import { toCount } from './words.ts'

/** Seconds of a chosen window above which q promises more than it keeps. */
const WIDEST = 300

/** A finding of this detector, or of a findings file, in which members may lack their rate. */
type Judged = {
  readonly trace: string
  readonly parameters: { readonly window: number | null; readonly everyScale?: boolean }
  readonly members: readonly { readonly account: string; readonly q?: number | null }[]
  readonly membersTotal: number
}

/** `of these 40 accounts about 2 are expected to be there by chance`; null where that cannot be said. */
export function chanceWords(finding: Judged): string | null {
  const largest = isSaid(finding) ? largestRate(finding.members) : null
  if (largest === null || largest > DEFAULTS.fdr) return null
  return toChanceWords(finding.membersTotal, largest * finding.membersTotal)
}

/**
 * The same of all accounts in networks with a q of at most `rate`, each counted once: of the networks by all traces
 * together where there are any, for a single trace has a q of its own.
 */
export function chanceWordsOfAll(
  findings: readonly Judged[],
  rate: number = DEFAULTS.fdr,
): string | null {
  const fused = findings.filter(({ trace }) => trace === 'fused')
  const told = fused.length > 0 ? fused : findings
  if (!told.every(isSaid)) return null
  const rates = new Map<string, number>()
  for (const { members } of told)
    for (const { account, q } of members)
      if (typeof q === 'number' && q <= rate) rates.set(account, q)
  const largest = largestRate([...rates.values()].map((q) => ({ q })))
  return largest === null ? null : toChanceWords(rates.size, largest * rates.size)
}

/** Whether q holds: of no window that was chosen too wide, and of all members. */
function isSaid({ parameters, members, membersTotal }: Judged): boolean {
  const { everyScale = false, window } = parameters
  return (everyScale || (window !== null && window <= WIDEST)) && members.length === membersTotal
}

/** Null where nobody, or not everybody, has a rate. */
function largestRate(members: readonly { q?: number | null }[]): number | null {
  let largest = 0
  for (const { q } of members) {
    if (typeof q !== 'number') return null
    largest = Math.max(largest, q)
  }
  return members.length === 0 ? null : largest
}

function toChanceWords(accounts: number, expected: number): string {
  const some = Math.round(expected)
  const those = `of these ${toCount(accounts)} accounts`
  if (some === 0) return `${those} fewer than one is expected to be there by chance`
  return `${those} about ${toCount(some)} ${some === 1 ? 'is' : 'are'} expected to be there by chance`
}
