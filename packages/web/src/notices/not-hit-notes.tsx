import type { MaybeHit, Notice, OfficeNotice } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { describeCounts } from '../coverage/coverage.ts'
import { Note } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'
import { toTextFor } from '../words/language.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { notHitSentence } from '../words/not-hit-words.ts'

const LISTED = 20

/** To an office: that its place is not known to be hit, in the words of the exchange. */
export function NotHitNote(props: { notice: OfficeNotice }) {
  const { language } = useSpeech()
  const sentence = notHitSentence(props.notice, language)
  return sentence === undefined ? null : (
    <Note>
      <p>{sentence}</p>
    </Note>
  )
}

/** To the sender: who was told that they are not known to be hit, counted apart from those that are, and what came up since. */
export function NotHitNotes(props: { notice: Notice; mayWrite: boolean }) {
  const { knownAt, notHitOf, toldNotHit = [], maybeHit = [], summary } = props.notice
  return (
    <>
      {knownAt ? (
        <Note>
          <p>
            Says that these places are not known to be hit, as of <When at={knownAt} />.{' '}
            {notHitOf ? (
              <>
                Who is hit has <OtherNotice notice={notHitOf} />. The offices below do not learn of
                it here.
              </>
            ) : null}
          </p>
        </Note>
      ) : null}
      {toldNotHit.map((one) => (
        <Note key={one.id}>
          <p>
            <strong>Told that they are not known to be hit</strong>, as of <When at={one.knownAt} />
            : <OtherNotice notice={one} /> to {countOf(one.offices, 'office')}, counted apart:{' '}
            {one.offices === one.corrected
              ? 'none without a correction'
              : describeCounts(one.counts)}
            {one.corrected > 0 ? `; ${one.corrected} corrected since` : ''}
          </p>
        </Note>
      ))}
      {maybeHit.length > 0 ? (
        <Changed id={summary.id} offices={maybeHit} mayWrite={props.mayWrite} />
      ) : null}
    </>
  )
}

function OtherNotice(props: { notice: NonNullable<Notice['notHitOf']> }) {
  const { language } = useSpeech()
  const { id } = props.notice
  return (
    <Link to="/notices/$id" params={{ id }}>
      {toTextFor(props.notice, language).text.subject}
    </Link>
  )
}

/** Offices of which something else came up since: a person reads it, and corrects what they were told where it says so. */
function Changed(props: { id: string; offices: readonly MaybeHit[]; mayWrite: boolean }) {
  const { offices, id } = props
  const more = offices.length - LISTED
  return (
    <Note tone="warn">
      <p>
        <strong>
          Something came up since at offices that were told they are not known to be hit.
        </strong>{' '}
        Read it. Where their place is hit after all, correct what they were told: the correction
        takes its place.
      </p>
      <ul>
        {offices.slice(0, LISTED).map((one) => (
          <li key={`${one.jurisdiction} ${one.role} ${one.why}`}>
            {one.place}, {OFFICE_ROLE_NAMES[one.role]}:{' '}
            {one.why === 'report' ? (
              <Link to="/reports">it reported something</Link>
            ) : (
              <Link to="/notices/$id" params={{ id: one.notice ?? id }}>
                you sent it another notice
              </Link>
            )}
            , <When at={one.at} />
            {props.mayWrite ? (
              <>
                {' '}
                ·{' '}
                <Link
                  to="/notices/$id/correct"
                  params={{ id }}
                  search={{ place: one.jurisdiction }}
                >
                  Correct what {one.place} was told
                </Link>
              </>
            ) : null}
          </li>
        ))}
        {more > 0 ? <li>and {more} more</li> : null}
      </ul>
    </Note>
  )
}
