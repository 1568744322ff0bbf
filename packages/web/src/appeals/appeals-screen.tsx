import { APPEAL_ANSWERS, type Appeal } from '@tocsin/api'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { appealsQuery, useAnswerAppeal, useWithdrawAppeal } from './data.ts'
import { ANSWER_ACTS, ANSWER_NAMES, BEHALF_NAMES } from './words.ts'

/** Appeals that one's organisation brought, or that are about something it has. */
export function AppealsScreen() {
  const query = useInfiniteQuery(appealsQuery)
  const { data: session } = useSuspenseQuery(sessionQuery)
  const acts = session.person.roles.includes('analyst')
  return (
    <Page
      title="Appeals"
      intro="Against what was shared: an appeal reaches every holder once, and each answers for itself. It is brought on the page of a release. Analysts of a holder are mailed that one waits, and whoever brought one is mailed of answers once their day (UTC) is over, where this exchange sends mail."
    >
      <Panel>
        <Loaded query={query} what="appeals">
          {(data) => {
            const appeals = itemsOf(data, (one) => one.id)
            return appeals.length === 0 ? (
              <Empty title="No appeal is about what you have" />
            ) : (
              <ul className="plain-list stack">
                {appeals.map((one) => (
                  <li key={one.id}>
                    <Shown one={one} acts={acts} />
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}

function Shown({ one, acts }: { one: Appeal; acts: boolean }) {
  const { own, by, behalf, day, words, stixIds, withdrawn, releases } = one
  return (
    <article className="stack">
      <div>
        <strong>{own ? 'You' : by.name}</strong>, {BEHALF_NAMES[behalf]}, {day}{' '}
        {withdrawn ? <Tag>withdrawn</Tag> : null}
      </div>
      <p className="prose">{words}</p>
      <details>
        <summary>
          {own ? 'About ' : 'About what you have: '}
          {countOf(stixIds.length, 'thing')}
        </summary>
        <ul className="small">
          {stixIds.map((id) => (
            <li key={id} className="mono wrapped">
              {id}
            </li>
          ))}
        </ul>
      </details>
      <ul className="plain-list small">
        {releases.map(({ id, title, sent }) => (
          <li key={id}>
            {sent ? 'Released by you: ' : 'Given to you: '}
            <Link to="/releases/$id" params={{ id }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
      {own ? <Answers one={one} acts={acts} /> : <Answering one={one} acts={acts} />}
    </article>
  )
}

/** What holders chose to answer; how many there are beside is not known to whoever brought it. */
function Answers({ one, acts }: { one: Appeal; acts: boolean }) {
  const withdraw = useWithdrawAppeal(one.id)
  return (
    <>
      <p className="soft small">
        {one.governmentToo
          ? 'Bodies of government that have it were told too.'
          : 'No body of government was told.'}{' '}
        Who else was, and how many, you are not told.
      </p>
      <ul className="plain-list">
        {(one.answers ?? []).map(({ member, answer, day }) => (
          <li key={member.id}>
            <strong>{member.name}</strong> {ANSWER_NAMES[answer]}, {day}
          </li>
        ))}
      </ul>
      <Fault error={withdraw.error} />
      {acts && !one.withdrawn ? (
        <div className="row">
          <BusyButton
            variant="default"
            size="xs"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined)}
          >
            Withdraw the appeal
          </BusyButton>
        </div>
      ) : null}
    </>
  )
}

function Answering({ one, acts }: { one: Appeal; acts: boolean }) {
  const answer = useAnswerAppeal(one.id)
  return (
    <>
      <p className="soft small">
        {one.answer === undefined
          ? 'You have not answered, which nobody is told.'
          : `You answered: ${ANSWER_ACTS[one.answer]}.`}{' '}
        An answer goes to {one.by.name} alone, which learns by it that you have this. To take a
        release of yours back, open it.
      </p>
      <Mailed mails={one.mails} />
      <Fault error={answer.error} />
      {acts && !one.withdrawn ? (
        <div className="row">
          {APPEAL_ANSWERS.filter((how) => how !== one.answer).map((how) => (
            <BusyButton
              key={how}
              variant="default"
              size="xs"
              busy={answer.isPending}
              onClick={() => answer.mutate(how)}
            >
              {ANSWER_ACTS[how]}
            </BusyButton>
          ))}
        </div>
      ) : null}
    </>
  )
}

/** That a mail server took a mail says not that anybody read it. */
function Mailed({ mails }: { mails: Appeal['mails'] }) {
  if (!mails) return <p className="soft small">No mail to you tells of it.</p>
  const { handedOver, waiting, failed } = mails
  return (
    <p className="soft small">
      {countOf(handedOver, 'mail')} to your analysts handed over to the mail server since it was
      brought
      {waiting > 0 ? `, ${waiting} waiting to be` : ''}
      {failed > 0 ? `, ${failed} failed` : ''}. Whether any was read is not known.
    </p>
  )
}
