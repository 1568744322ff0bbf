import type { Network } from '@tocsin/api'
import { Button } from '@mantine/core'
import { STATE_NAMES, type ChosenState, type Wish } from './triage.ts'
import { countOf } from '../words/count-of.ts'

const STATES: ChosenState[] = ['looking', 'benign', 'closed', 'new']

/** What can be done with all networks that were ticked; nothing while none is. */
export function BulkBar(props: {
  chosen: Network[]
  busy: boolean
  self: string
  onAct: (wish: Wish) => void
  onNone: () => void
}) {
  const { chosen, busy, self } = props
  if (chosen.length === 0) return null
  return (
    <section className="bulk row" aria-label="With those ticked">
      <strong>{countOf(chosen.length, 'network')} ticked</strong>
      {STATES.map((state) => (
        <Button
          key={state}
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={() => props.onAct({ state })}
        >
          {STATE_NAMES[state]}
        </Button>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        onClick={() => props.onAct({ assignee: self })}
      >
        I take {chosen.length === 1 ? 'it' : 'them'}
      </Button>
      <button type="button" className="link" onClick={props.onNone}>
        Untick all
      </button>
    </section>
  )
}
