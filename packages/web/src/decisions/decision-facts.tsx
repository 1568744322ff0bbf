import type { Decision } from '@tocsin/api'
import { Facts } from '../ui/page.tsx'

/** What a member decided, once it is opened. */
export function DecisionFacts({ decision }: { decision: Decision }) {
  const { outcome, how, policy, known, anyway } = decision
  return (
    <Facts
      rows={[
        ['Decided', outcome === 'acted' ? 'It acted' : 'It did not act'],
        ['How, or why not', how === '' ? '–' : how],
        ['Own policy', policy],
        ['Known already', known ? 'yes' : 'no'],
        ['Without being told', anyway ? 'it would have acted' : 'not said'],
      ]}
    />
  )
}
