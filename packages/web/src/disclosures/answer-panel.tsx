import type { Disclosure } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { fromField } from '../words/time.ts'
import { useAnswer } from './data.ts'

/** What the own organisation says: there at the joint instant, at one of its own, or not at all. */
export function AnswerPanel({ one }: { one: Disclosure }) {
  const answer = useAnswer(one.id)
  if (one.opened || one.standing === 'declined' || one.standing === 'left') return null
  return (
    <Panel title="Your answer">
      <div className="stack">
        {one.standing === 'agreed' ? (
          <p>
            Your organisation agreed to <When at={one.opensAt} seconds />.
          </p>
        ) : (
          <div className="row">
            <BusyButton
              busy={answer.isPending}
              onClick={() => answer.mutate({ answer: 'agree', opensAt: one.opensAt })}
            >
              Agree to the joint instant
            </BusyButton>
          </div>
        )}
        <Alone one={one} busy={answer.isPending} onAnswer={answer.mutate} />
        <Away one={one} onAnswer={answer.mutate} />
        <Fault error={answer.error} />
      </div>
    </Panel>
  )
}

type Props = { one: Disclosure; onAnswer: ReturnType<typeof useAnswer>['mutate'] }

function Alone({ one, busy, onAnswer }: Props & { busy: boolean }) {
  const [at, setAt] = useState('')
  const opensAt = fromField(at)
  return (
    <details>
      <summary>
        {one.standing === 'alone'
          ? 'Another instant of your own'
          : 'Open alone, at an instant of your own'}
      </summary>
      <div className="row row-end">
        <TextInput
          label="Your own instant"
          description="In your time zone; the others learn that you open alone, not when"
          type="datetime-local"
          step={1}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <BusyButton
          variant="default"
          busy={busy}
          missing={[opensAt === undefined && 'the instant']}
          onClick={() => onAnswer({ answer: 'alone', ...(opensAt ? { opensAt } : {}) })}
        >
          Open alone
        </BusyButton>
      </div>
    </details>
  )
}

function Away({ one, onAnswer }: Props) {
  const isAsked = one.standing === 'asked'
  const act = isAsked ? 'Decline' : 'Leave'
  return (
    <div className="row">
      <ConfirmButton
        label={act}
        name={`${act} this disclosure`}
        title={`${act} this disclosure?`}
        act={act}
        onAct={() => onAnswer({ answer: isAsked ? 'decline' : 'leave' })}
      >
        Your organisation sees it no more and is not named when it opens. A part that was handed in
        is deleted; what the log committed to stays.
      </ConfirmButton>
    </div>
  )
}
