import type { Pap, Tlp } from '@tocsin/api'
import { toLocalTime } from '../words/time.ts'
import { papLabel, tlpLabel } from '../words/tlp.ts'
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
