import type { NoticeKind } from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { NOT_HIT_WORDS } from '../words/not-hit-words.ts'

/** What kind of notice it is, where it is not the usual one, and whether it corrects one. */
export function KindTag(props: { kind: NoticeKind; isCorrection?: boolean }) {
  const { words, language } = useSpeech()
  const { kind, isCorrection } = props
  const correction = CORRECTION_WORDS[language]
  const names: Partial<Record<NoticeKind, string>> = {
    advisory: words.advisory,
    reachability: words.test,
    'all-clear': correction.allClear,
    'not-hit': NOT_HIT_WORDS[language].notHit,
  }
  const name = names[kind]
  return (
    <>
      {isCorrection && kind !== 'all-clear' ? <Tag tone="warn">{correction.correction}</Tag> : null}
      {name ? <Tag>{name}</Tag> : null}
    </>
  )
}
