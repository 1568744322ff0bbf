import type { Unmasking } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { useWithdrawAsk } from './data.ts'

/** An own ask that waits, to an analyst: taking it back. */
export function WithdrawAsk({ ask: { id, token, sender, dueAt } }: { ask: Unmasking }) {
  const withdraw = useWithdrawAsk(id)
  return (
    <section className="stack" aria-label={`Your ask for ${token}`}>
      <p>
        Your ask for whom <span className="mono">{token}</span> stands waits for {sender.name}
        {dueAt ? (
          <>
            {' '}
            and times out on <When at={dueAt} />
          </>
        ) : null}
        . Taken back, it counts as one of the five about this message, and {sender.name} still knows
        that you asked.
      </p>
      <Fault error={withdraw.error} />
      <div className="row">
        <BusyButton
          variant="default"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
        >
          Take the ask back
        </BusyButton>
      </div>
    </section>
  )
}
