import type { FindingSummary } from '@tocsin/api'
import { CHANCE_Q } from './words.ts'

/** Whether chance explains a finding: it was tested and nothing of it stands. */
export function isChance({ confidence, q }: FindingSummary): boolean {
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

/** How sure, for sorting: what was not tested comes after all that stands. */
export function sureness({ confidence, score }: FindingSummary): number {
  return confidence === undefined ? score - 1 : confidence + 1
}
