import type { ChannelMessages } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'
import { textWords } from '../words/text-states.ts'

/** How far messages to numbers are, and what that means: a network's word is of a telephone, never of a person. */
export function TextsLine(props: { texts: readonly ChannelMessages[] | undefined }) {
  const { texts = [] } = props
  if (texts.length === 0) return null
  return (
    <>
      {texts.map((one) => (
        <p key={one.channel} className="soft small">
          {textWords(one)}. Whether anybody read it only an answer says.
        </p>
      ))}
    </>
  )
}

/** The reason why messages to numbers stay here, and who must act. */
export function TextsBlocked(props: { texts: readonly ChannelMessages[] | undefined }) {
  const blocked = (props.texts ?? []).filter((one) => one.blocked !== undefined)
  if (blocked.length === 0) return null
  return (
    <Note tone="bad">
      {blocked.map((one) => (
        <p key={one.channel}>
          <strong>
            {one.channel === 'sms'
              ? `${one.queued} SMS ${one.queued === 1 ? 'waits' : 'wait'}`
              : countOf(one.queued, 'call by a machine waits', 'calls by a machine wait')}
            .
          </strong>{' '}
          {one.blocked}
        </p>
      ))}
    </Note>
  )
}
