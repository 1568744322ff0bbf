import type { NoticeSummary, OfficeNotice } from '@tocsin/api'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { ComingElections } from '../elections/coming.tsx'
import { sessionQuery } from '../session/data.ts'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { NoticeCards } from './notice-card.tsx'
import { OfficeAnswer } from './office-answer.tsx'
import { Page } from '../ui/page.tsx'
import { noticesQuery, officeNoticesQuery, useAnswerAsOffice } from './data.ts'

/** The desk of an office: each notice once, those made out to it with their answers first. */
export function OfficeNoticesScreen() {
  const { desk } = useSpeech()
  const own = useInfiniteQuery(officeNoticesQuery)
  const all = useInfiniteQuery(noticesQuery())
  const what = desk.notices.toLowerCase()
  const isOffice = useSuspenseQuery(sessionQuery).data?.member.kind === 'office'
  return (
    <Page title={desk.notices} intro={isOffice ? desk.noticesIntro : desk.noticesRead}>
      <ComingElections />
      <Loaded query={own} what={what}>
        {(data) => {
          const mine = itemsOf(data, (one) => one.targetId)
          return (
            <div className="stack">
              <Answers notices={mine} />
              <MoreButton query={own} />
              <Loaded query={all} what={what}>
                {(notices) => {
                  const others = itemsOf(notices, (one) => one.id).filter(
                    ({ id }) => !mine.some((one) => one.noticeId === id),
                  )
                  return (
                    <>
                      <Others
                        notices={others}
                        hasOwn={mine.length > 0}
                        nothing={isOffice ? desk.nothingTold : desk.nothingShared}
                        isWhole={!own.hasNextPage && !all.hasNextPage}
                      />
                      <MoreButton query={all} shown={others.length} />
                    </>
                  )
                }}
              </Loaded>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Answers(props: { notices: readonly OfficeNotice[] }) {
  const answer = useAnswerAsOffice()
  return props.notices.map((notice) => {
    const asked = answer.variables?.id === notice.targetId
    return (
      <OfficeAnswer
        key={notice.targetId}
        notice={notice}
        busy={asked && answer.isPending}
        error={asked ? answer.error : undefined}
        onAnswer={(body) => answer.mutate({ id: notice.targetId, body })}
      />
    )
  })
}

/** Notices that reached others of the same place, such as the state's office. */
function Others(props: {
  notices: readonly NoticeSummary[]
  hasOwn: boolean
  /** Says that there is none. */
  nothing: string
  isWhole: boolean
}) {
  const { desk } = useSpeech()
  const { notices, hasOwn } = props
  if (notices.length > 0) {
    return (
      <section>
        {hasOwn ? <h2>{desk.others}</h2> : null}
        <NoticeCards notices={notices} />
      </section>
    )
  }
  return hasOwn || !props.isWhole ? null : <Empty title={props.nothing}>{desk.liveScreen}</Empty>
}
