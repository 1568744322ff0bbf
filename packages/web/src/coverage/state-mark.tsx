import type { TargetState } from '@tocsin/api'
import { useSpeech } from '../ui/language.tsx'

export function StateMark(props: { state: TargetState }) {
  const { desk } = useSpeech()
  return (
    <span className="state">
      <span className="swatch" data-state={props.state} aria-hidden="true" />
      {desk.states[props.state]}
    </span>
  )
}
