import { Button, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { BusyButton } from './busy-button.tsx'
import { Dialog } from './dialog.tsx'
import { Fault } from './feedback.tsx'

/** Asks why before an act that goes on record; `children` say what it does. */
export function ReasonDialog(props: {
  title: string
  description?: string
  act: string
  leave: string
  color?: string
  required: boolean
  busy: boolean
  error: unknown
  onAct: (reason: string) => void
  onCancel: () => void
  children: ReactNode
}) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onAct(reason.trim())
  }
  return (
    <Dialog title={props.title} onClose={props.onCancel}>
      <form className="stack" onSubmit={submit}>
        {props.children}
        <Textarea
          label="Reason"
          description={props.description}
          required={props.required}
          minRows={3}
          maxLength={8000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Fault error={props.error} />
        <div className="row">
          <BusyButton
            type="submit"
            {...(props.color ? { color: props.color } : {})}
            busy={props.busy}
            missing={[props.required && !reason.trim() && 'the reason']}
          >
            {props.act}
          </BusyButton>
          <Button variant="default" onClick={props.onCancel}>
            {props.leave}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
