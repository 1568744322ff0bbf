import type { NoticeDraft, previewNotice, ReplyOf } from '@tocsin/api'
import { useRef } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import type { usePreviewNotice } from './data.ts'
import { missingParts } from './notice-form.ts'
import { NoticePreview } from './notice-preview.tsx'
import { isRepeated, RepeatedNotice } from './repeated-notice.tsx'
import { SendLater } from './send-later.tsx'
import type { PickedOffice } from './targets.ts'
import { countOf } from '../words/count-of.ts'

/** Who would be told, and then the sending: nothing goes out that was not looked at as it is. */
export function SendPanel(props: {
  draft: NoticeDraft
  preview: ReturnType<typeof usePreviewNotice>
  send: { isPending: boolean; error: unknown; onSend: () => void; onAgain: () => void }
  later: { isPending: boolean; error: unknown; onSend: (digest: string, at: string) => void }
  onAddOwed: (offices: PickedOffice[]) => void
}) {
  const { draft, preview, send, later } = props
  const look = useRef<HTMLButtonElement>(null)
  const missing = missingParts(draft)
  const addOwed = (offices: PickedOffice[]) => {
    props.onAddOwed(offices)
    // The look they were offered in is gone; the next step is to look again.
    look.current?.focus()
  }
  return (
    <div className="stack">
      <Missing parts={missing} />
      <div>
        <BusyButton
          ref={look}
          variant={preview.data ? 'default' : 'filled'}
          disabled={missing.length > 0}
          busy={preview.isPending}
          onClick={() => preview.mutate(draft)}
        >
          See who would be told
        </BusyButton>
      </div>
      <Fault error={preview.error} />
      {preview.data ? (
        <>
          <NoticePreview
            preview={preview.data}
            main={Object.keys(draft.texts)[0] ?? ''}
            onAddOwed={addOwed}
          />
          <div>
            <BusyButton
              disabled={!preview.data.verdict.allow}
              busy={send.isPending}
              onClick={send.onSend}
            >
              Send to {countOf(preview.data.lines.length, 'office')}
            </BusyButton>
          </div>
          <Later preview={preview.data} later={later} />
        </>
      ) : null}
      {isRepeated(send.error) ? (
        <RepeatedNotice error={send.error} busy={send.isPending} onAgain={send.onAgain} />
      ) : (
        <Fault error={send.error} />
      )}
    </div>
  )
}

function Later(props: {
  preview: ReplyOf<typeof previewNotice>
  later: { isPending: boolean; error: unknown; onSend: (digest: string, at: string) => void }
}) {
  const { preview, later } = props
  return (
    <>
      <SendLater
        offices={preview.lines.length}
        disabled={!preview.verdict.allow}
        busy={later.isPending}
        onSend={(at) => later.onSend(preview.digest, at)}
      />
      <Fault error={later.error} />
    </>
  )
}

function Missing(props: { parts: string[] }) {
  if (props.parts.length === 0) return null
  return (
    <div className="soft">
      Still missing
      <ul className="missing">
        {props.parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  )
}
