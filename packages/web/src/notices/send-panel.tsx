import type { NoticeDraft, previewNotice, ReplyOf } from '@tocsin/api'
import { Fault } from '../ui/feedback.tsx'
import type { usePreviewNotice } from './data.ts'
import { missingParts } from './notice-form.ts'
import { NoticePreview } from './notice-preview.tsx'
import { isRepeated, RepeatedNotice } from './repeated-notice.tsx'
import { SendLater } from './send-later.tsx'
import type { PickedOffice } from './targets.ts'
import { useShown } from '../ui/use-shown.ts'

/** Who would be told and what became of sending; the acts themselves stand in the bar below. */
export function SendPanel(props: {
  draft: NoticeDraft
  preview: ReturnType<typeof usePreviewNotice>
  send: { isPending: boolean; error: unknown; onAgain: () => void }
  later: { isPending: boolean; error: unknown; onSend: (digest: string, at: string) => void }
  onAddOwed: (offices: PickedOffice[]) => void
}) {
  const { draft, preview, send, later } = props
  const shown = useShown<HTMLElement>(preview.data ?? preview.error ?? send.error)
  return (
    <section className="stack" ref={shown} tabIndex={-1} aria-label="What the look shows">
      <Missing parts={missingParts(draft)} />
      <Fault error={preview.error} />
      {preview.data ? (
        <>
          <NoticePreview
            preview={preview.data}
            main={Object.keys(draft.texts)[0] ?? ''}
            onAddOwed={props.onAddOwed}
          />
          <Later preview={preview.data} later={later} />
        </>
      ) : null}
      {isRepeated(send.error) ? (
        <RepeatedNotice error={send.error} busy={send.isPending} onAgain={send.onAgain} />
      ) : (
        <Fault error={send.error} />
      )}
    </section>
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
