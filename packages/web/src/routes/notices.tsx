import type { NoticeSummary } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Loaded, Tag } from '../components/feedback.tsx'
import { TlpMark, When } from '../components/marks.tsx'
import { Page } from '../components/page.tsx'
import { OfficeAnswer } from '../components/office-answers.tsx'
import { noticesQuery, officeNoticesQuery, useAnswerAsOffice } from '../data/notices.ts'
import { sessionQuery } from '../data/session.ts'
import { deskOf, whoOf } from '../lib/desk.ts'
import { STATE_NAMES, STATES, totalOf } from '../lib/names.ts'

export function NoticesScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useQuery(noticesQuery)
  const isOffice = deskOf(whoOf(session)) === 'office'
  const mayWrite = session.person.roles.includes('analyst') && !isOffice
  return (
    <Page
      title="Notices"
      intro={
        isOffice
          ? 'What your office was told. Answer here, or by the link in the mail.'
          : 'Who was told, who understood, who acted, and where nobody has answered.'
      }
      actions={
        mayWrite ? (
          <Link to="/notices/new" className="button-link">
            Write a notice
          </Link>
        ) : null
      }
    >
      {isOffice ? <OwnOffice /> : null}
      <Loaded query={query} what="notices">
        {(data) =>
          data.items.length === 0 ? (
            <Empty
              title={isOffice ? 'Your office was told nothing so far' : 'No notice was sent yet'}
            >
              This screen is live: new ones appear by themselves.
            </Empty>
          ) : (
            <ul className="cards">
              {data.items.map((notice) => (
                <li key={notice.id}>
                  <NoticeCard notice={notice} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

/** What this office still has to answer, and what it has. */
function OwnOffice() {
  const query = useQuery(officeNoticesQuery)
  const answer = useAnswerAsOffice()
  return (
    <Loaded query={query} what="notices to your office">
      {(data) => (
        <div className="stack">
          {data.items.map((notice) => {
            const mine = answer.variables?.id === notice.targetId
            return (
              <OfficeAnswer
                key={notice.targetId}
                notice={notice}
                busy={mine && answer.isPending}
                error={mine ? answer.error : undefined}
                onAnswer={(body) => answer.mutate({ id: notice.targetId, body })}
              />
            )
          })}
        </div>
      )}
    </Loaded>
  )
}

function NoticeCard(props: { notice: NoticeSummary }) {
  const { notice } = props
  const total = totalOf(notice.counts)
  return (
    <Link to="/notices/$id" params={{ id: notice.id }} className="card">
      <span className="row">
        <TlpMark tlp={notice.tlp} />
        {notice.kind === 'advisory' ? <Tag>General advisory</Tag> : null}
        {notice.closedAt ? <Tag>Closed</Tag> : null}
      </span>
      <h2>{notice.subject}</h2>
      <p className="soft small">
        {notice.from.name} · <When at={notice.sentAt} /> · {total}{' '}
        {total === 1 ? 'office' : 'offices'}
      </p>
      <StateBar counts={notice.counts} />
    </Link>
  )
}

function StateBar(props: { counts: NoticeSummary['counts'] }) {
  const shown = STATES.filter((state) => props.counts[state] > 0)
  return (
    <ul className="counts small">
      {shown.map((state) => (
        <li key={state}>
          <span className="swatch" data-state={state} aria-hidden="true" />
          <strong>{props.counts[state]}</strong> {STATE_NAMES[state]}
        </li>
      ))}
    </ul>
  )
}
