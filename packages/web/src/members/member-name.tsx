import type { MemberRef } from '@tocsin/api'
import { KIND_NAMES } from '../words/names.ts'

export function MemberName(props: { member: MemberRef }) {
  return (
    <>
      {props.member.name} <span className="soft small">{KIND_NAMES[props.member.kind]}</span>
    </>
  )
}
