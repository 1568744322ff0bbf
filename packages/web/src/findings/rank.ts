import type { FindingSummary } from '@tocsin/api'
import { CHANCE_Q } from './words.ts'

/** Whether chance explains a finding: it was tested and nothing of it stands. */
export function isChance({ verdict, confidence, q }: FindingSummary): boolean {
  if (verdict !== undefined) return verdict === 'chance'
  return confidence === 0 || (q !== undefined && q >= CHANCE_Q)
}

export type Listed = FindingSummary & { alsoBy: FindingSummary[] }

/** One row for each network with the traces that tell of it too, and apart from them what chance explains. */
export function listNetworks(findings: readonly FindingSummary[]): {
  standing: Listed[]
  chance: FindingSummary[]
} {
  const chance = findings.filter(isChance)
  const rest = findings.filter((one) => !isChance(one))
  const leads = new Set(rest.map((one) => one.id))
  const isFolded = (one: FindingSummary) =>
    one.foldsUnder !== undefined && leads.has(one.foldsUnder)
  return {
    standing: rest
      .filter((one) => !isFolded(one))
      .map((one) => ({ ...one, alsoBy: rest.filter((other) => other.foldsUnder === one.id) })),
    chance,
  }
}

/** The verdicts as the detector orders them. */
const PLACES: Record<string, number> = { stands: 3, explained: 2, untested: 1, chance: 0 }

/** How sure, for sorting: by verdict first, and a finding of before, which has none, by whether it was tested. */
export function sureness({ verdict, confidence, score }: FindingSummary): number {
  const place =
    PLACES[verdict ?? ''] ?? (confidence === undefined ? PLACES.untested! : PLACES.stands!)
  return 2 * place + (confidence ?? score - 1)
}
