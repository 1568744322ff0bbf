import { Note } from '../ui/feedback.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { countOf } from '../words/count-of.ts'

/** Closes a notice; while an office has not answered, only with a reason that is kept on record. */
export function CloseNoticeDialog(props: {
  open: number
  busy: boolean
  error: unknown
  onClose: (reason: string) => void
  onCancel: () => void
}) {
  return (
    <ReasonDialog
      title="Close this notice?"
      act="Close the notice"
      leave="Leave it open"
      required={props.open > 0}
      busy={props.busy}
      error={props.error}
      onAct={props.onClose}
      onCancel={props.onCancel}
    >
      {props.open > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(props.open, 'office has', 'offices have')} not answered. Say why it is closed
            all the same; your name and reason are logged.
          </p>
        </Note>
      ) : (
        <p>Every office has answered.</p>
      )}
    </ReasonDialog>
  )
}
