import type { Matching } from '@tocsin/api'
import { fingerprintOf } from '@tocsin/psi'

/** What is left of the budget of a kind, in words. */
export function budgetWords({ budgets, epoch, epochEnds }: Matching, kind: string): string[] {
  return budgets
    .filter((one) => one.kind === kind)
    .map(
      ({ queriesLeft, roundsLeft, bitsLeft }) =>
        `${queriesLeft} questions and ${roundsLeft} rounds of ${kind} left in epoch ${epoch} (until ${epochEnds}); ${bitsLeft.toFixed(1)} bits of guesswork left`,
    )
}

/** A matching on one line, and the fingerprints of the keys on file below it: what two people read to each other. */
export function matchingWords(matching: Matching): string[] {
  const { id, own, asker, holder, terms, state, askerKey, holderKey } = matching
  const other = own === 'asker' ? holder : asker
  const side = own === 'asker' ? 'asks' : 'is asked by'
  const { lane, learns, kinds } = terms
  const print = (name: string, key: string | undefined) =>
    key === undefined ? [] : [`  ${fingerprintOf(key)}  ${name}`]
  return [
    `${id}  ${state}  ${side} ${other.name}: ${kinds.join(', ')}; ${lane}; learnt by ${learns}`,
    ...print(asker.name, askerKey),
    ...print(holder.name, holderKey),
  ]
}
