import type { Matching } from '@tocsin/api'

/** What is left of the budget of a kind, in words. */
export function budgetWords({ budgets, epoch, epochEnds }: Matching, kind: string): string[] {
  return budgets
    .filter((one) => one.kind === kind)
    .map(
      ({ queriesLeft, roundsLeft, bitsLeft }) =>
        `${queriesLeft} questions and ${roundsLeft} rounds of ${kind} left in epoch ${epoch} (until ${epochEnds}); ${bitsLeft.toFixed(1)} bits of guesswork left`,
    )
}

/** A matching on one line. */
export function matchingWords({ id, own, asker, holder, terms, state }: Matching): string {
  const other = own === 'asker' ? holder : asker
  const side = own === 'asker' ? 'asks' : 'is asked by'
  const { lane, learns, kinds } = terms
  return `${id}  ${state}  ${side} ${other.name}: ${kinds.join(', ')}; ${lane}; learnt by ${learns}`
}
