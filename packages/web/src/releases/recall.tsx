import type { BodyOf, answerRecall, RecallAnswer } from '@tocsin/api'
import { Radio, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'

/** Takes a release back, with a reason that every holder reads. */
export function RecallDialog(props: {
  busy: boolean
  error: unknown
  onRecall: (reason: string) => void
  onClose: () => void
}) {
  return (
    <ReasonDialog
      title="Take this release back?"
      description="Every holder reads this"
      act="Take it back"
      leave="Leave it"
      color="red"
      required
      busy={props.busy}
      error={props.error}
      onAct={props.onRecall}
      onCancel={props.onClose}
    >
      <p>
        It is withheld everywhere at once, and every member who has it is asked to delete it and to
        answer. A recall cannot be undone.
      </p>
    </ReasonDialog>
  )
}

const CHOICES: { value: RecallAnswer; label: string }[] = [
  { value: 'deleted', label: 'We have deleted it' },
  { value: 'never-stored', label: 'We never stored it' },
  { value: 'kept', label: 'We keep it, for the reason below' },
]

/** A holder's answer to a recall. Keeping it needs a reason. */
export function RecallAnswerForm(props: {
  reason: string | undefined
  busy: boolean
  error: unknown
  onAnswer: (answer: BodyOf<typeof answerRecall>) => void
}) {
  const [answer, setAnswer] = useState<RecallAnswer>('deleted')
  const [note, setNote] = useState('')
  const needsNote = answer === 'kept' && note.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onAnswer({ answer, ...(note.trim() ? { note: note.trim() } : {}) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Note tone="bad">
        <p>
          <strong>The sender took this back.</strong> {props.reason}
        </p>
      </Note>
      <Radio.Group
        label="What did your organisation do with it?"
        value={answer}
        onChange={(value) => setAnswer(value as RecallAnswer)}
      >
        <div className="stack">
          {CHOICES.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Note to the sender"
        description={answer === 'kept' ? 'Needed: why it is kept' : 'Optional'}
        maxLength={8000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Fault error={props.error} />
      <div>
        <BusyButton type="submit" busy={props.busy} disabled={needsNote}>
          Send the answer
        </BusyButton>
      </div>
    </form>
  )
}
