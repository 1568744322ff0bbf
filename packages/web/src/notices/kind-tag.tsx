import type { NoticeKind } from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'

/** What kind of notice it is, where it is not the usual one. */
export function KindTag(props: { kind: NoticeKind }) {
  const { words } = useSpeech()
  if (props.kind === 'notice') return null
  return <Tag>{props.kind === 'advisory' ? words.advisory : words.test}</Tag>
}
