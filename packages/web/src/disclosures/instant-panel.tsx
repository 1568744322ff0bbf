import type { Disclosure } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { fromField } from '../words/time.ts'
import { useAnswerInstant, useOfferInstant } from './data.ts'

/** Another joint instant: offered, and answered by everybody who is bound by the one that stands. */
export function InstantPanel({ one, acts }: { one: Disclosure; acts: boolean }) {
  const isBound = acts && one.standing === 'agreed' && !one.opened
  if (!one.offer && !isBound) return null
  return (
    <Panel title="Another instant">
      <div className="stack">
        {one.offer ? (
          <p>
            {one.offer.by.name} offers <When at={one.offer.opensAt} seconds /> instead. Until
            everybody who agreed has said yes, <When at={one.opensAt} seconds /> stands.
          </p>
        ) : null}
        {one.offer && isBound ? <Answer id={one.id} offer={one.offer.number} /> : null}
        {isBound ? <Offer id={one.id} /> : null}
      </div>
    </Panel>
  )
}

function Answer({ id, offer }: { id: string; offer: number }) {
  const answer = useAnswerInstant(id)
  return (
    <>
      <div className="row">
        <BusyButton busy={answer.isPending} onClick={() => answer.mutate({ offer, accepts: true })}>
          Say yes
        </BusyButton>
        <BusyButton
          variant="default"
          busy={answer.isPending}
          onClick={() => answer.mutate({ offer, accepts: false })}
        >
          Say no, the old one stands
        </BusyButton>
      </div>
      <Fault error={answer.error} />
    </>
  )
}

function Offer({ id }: { id: string }) {
  const [at, setAt] = useState('')
  const offer = useOfferInstant(id)
  const opensAt = fromField(at)
  return (
    <details>
      <summary>Offer another instant</summary>
      <div className="row row-end">
        <TextInput
          label="Instead"
          description="In your time zone"
          type="datetime-local"
          step={1}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <BusyButton
          variant="default"
          busy={offer.isPending}
          missing={[opensAt === undefined && 'the instant']}
          onClick={() => offer.mutate(opensAt!, { onSuccess: () => setAt('') })}
        >
          Offer it
        </BusyButton>
      </div>
      <Fault error={offer.error} />
    </details>
  )
}
