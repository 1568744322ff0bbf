import type { Person } from '@tocsin/api'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { DialogButton } from '../ui/dialog-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { dayAfter } from '../words/time.ts'
import { useMoveEnd, useSettleEnd } from './data.ts'

type Props = { person: Person; end: string }

/** Moves the end of somebody who is let in until a date. */
export function EndButton({ person, end }: Props) {
  return (
    <DialogButton label="End" title={`End of ${person.name}`}>
      {(leave) => <EndForm person={person} end={end} onDone={leave} />}
    </DialogButton>
  )
}

function EndForm({ person, end, onDone }: Props & { onDone: () => void }) {
  // As it was when this was opened, whatever is asked for anew meanwhile.
  const [had] = useState(end)
  const [day, setDay] = useState('')
  const [why, setWhy] = useState('')
  const move = useMoveEnd()
  const endsAt = day === '' ? undefined : dayAfter(day)
  const isLater = endsAt !== undefined && endsAt > had
  const reason = why.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    move.mutate({ id: person.id, endsAt: endsAt!, had, reason }, { onSuccess: onDone })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        Let in until <When at={had} />.
      </p>
      <TextInput
        label="New last day (UTC)"
        type="date"
        max="9998-12-31"
        required
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        label="Why"
        description="It goes on record."
        required
        minRows={2}
        maxLength={8000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <output>
        {isLater
          ? 'Later than before: it waits for another operator, and lapses after seven days.'
          : 'An earlier end holds at once, also where this person is signed in now.'}
      </output>
      <Fault error={move.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={move.isPending}
          missing={[endsAt === undefined && 'a day', reason === '' && 'why']}
        >
          {isLater ? 'Propose the later end' : 'Move the end'}
        </BusyButton>
        <Button variant="default" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

/** A later end that is settled, and how. */
export type Settled = { name: string; endsAt: string; as: 'adopted' | 'declined' | 'taken-back' }

type LaterProps = { person: Person; own: string; onSettled: (settled: Settled) => void }

/** A later end that waits: another operator lets it stand, and one declines it. */
export function LaterEnd({ person, own, onSettled }: LaterProps) {
  const settle = useSettleEnd()
  const { laterEnd } = person
  if (!laterEnd) return null
  const isOwn = laterEnd.by.id === own
  const { endsAt } = laterEnd
  const as = isOwn ? 'taken-back' : 'declined'
  const act = (adopt: boolean) =>
    settle.mutate(
      { id: person.id, endsAt, adopt },
      { onSuccess: () => onSettled({ name: person.name, endsAt, as: adopt ? 'adopted' : as }) },
    )
  return (
    <div className="stack small">
      <span>
        {laterEnd.by.name} proposes <When at={laterEnd.endsAt} /> (“{laterEnd.reason}”). It waits
        for another operator until <When at={laterEnd.dueAt} />.
      </span>
      <Fault error={settle.error} />
      <span className="row">
        {isOwn ? null : (
          <BusyButton
            size="compact-sm"
            busy={settle.isPending}
            aria-label={`Let it stand: the later end of ${person.name}`}
            onClick={() => act(true)}
          >
            Let it stand
          </BusyButton>
        )}
        <BusyButton
          size="compact-sm"
          variant="default"
          busy={settle.isPending}
          onClick={() => act(false)}
        >
          {isOwn ? 'Take it back' : 'Decline it'}
        </BusyButton>
      </span>
    </div>
  )
}
