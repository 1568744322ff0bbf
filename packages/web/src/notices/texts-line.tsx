import type { ChannelMessages } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

const NAMES = { sms: 'SMS', voice: 'Calls by a machine' } as const

/** How far messages to numbers are, and what that means: a network's word is of a telephone, never of a person. */
export function TextsLine(props: { texts: readonly ChannelMessages[] | undefined }) {
  const { texts = [] } = props
  if (texts.length === 0) return null
  return (
    <>
      {texts.map((one) => (
        <p key={one.channel} className="soft small">
          {describeTexts(one)}
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

/** In one sentence, with what no machine can say. */
function describeTexts(one: ChannelMessages): string {
  const { channel, queued, handedOver, delivered, failed, unknown, blocked } = one
  const parts = [
    `${handedOver + delivered} handed to a gateway`,
    ...(delivered > 0
      ? [`${delivered} of these delivered to a telephone, as the network says`]
      : []),
    ...(queued > 0 ? [`${queued} ${blocked ? 'that cannot be sent' : 'waiting to be sent'}`] : []),
    ...(failed > 0 ? [`${failed} refused, given up or not delivered`] : []),
    ...(unknown > 0
      ? [`${unknown} of which nobody knows whether a gateway took it, not sent again`]
      : []),
  ]
  return `${NAMES[channel]}: ${parts.join(', ')}. Whether anybody read it only an answer says.`
}
