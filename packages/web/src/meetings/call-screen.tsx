import type { Group, Meeting } from '@tocsin/api'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { groupsQuery } from '../groups/data.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { othersIn } from '../ui/in-group.tsx'
import { itemsOf } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { CallForm } from './call-form.tsx'
import { meetingQuery, meetingsQuery, useCallMeeting } from './data.ts'
import { blankFields, fieldsAfter, toCall } from './fields.ts'

/** Calls members of a group to a meeting; to one that follows another where the address names that. */
export function CallMeetingScreen() {
  const { follows } = useSearch({ from: '/desk/meetings/new' })
  const groups = useQuery(groupsQuery)
  return (
    <Page
      title="Call a meeting"
      intro="Everybody who is called sees this and is sent a calendar file, if they want one. A body of government asks for nothing here: what it has to say it says as an item, of a type."
    >
      <Panel>
        <Loaded query={groups} what="groups">
          {({ items }) =>
            follows === undefined ? (
              <Call groups={items} />
            ) : (
              <NextCall groups={items} follows={follows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  )
}

function NextCall({ groups, follows }: { groups: readonly Group[]; follows: string }) {
  const query = useQuery(meetingQuery(follows))
  return (
    <Loaded query={query} what="the meeting before">
      {(meeting) => <Call groups={groups} after={meeting} />}
    </Loaded>
  )
}

function Call({ groups, after }: { groups: readonly Group[]; after?: Meeting }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const before = useInfiniteQuery(meetingsQuery)
  const own = session.member.id
  const [fields, setFields] = useState(() =>
    after
      ? fieldsAfter(after, othersIn(groups, after.group.id, own))
      : blankFields(Intl.DateTimeFormat().resolvedOptions().timeZone),
  )
  const call = useCallMeeting()
  const navigate = useNavigate()
  const { draft, missing } = toCall(fields)
  const known = itemsOf(before.data, (one) => one.id)
  const send = () => {
    if (!draft) return
    call.mutate(draft, {
      onSuccess: ({ id }) => void navigate({ to: '/meetings/$id', params: { id } }),
    })
  }
  return (
    <div className="stack">
      <CallForm
        fields={fields}
        groups={groups}
        before={after && !known.some(({ id }) => id === after.id) ? [after, ...known] : known}
        own={own}
        isChange={false}
        onChange={(part) => setFields((last) => ({ ...last, ...part }))}
      />
      <Fault error={call.error} />
      <div className="row">
        <BusyButton busy={call.isPending} missing={missing} onClick={send}>
          Call the meeting
        </BusyButton>
      </div>
    </div>
  )
}
