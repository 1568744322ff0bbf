import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { groupsQuery } from '../groups/data.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { itemsOf } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { CallForm } from './call-form.tsx'
import { meetingsQuery, useCallMeeting } from './data.ts'
import { blankFields, toCall } from './fields.ts'

/** Calls members of a group to a meeting. */
export function CallMeetingScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const groups = useQuery(groupsQuery)
  const before = useInfiniteQuery(meetingsQuery)
  const [fields, setFields] = useState(() =>
    blankFields(Intl.DateTimeFormat().resolvedOptions().timeZone),
  )
  const call = useCallMeeting()
  const navigate = useNavigate()
  const { draft, missing } = toCall(fields)
  const send = () => {
    if (!draft) return
    call.mutate(draft, {
      onSuccess: ({ id }) => void navigate({ to: '/meetings/$id', params: { id } }),
    })
  }
  return (
    <Page
      title="Call a meeting"
      intro="Everybody who is called sees this and is sent a calendar file, if they want one. A body of government asks for nothing here: what it has to say it says as an item, of a type."
    >
      <Panel>
        <Loaded query={groups} what="groups">
          {({ items }) => (
            <div className="stack">
              <CallForm
                fields={fields}
                groups={items}
                before={itemsOf(before.data, (one) => one.id)}
                own={session.member.id}
                isChange={false}
                onChange={(part) => setFields((known) => ({ ...known, ...part }))}
              />
              <Fault error={call.error} />
              <div className="row">
                <BusyButton busy={call.isPending} missing={missing} onClick={send}>
                  Call the meeting
                </BusyButton>
              </div>
            </div>
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
