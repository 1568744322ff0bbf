import type { MemberRef, Pap, TargetState, Tlp } from '@tocsin/api'
import { KIND_NAMES } from '../lib/names.ts'
import { toLocalTime } from '../lib/time.ts'
import { papLabel, tlpLabel } from '../lib/tlp.ts'
import { useSpeech } from './language.tsx'

export function TlpMark(props: { tlp: Tlp }) {
  return (
    <span className="tlp" data-tlp={props.tlp}>
      {tlpLabel(props.tlp)}
    </span>
  )
}

export function PapMark(props: { pap: Pap }) {
  return (
    <span className="tlp" data-tlp={props.pap}>
      {papLabel(props.pap)}
    </span>
  )
}

export function When(props: { at: string | undefined; seconds?: boolean }) {
  const { language } = useSpeech()
  if (!props.at) return <span className="soft">–</span>
  return (
    <time dateTime={props.at} title={props.at}>
      {toLocalTime(props.at, props.seconds, language)}
    </time>
  )
}

export function MemberName(props: { member: MemberRef }) {
  return (
    <>
      {props.member.name} <span className="soft small">{KIND_NAMES[props.member.kind]}</span>
    </>
  )
}

/** The id of a rule, whole on one line. */
export function RuleName(props: { rule: string }) {
  return <span className="mono code">{props.rule}</span>
}

export function StateMark(props: { state: TargetState }) {
  const { desk } = useSpeech()
  return (
    <span className="state">
      <span className="swatch" data-state={props.state} aria-hidden="true" />
      {desk.states[props.state]}
    </span>
  )
}
