/**
 * One network leaves several traces (links, hashtags, all fused), and each is a finding of its own. Findings
 * of one run that are made of the same accounts are told as one: the surest leads, the others fold under it.
 */

export type Foldable = {
  id: string
  run: string | null
  /** How sure, 0 to 1; null where chance was not tested. */
  confidence: number | null
  score: number
  trace: string
  members: readonly string[]
}

/** At least this share of the smaller one's accounts in common. */
const SAME = 0.5

/** By finding that folds, the id of the one it folds under. */
export function foldNetworks(findings: readonly Foldable[]): Map<string, string> {
  const ordered = [...findings].sort(
    (a, b) =>
      (b.confidence ?? -1) - (a.confidence ?? -1) ||
      // All traces together say more of a network than one of them.
      Number(b.trace === 'fused') - Number(a.trace === 'fused') ||
      b.score - a.score ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  const leaders: { id: string; run: string | null; members: ReadonlySet<string> }[] = []
  const folded = new Map<string, string>()
  for (const { id, run, members } of ordered) {
    const own = new Set(members)
    const leader = leaders.find((one) => one.run === run && isSame(one.members, own))
    if (leader) folded.set(id, leader.id)
    else leaders.push({ id, run, members: own })
  }
  return folded
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size === 0) return false
  let common = 0
  for (const account of small) if (large.has(account)) common++
  return common / small.size >= SAME
}
