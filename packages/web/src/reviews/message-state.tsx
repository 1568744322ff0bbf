import type { MessageSummary } from '@tocsin/api'
import { MESSAGE_STATE_NAMES } from '../messages/words.ts'
import { Tag, type Tone } from '../ui/feedback.tsx'

const TONES: Record<MessageSummary['state'], Tone> = {
  submitted: 'new',
  returned: 'warn',
  approved: 'good',
  withdrawn: 'plain',
  'timed-out': 'bad',
}

export function MessageState(props: { state: MessageSummary['state'] }) {
  return <Tag tone={TONES[props.state]}>{MESSAGE_STATE_NAMES[props.state]}</Tag>
}
