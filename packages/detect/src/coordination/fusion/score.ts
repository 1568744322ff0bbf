/**
 * Score: an account's degree of coordination, 0 to 1, from the evidence of its pairs.
 *
 *   evidence = sum over the `PARTNERS` strongest partners of max(0, -log10 p - 1)
 *   score    = e / (e + 10),   e = in step + shared within the hour + half of shared within the day
 *
 * Synchrony convicts; what is shared within the hour and the day ranks those whom it does not reach.
 * Weighing partners by p instead of counting acts in common is what keeps the hyperactive from buying
 * edges, and few partners count, so that a large crowd of weak ones does not add up. Weights chosen on
 * the tuning seeds of the accuracy benchmark. Cost: linear in pairs.
 */
import { createPairs, upsertPair } from '../significance/pair-table.ts'

const PARTNERS = 5
const HALF_EVIDENCE = 10
/** People of one interest share the things of the day too. */
const DAY_WEIGHT = 0.5

export type PairTails = {
  size: number
  a: Int32Array
  b: Int32Array
  p: Float64Array
}

/** Scores accounts by pairs in step, by what each trace's pairs share within the hour, and all traces' within the day. */
export function scoreAccounts(
  inStep: PairTails,
  withinHour: readonly PairTails[],
  withinDay: PairTails,
  accounts: number,
): Float64Array {
  const step = sumEvidence(inStep, accounts)
  const hour = sumEvidence(leastTails(withinHour), accounts)
  const day = sumEvidence(withinDay, accounts)
  return step.map((own, account) => {
    const all = own + hour[account]! + DAY_WEIGHT * day[account]!
    return all / (all + HALF_EVIDENCE)
  })
}

/** Each pair once, with its smallest p. */
function leastTails(list: readonly PairTails[]): PairTails {
  const pairs = createPairs(1024)
  for (const { size, a, b } of list) for (let i = 0; i < size; i++) upsertPair(pairs, a[i]!, b[i]!)
  const { size, a, b } = pairs
  const p = new Float64Array(size).fill(1)
  for (const tails of list)
    for (let i = 0; i < tails.size; i++) {
      const at = upsertPair(pairs, tails.a[i]!, tails.b[i]!)
      p[at] = Math.min(p[at]!, tails.p[i]!)
    }
  return { size, a, b, p }
}

/** The evidence of each account's strongest partners. */
function sumEvidence({ size, a, b, p }: PairTails, accounts: number): Float64Array {
  const best = new Float64Array(accounts * PARTNERS)
  const note = (account: number, evidence: number): void => {
    let at = account * PARTNERS
    for (let k = at + 1; k < (account + 1) * PARTNERS; k++) if (best[k]! < best[at]!) at = k
    if (evidence > best[at]!) best[at] = evidence
  }
  for (let i = 0; i < size; i++) {
    const evidence = -Math.log10(Math.max(1e-300, p[i]!)) - 1
    if (evidence <= 0) continue
    note(a[i]!, evidence)
    note(b[i]!, evidence)
  }
  const sums = new Float64Array(accounts)
  for (let at = 0; at < best.length; at++) sums[Math.floor(at / PARTNERS)]! += best[at]!
  return sums
}
