import type { MatchBudget, Matching } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { When } from '../ui/marks.tsx'
import { bitsWords, countWords, KIND_NAMES } from './words.ts'

const COLUMNS: Column<MatchBudget>[] = [
  { key: 'kind', head: 'Kind', cell: (one) => KIND_NAMES[one.kind] },
  { key: 'asked', head: 'Asked', cell: (one) => countWords(one.asked), number: true },
  { key: 'left', head: 'Questions left', cell: (one) => countWords(one.queriesLeft), number: true },
  { key: 'rounds', head: 'Rounds left', cell: (one) => countWords(one.roundsLeft), number: true },
  { key: 'bits', head: 'Guesswork left', cell: (one) => bitsWords(one.bitsLeft), number: true },
]

/** What is left of the budget in the epoch that runs. */
export function BudgetTable({ matching }: { matching: Matching }) {
  return (
    <div className="stack">
      <p>
        Epoch {matching.epoch}, until <When at={matching.epochEnds} />. A round is taken off before
        anything of it is sent, whatever becomes of it.
      </p>
      <DataTable
        caption="What is left of the budget"
        columns={COLUMNS}
        rows={matching.budgets}
        rowKey={(one) => one.kind}
      />
    </div>
  )
}
