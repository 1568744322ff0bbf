/**
 * One network leaves several traces (links, hashtags, all fused), and each is a finding of its own. Findings
 * of one run that are made of the same accounts are told as one: of those that stand the surest leads, the others fold under it.
 */

import { STANDINGS, type Standing } from '@tocsin/api'

export type Foldable = {
  id: string
  run: string
  standing: Standing
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
      STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
      (b.confidence ?? -1) - (a.confidence ?? -1) ||
      // All traces together say more of a network than one of them.
      Number(b.trace === 'fused') - Number(a.trace === 'fused') ||
      b.score - a.score ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  const leaders: { id: string; size: number }[] = []
  /** Places in `leaders` of those that an account belongs to, by run and account: what has none in common is never compared. */
  const ofAccount = new Map<string, number[]>()
  const folded = new Map<string, string>()
  for (const { id, run, members } of ordered) {
    const own = new Set(members)
    const keys = [...own].map((account) => `${run} ${account}`)
    const common = new Map<number, number>()
    for (const key of keys)
      for (const at of ofAccount.get(key) ?? []) common.set(at, (common.get(at) ?? 0) + 1)
    let first = Infinity
    for (const [at, n] of common)
      if (at < first && n / Math.min(leaders[at]!.size, own.size) >= SAME) first = at
    if (first < Infinity) {
      folded.set(id, leaders[first]!.id)
      continue
    }
    for (const key of keys) {
      const places = ofAccount.get(key)
      if (places) places.push(leaders.length)
      else ofAccount.set(key, [leaders.length])
    }
    leaders.push({ id, size: own.size })
  }
  return folded
}
