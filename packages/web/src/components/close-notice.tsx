import { Button, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { Dialog } from './dialog.tsx'
import { Fault, Note } from './feedback.tsx'

/** Closes a notice; while an office has not answered, only with a reason that is kept on record. */
export function CloseNoticeDialog(props: {
  open: number
  busy: boolean
  error: unknown
  onClose: (reason: string) => void
  onCancel: () => void
}) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onClose(reason.trim())
  }
  return (
    <Dialog title="Close this notice?" onClose={props.onCancel}>
      <form className="stack" onSubmit={submit}>
        {props.open > 0 ? (
          <Note tone="warn">
            <p>
              {props.open} {props.open === 1 ? 'office has' : 'offices have'} not answered. Say why
              it is closed all the same; your name and reason are logged.
            </p>
          </Note>
        ) : (
          <p>Every office has answered.</p>
        )}
        <Textarea
          label="Reason"
          required={props.open > 0}
          minRows={3}
          maxLength={8000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Fault error={props.error} />
        <div className="row">
          <Button
            type="submit"
            loading={props.busy}
            disabled={props.open > 0 && reason.trim() === ''}
          >
            Close the notice
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            Leave it open
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
