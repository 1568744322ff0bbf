import { ApiError } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Note } from '../ui/feedback.tsx'

/** Whether a sending was refused because the same was sent a short while ago. */
export function isRepeated(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'conflict' && error.path === '/body/again'
}

/** Says which notice would be repeated, and sends it once more when that is meant. */
export function RepeatedNotice(props: { error: ApiError; busy: boolean; onAgain: () => void }) {
  return (
    <Note tone="warn" role="alert">
      <p>Nothing was sent: {props.error.message}.</p>
      <div>
        <BusyButton variant="default" busy={props.busy} onClick={props.onAgain}>
          Send it once more
        </BusyButton>
      </div>
    </Note>
  )
}
