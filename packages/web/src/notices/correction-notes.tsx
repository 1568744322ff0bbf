import type { Notice, NoticeKind, OfficeVersion } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Note } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { CORRECTION_WORDS, type CorrectionWords } from '../words/correction-words.ts'
import { countOf } from '../words/count-of.ts'
import { toTextFor } from '../words/language.ts'
import { NoticeWords } from './notice-text.tsx'

/** Where a notice stands in a line of corrections, said before anything else, with the way to the others. */
export function CorrectionNotes(props: { notice: Notice }) {
  const { corrects, corrections = [], summary } = props.notice
  const { language } = useSpeech()
  const words = CORRECTION_WORDS[language]
  return (
    <>
      {corrections.map((one) => (
        <Note key={one.id} tone="warn">
          <p>
            <strong>{saysInstead(one.kind, words)}</strong>{' '}
            <Link to="/notices/$id" params={{ id: one.id }}>
              {toTextFor(one, language).text.subject}
            </Link>{' '}
            · <When at={one.sentAt} /> · {countOf(one.offices, 'office')}
          </p>
        </Note>
      ))}
      {corrects ? (
        <Note>
          <p>
            <strong>{isAbout(summary.kind, words)}</strong>{' '}
            <Link to="/notices/$id" params={{ id: corrects.id }}>
              {toTextFor(corrects, language).text.subject}
            </Link>{' '}
            · <When at={corrects.sentAt} />
          </p>
        </Note>
      ) : null}
    </>
  )
}

/** The same for an office, which is shown the words that hold at once. */
export function OfficeCorrectionNotes(props: {
  kind: NoticeKind
  corrects: OfficeVersion | undefined
  correctedBy: OfficeVersion | undefined
}) {
  const { kind, corrects, correctedBy } = props
  const { language } = useSpeech()
  const words = CORRECTION_WORDS[language]
  return (
    <>
      {correctedBy ? (
        <Note tone="warn">
          <p>
            <strong>{saysInstead(correctedBy.kind, words)}</strong>{' '}
            {toTextFor(correctedBy, language).text.subject} · <When at={correctedBy.sentAt} />
          </p>
          <NoticeWords {...toTextFor(correctedBy, language)} />
        </Note>
      ) : null}
      {corrects ? (
        <Note>
          <p>
            <strong>{isAbout(kind, words)}</strong> {toTextFor(corrects, language).text.subject} ·{' '}
            <When at={corrects.sentAt} />
          </p>
        </Note>
      ) : null}
    </>
  )
}

/** What was sent in the place of a notice. */
function saysInstead(kind: NoticeKind, words: CorrectionWords): string {
  return kind === 'all-clear' ? words.clearedBy : words.correctedBy
}

function isAbout(kind: NoticeKind, words: CorrectionWords): string {
  return kind === 'all-clear' ? words.clears : words.corrects
}
