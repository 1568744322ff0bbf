import { PURPOSE_NAMES, type RegisterMeeting } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { registerMeetingQuery } from './data.ts'
import { Said } from './said.tsx'
import { describeReceivers } from './words.ts'

/** One meeting of bodies of government with platforms or campaigns, as everybody may read it. */
export function MeetingScreen() {
  const { id } = useParams({ from: '/register/meetings/$id' })
  const query = useQuery(registerMeetingQuery(id))
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title="Meeting in the register"
            actions={<Link to="/register">Public register</Link>}
          >
            <Loaded query={query} what="the meeting">
              {(meeting) => <Entry meeting={meeting} />}
            </Loaded>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Entry({ meeting }: { meeting: RegisterMeeting }) {
  return (
    <>
      {meeting.exercise ? <Note tone="warn">Made in an exercise.</Note> : null}
      <Panel title={`Meeting of ${meeting.bodies.join(', ')}`}>
        <Facts rows={factsOf(meeting)} />
      </Panel>
      <Panel title="Words of the bodies of government">
        {meeting.text === undefined ? (
          <p>
            Public from <When at={meeting.textFrom} />. What platforms and campaigns said is theirs,
            and does not stand here.
          </p>
        ) : (
          <pre className="json wrapped">{meeting.text}</pre>
        )}
      </Panel>
    </>
  )
}

function factsOf(meeting: RegisterMeeting): Parameters<typeof Facts>[0]['rows'] {
  return [
    ['Held', <When key="held" at={meeting.heldAt} seconds />],
    ['Minutes sealed', <When key="sealed" at={meeting.sealedAt} seconds />],
    ['Bodies of government', meeting.bodies.join(', ')],
    ['Kinds of the others', describeReceivers({ receivers: meeting.participants })],
    ['Purpose', PURPOSE_NAMES[meeting.purpose]],
    ['What those bodies said, by type', <Said key="said" said={meeting} />],
    [
      'Hash of the minutes (SHA-256)',
      <span key="hash" className="mono wrapped">
        {meeting.contentHash}
      </span>,
    ],
    [
      'Entry of the log',
      <Link key="log" to="/log">
        #{meeting.logIndex}
      </Link>,
    ],
  ]
}
