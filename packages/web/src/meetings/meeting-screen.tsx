import { PURPOSE_NAMES, type Meeting, type Session } from '@tocsin/api'
import { Checkbox } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { AddToCase } from '../cases/add-to-case.tsx'
import { Loaded, Note, Tag } from '../ui/feedback.tsx'
import { PapMark, TlpMark, When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { AttendancePanel } from './attendance-panel.tsx'
import { CallerPanel } from './caller-panel.tsx'
import { MinutesPanel } from './minutes-panel.tsx'
import { ItemsPanel } from './items-panel.tsx'
import { BeforePanel, PromisesPanel } from './promises-panel.tsx'
import { meetingQuery, useMailChoice } from './data.ts'
import { STATE_NAMES, WAY_NAMES, whenWords } from './words.ts'

/** One meeting, live: others see at once what one of them states. */
export function MeetingScreen() {
  const { id } = useParams({ from: '/desk/meetings/$id' })
  const query = useQuery(meetingQuery(id))
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data } = query
  return (
    <Page
      title={data ? data.title : 'Meeting'}
      intro={
        data ? (
          <>
            <Tag tone={data.state === 'open' ? 'new' : 'plain'}>{STATE_NAMES[data.state]}</Tag>{' '}
            {whenWords(data)}, {WAY_NAMES[data.way]}
          </>
        ) : undefined
      }
      actions={
        <>
          <AddToCase kind="meeting" id={id} />
          <Link to="/meetings">All meetings</Link>
        </>
      }
    >
      <Loaded query={query} what="the meeting">
        {(meeting) => <Body meeting={meeting} session={session} />}
      </Loaded>
    </Page>
  )
}

function Body({ meeting, session }: { meeting: Meeting; session: Session }) {
  return (
    <div className="stack">
      {meeting.cancelReason ? (
        <Note tone="warn">
          <p>
            {meeting.endedByClock
              ? 'Cancelled by the clock of this exchange'
              : `Cancelled by ${meeting.caller.name}`}
            : {meeting.cancelReason}
          </p>
        </Note>
      ) : null}
      <CallerPanel meeting={meeting} session={session} />
      <BeforePanel meeting={meeting} session={session} />
      <AttendancePanel meeting={meeting} session={session} />
      <ItemsPanel meeting={meeting} session={session} />
      <PromisesPanel meeting={meeting} session={session} />
      <MinutesPanel meeting={meeting} session={session} />
      <AboutPanel meeting={meeting} />
    </div>
  )
}

function AboutPanel({ meeting }: { meeting: Meeting }) {
  const { follows } = meeting
  return (
    <Panel title="The call">
      <div className="stack">
        <Facts
          rows={[
            ['Called by', meeting.caller.name],
            ['Group', meeting.group.name],
            ['Purpose', PURPOSE_NAMES[meeting.purpose]],
            ['Basis', meeting.basis],
            [
              'Marking',
              <span key="marking" className="row">
                <TlpMark tlp={meeting.tlp} /> <PapMark pap={meeting.pap} />
              </span>,
            ],
            ['When', whenWords(meeting)],
            ['For you', <When key="at" at={meeting.startsAt} />],
            ['Where', `${WAY_NAMES[meeting.way]}: ${meeting.place}`],
            ...(meeting.openedAt
              ? [['Began', <When key="began" at={meeting.openedAt} />] as [string, React.ReactNode]]
              : []),
            ...(meeting.lapsesAt
              ? [
                  [
                    meeting.state === 'open' ? 'If nobody ends it' : 'If nobody begins it',
                    <span key="lapses">
                      the clock {meeting.state === 'open' ? 'ends' : 'cancels'} it on{' '}
                      <When at={meeting.lapsesAt} />
                    </span>,
                  ] as [string, React.ReactNode],
                ]
              : []),
            ...(follows
              ? [
                  [
                    'Follows',
                    <Link key="follows" to="/meetings/$id" params={{ id: follows.id }}>
                      {follows.title}
                    </Link>,
                  ] as [string, React.ReactNode],
                ]
              : []),
          ]}
        />
        <div>
          <h3>Agenda</h3>
          <ol>
            {meeting.agenda.map((line, i) => (
              <li key={`${i} ${line}`}>{line}</li>
            ))}
          </ol>
        </div>
        <MailChoice meeting={meeting} />
      </div>
    </Panel>
  )
}

/** Whether this person is sent calendar files; nobody else is told. */
function MailChoice({ meeting }: { meeting: Meeting }) {
  const choose = useMailChoice()
  return (
    <Checkbox
      label="Send me the calendar files of meetings by mail"
      description="Nobody else is told what you choose. A meeting that you hold a file of is still cancelled by mail."
      checked={choose.isPending ? choose.variables : meeting.mailsMe}
      onChange={(event) => choose.mutate(event.currentTarget.checked)}
    />
  )
}
