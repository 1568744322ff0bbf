import type { BodyOf, Call, CallOutcome, endCall } from '@tocsin/api'
import { Radio, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { useEndCall } from './data.ts'

type Body = BodyOf<typeof endCall>
export type WrittenCall = {
  outcome: Body['outcome'] | ''
  readBack: string
  spokeWith: string
  who: string
  note: string
}
type Fields = { written: WrittenCall; set: (change: Partial<WrittenCall>) => void }

export const EMPTY_CALL: WrittenCall = {
  outcome: '',
  readBack: '',
  spokeWith: '',
  who: '',
  note: '',
}
const CHOICES: { value: Body['outcome']; label: string }[] = [
  { value: 'understood', label: 'Told and understood: they said who acts' },
  { value: 'told', label: 'Told: they have it, nobody said who acts' },
  { value: 'reached', label: 'Somebody answered, but read back no digits' },
  { value: 'not-reached', label: 'Nobody answered' },
  { value: 'wrong-number', label: 'Wrong number' },
]

/**
 * A call under way: what to say, and how it ended. What is written of it is the caller's, so that it stays when the office moves in the
 * list or leaves it while somebody is on the phone.
 */
export function CallForm(props: {
  call: Call
  written: WrittenCall
  onWrite: (change: Partial<WrittenCall>) => void
  onEnded: (outcome: CallOutcome) => void
}) {
  const { call, written, onWrite: set } = props
  const end = useEndCall(call.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = toBody(written)
    if (body) end.mutate(body, { onSuccess: (ended) => props.onEnded(ended.outcome) })
  }
  const ref = useRef<HTMLFormElement>(null)
  // The button that began the call is gone; the next thing is to read what stands here.
  useEffect(() => ref.current?.focus(), [call.id])
  return (
    <section className="call-open" aria-label={`Your call to ${call.title}`}>
      <div className="panel-head">
        <h3>Your call to {call.title}</h3>
        <span className="soft small">
          until <When at={call.until} />
        </span>
      </div>
      <form className="stack" onSubmit={submit} ref={ref} tabIndex={-1}>
        <Script call={call} />
        <Radio.Group
          label="How the call ended"
          value={written.outcome}
          onChange={(outcome) => set({ outcome: outcome as Body['outcome'] })}
        >
          <div className="stack">
            {CHOICES.map((choice) => (
              <Radio key={choice.value} {...choice} />
            ))}
          </div>
        </Radio.Group>
        {isTold(written) ? <ToldFields written={written} set={set} /> : null}
        <Textarea
          label="Note, if any"
          description="It goes on record"
          autosize
          maxLength={8000}
          value={written.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Fault error={end.error} />
        <div className="row">
          <BusyButton type="submit" busy={end.isPending} missing={missingIn(written)}>
            Put on record
          </BusyButton>
        </div>
      </form>
    </section>
  )
}

function isTold({ outcome }: WrittenCall): boolean {
  return outcome === 'told' || outcome === 'understood'
}

function missingIn(written: WrittenCall) {
  return [
    !written.outcome && 'how it ended',
    isTold(written) && !written.readBack.trim() && 'the digits',
    isTold(written) && !written.spokeWith.trim() && 'whom you spoke with',
    written.outcome === 'understood' && !written.who.trim() && 'who acts',
  ]
}

function toBody(written: WrittenCall): Body | undefined {
  const { outcome, readBack, spokeWith, who, note } = written
  if (!outcome) return undefined
  return {
    outcome,
    ...(isTold(written) ? { readBack: readBack.trim(), spokeWith: spokeWith.trim() } : {}),
    ...(outcome === 'understood' ? { who: who.trim() } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
  }
}

function Script({ call }: { call: Call }) {
  return (
    <>
      <p>
        {call.phone ? <a href={`tel:${call.phone}`}>{call.phone}</a> : 'No number is on file.'} Your
        half of the code: <strong className="mono">{call.half}</strong>. The other half does not
        stand here: who answers reads it to you.
      </p>
      <ol lang={call.script.language}>
        {call.script.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  )
}

function ToldFields({ written, set }: Fields) {
  return (
    <>
      <TextInput
        label="Digits that they read back"
        description="The last six; three wrong codes end the call"
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        value={written.readBack}
        onChange={(event) => set({ readBack: event.currentTarget.value })}
      />
      <TextInput
        label="Whom you spoke with"
        description="Name or post, as they said it; it goes on record"
        maxLength={300}
        value={written.spokeWith}
        onChange={(event) => set({ spokeWith: event.currentTarget.value })}
      />
      {written.outcome === 'understood' ? (
        <TextInput
          label="Who acts, as they said"
          maxLength={300}
          value={written.who}
          onChange={(event) => set({ who: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
