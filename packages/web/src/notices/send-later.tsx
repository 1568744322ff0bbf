import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'

/** Lets what was looked at leave at an instant. */
export function SendLater(props: {
  offices: number
  disabled: boolean
  busy: boolean
  onSend: (at: string) => void
}) {
  const [written, setWritten] = useState('')
  const at = toInstant(written)
  return (
    <details className="small">
      <summary>Send it later</summary>
      <div className="stack">
        <TextInput
          label="When"
          description="By the clock of this device; within 30 days"
          type="datetime-local"
          size="xs"
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        <p className="soft">
          Until then it can be stopped under Notices. It is judged again at that instant; if other
          contacts are on file then, it goes to nobody, and says so.
        </p>
        <div>
          <BusyButton
            size="xs"
            variant="default"
            disabled={props.disabled || at === undefined}
            busy={props.busy}
            onClick={() => at && props.onSend(at)}
          >
            <span>
              Send to {countOf(props.offices, 'office')} {at ? <When at={at} /> : 'then'}
            </span>
          </BusyButton>
        </div>
      </div>
    </details>
  )
}

function toInstant(written: string): string | undefined {
  const at = new Date(written)
  return written === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
