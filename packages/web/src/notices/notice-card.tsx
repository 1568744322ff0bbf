import type { NoticeSummary } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { NEWS_WORDS } from '../news/words.ts'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { STATES, totalOf } from '../words/names.ts'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { KindTag } from './kind-tag.tsx'
import { TlpMark, When } from '../ui/marks.tsx'

/** Notices in short, each with how far its offices are. */
export function NoticeCards(props: { notices: readonly NoticeSummary[] }) {
  return (
    <ul className="cards">
      {props.notices.map((notice) => (
        <li key={notice.id}>
          <NoticeCard notice={notice} />
        </li>
      ))}
    </ul>
  )
}

function NoticeCard(props: { notice: NoticeSummary }) {
  const { notice } = props
  const { desk, language } = useSpeech()
  const total = totalOf(notice.counts)
  return (
    <Link to="/notices/$id" params={{ id: notice.id }} className="card">
      <span className="row">
        <TlpMark tlp={notice.tlp} />
        <KindTag kind={notice.kind} isCorrection={notice.corrects !== undefined} />
        {notice.corrected ? <Tag tone="warn">{CORRECTION_WORDS[language].corrected}</Tag> : null}
        {notice.questions ? (
          <Tag tone="warn">{NEWS_WORDS[language].kinds.question(notice.questions)}</Tag>
        ) : null}
        {notice.closedAt ? <Tag>{desk.closed}</Tag> : null}
      </span>
      <h2>{notice.subject}</h2>
      <p className="soft small">
        {notice.from.name} · <When at={notice.sentAt} /> · {total}{' '}
        {total === 1 ? desk.office : desk.offices.toLowerCase()}
      </p>
      <StateBar counts={notice.counts} />
      {notice.mail?.blocked ? (
        <p>
          <Tag tone="bad">{desk.notMailed}</Tag>
        </p>
      ) : null}
    </Link>
  )
}

function StateBar(props: { counts: NoticeSummary['counts'] }) {
  const { desk } = useSpeech()
  const shown = STATES.filter((state) => props.counts[state] > 0)
  return (
    <ul className="counts small">
      {shown.map((state) => (
        <li key={state}>
          <span className="swatch" data-state={state} aria-hidden="true" />
          <strong>{props.counts[state]}</strong> {desk.states[state]}
        </li>
      ))}
    </ul>
  )
}
