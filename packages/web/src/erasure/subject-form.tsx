import { TextInput } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'

/** Names a subject of the record and a reason; `onAct` is told when the fields may be emptied. */
export function SubjectForm(props: {
  act: string
  hint: string
  busy: boolean
  error: unknown
  onAct: (what: { subject: string; reason: string }, done: () => void) => void
}) {
  const [subject, setSubject] = useState('')
  const [reason, setReason] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onAct({ subject: subject.trim(), reason: reason.trim() }, () => {
      setSubject('')
      setReason('')
      // Without words the button takes no press and would drop the focus.
      first.current?.focus()
    })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="fields">
        <TextInput
          ref={first}
          label="About"
          description={props.hint}
          required
          maxLength={60}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <TextInput
          label="Reason"
          description="It goes on record"
          required
          maxLength={8000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[!subject.trim() && 'what it is about', !reason.trim() && 'the reason']}
        >
          {props.act}
        </BusyButton>
      </div>
    </form>
  )
}
