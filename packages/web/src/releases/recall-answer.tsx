import type { BodyOf, answerRecall, RecallAnswer } from '@tocsin/api'
import { Button, Radio, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault, Note } from '../ui/feedback.tsx'

type Answer = BodyOf<typeof answerRecall>

const CHOICES: { value: RecallAnswer; label: string }[] = [
  { value: 'deleted', label: 'We have deleted it' },
  { value: 'never-stored', label: 'We never stored it' },
  { value: 'kept', label: 'We keep it, for the reason below' },
]

/** A holder's answer to a recall. None is chosen for anybody, and each is asked about before it is signed. */
export function RecallAnswerForm(props: {
  reason: string | undefined
  busy: boolean
  error: unknown
  onAnswer: (answer: Answer) => void
}) {
  const [answer, setAnswer] = useState<RecallAnswer>()
  const [note, setNote] = useState('')
  const [asking, setAsking] = useState(false)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (answer && !props.busy) setAsking(true)
  }
  return (
    <form className="stack" onSubmit={ask}>
      <TakenBack reason={props.reason} />
      <Radio.Group
        label="What did your organisation do with it?"
        value={answer ?? ''}
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
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[
            !answer && 'what was done with it',
            answer === 'kept' && !note.trim() && 'why it is kept',
          ]}
        >
          Send the answer
        </BusyButton>
      </div>
      {asking && answer ? (
        <SignDialog
          answer={answer}
          onSign={() => {
            setAsking(false)
            props.onAnswer({ answer, ...(note.trim() ? { note: note.trim() } : {}) })
          }}
          onLeave={() => setAsking(false)}
        />
      ) : null}
    </form>
  )
}

function TakenBack(props: { reason: string | undefined }) {
  return (
    <Note tone="bad">
      <p>
        <strong>The sender took this back.</strong> {props.reason}
      </p>
    </Note>
  )
}

function SignDialog(props: { answer: RecallAnswer; onSign: () => void; onLeave: () => void }) {
  const chosen = CHOICES.find(({ value }) => value === props.answer)
  return (
    <Dialog title="Sign this answer?" onClose={props.onLeave}>
      <div className="stack">
        <p>
          <strong>{chosen?.label}.</strong>
        </p>
        <p>
          The sender reads it, and it goes into the log in the name of your organisation, for good.
        </p>
        <div className="row">
          <Button onClick={props.onSign}>Sign and send</Button>
          <Button variant="default" onClick={props.onLeave}>
            Not yet
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
