import type { Notice } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { CloseNoticeDialog } from '../components/close-notice.tsx'
import { Download } from '../components/download.tsx'
import { Loaded, Note, Tag } from '../components/feedback.tsx'
import { TlpMark, When } from '../components/marks.tsx'
import { NoticeWords } from '../components/notice-words.tsx'
import { Page, Panel } from '../components/page.tsx'
import { noticeQuery, useCloseNotice } from '../data/notices.ts'
import { sessionQuery } from '../data/session.ts'
import { fetchReceipt } from '../data/sharing.ts'
import { CoverageView } from './notices.$id.coverage.tsx'

export function NoticeScreen() {
  const { id } = useParams({ from: '/desk/notices/$id' })
  const { data: session } = useSuspenseQuery(sessionQuery)
  const notice = useQuery(noticeQuery(id))
  return (
    <Page
      title={notice.data?.summary.subject ?? 'Notice'}
      actions={notice.data ? <Actions notice={notice.data} /> : null}
    >
      <Loaded query={notice} what="the notice">
        {(one) => (
          <Body
            notice={one}
            plain={session.member.kind === 'county-office'}
            mayWrite={session.person.roles.includes('analyst')}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Actions(props: { notice: Notice }) {
  const { summary } = props.notice
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [asking, setAsking] = useState(false)
  const close = useCloseNotice(summary.id)
  const { counts } = summary
  const mine = summary.from.id === session.member.id && session.person.roles.includes('analyst')
  return (
    <>
      <Download
        label="Save the receipt"
        name={`notice-${summary.logIndex}.tlog-proof`}
        load={() => fetchReceipt(summary.logIndex)}
      />
      {mine && !summary.closedAt ? (
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          Close
        </Button>
      ) : null}
      {asking ? (
        <CloseNoticeDialog
          open={counts.waiting + counts.told + counts.overdue + counts.unreachable}
          busy={close.isPending}
          error={close.error}
          onClose={(reason) => close.mutate(reason, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

function Body(props: { notice: Notice; plain: boolean; mayWrite: boolean }) {
  const { notice } = props
  const { summary } = notice
  const words = (
    <Panel title="What was said">
      <NoticeWords text={notice.en} lang="en" />
      {notice.es ? (
        <details>
          <summary>En español</summary>
          <NoticeWords text={notice.es} lang="es" />
        </details>
      ) : null}
    </Panel>
  )
  return (
    <div className="stack">
      <p className="row">
        <TlpMark tlp={summary.tlp} />
        {summary.kind === 'advisory' ? <Tag>General advisory</Tag> : null}
        <span>
          {summary.from.name} · <When at={summary.sentAt} /> · answer within {notice.answerWithin}{' '}
          min
        </span>
      </p>
      {summary.closedAt ? (
        <Note>
          <p>
            <strong>Closed</strong> <When at={summary.closedAt} />. {notice.closeReason}
          </p>
        </Note>
      ) : null}
      {props.plain ? words : null}
      <CoverageView notice={notice} plain={props.plain} mayWrite={props.mayWrite} />
      {props.plain ? null : words}
    </div>
  )
}
