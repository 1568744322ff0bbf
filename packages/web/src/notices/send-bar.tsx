import type { ReactNode, RefObject } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { countOf } from '../words/count-of.ts'

const PARTS_NAMED = 2

type Preview = { verdict: { allow: boolean }; lines: readonly unknown[] }

/** What comes next with what is written, always in sight below it: to look at who would be told, then to send what was looked at. */
export function SendBar(props: {
  missing: readonly string[]
  preview: { data?: Preview | undefined; isPending: boolean }
  isSending: boolean
  onLook: () => void
  onSend: () => void
  /** What sending to those who would be told is called. */
  sendLabel: (offices: string) => string
  lookRef?: RefObject<HTMLButtonElement | null>
}) {
  const { missing, preview, isSending, lookRef } = props
  const { data } = preview
  return (
    <section className="send-bar" aria-label="Look, then send">
      <p className="soft small">
        <Standing missing={missing} data={data} />
      </p>
      <div className="row">
        <BusyButton
          {...(lookRef ? { ref: lookRef } : {})}
          variant={data ? 'default' : 'filled'}
          disabled={missing.length > 0}
          busy={preview.isPending}
          onClick={props.onLook}
        >
          See who would be told
        </BusyButton>
        {data ? (
          <BusyButton
            disabled={!data.verdict.allow || data.lines.length === 0}
            busy={isSending}
            onClick={props.onSend}
          >
            {props.sendLabel(countOf(data.lines.length, 'office'))}
          </BusyButton>
        ) : null}
      </div>
    </section>
  )
}

function Standing(props: { missing: readonly string[]; data: Preview | undefined }): ReactNode {
  const { missing, data } = props
  if (missing.length > 0) {
    const more = missing.length - PARTS_NAMED
    return `Still missing: ${missing.slice(0, PARTS_NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`
  }
  if (!data) return 'Nothing is sent before you have looked.'
  if (!data.verdict.allow) return 'The rules refuse it; why stands above.'
  if (data.lines.length === 0) return 'Nobody would be told.'
  return 'Not sent yet. Who would be told, and what they get, stands above.'
}
