import type { Meeting, Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { groupsQuery } from '../groups/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { CallForm } from './call-form.tsx'
import { useCancelMeeting, useChangeMeeting, useOpenMeeting } from './data.ts'
import { fieldsOf, toCall } from './fields.ts'

type Props = { meeting: Meeting; session: Session }

/** What the member that called the meeting does with it before it begins. */
export function CallerPanel({ meeting, session }: Props) {
  const open = useOpenMeeting(meeting.id)
  const [doing, setDoing] = useState<'change' | 'cancel'>()
  const mayAct = meeting.isCaller && session.person.roles.includes('analyst')
  if (!mayAct || meeting.state !== 'called') return null
  return (
    <Panel title="Your organisation called this meeting">
      <div className="stack">
        <Fault error={open.error} />
        <div className="row">
          <BusyButton busy={open.isPending} onClick={() => open.mutate(meeting.version)}>
            The meeting begins
          </BusyButton>
          <Button variant="default" onClick={() => setDoing('change')}>
            Change it
          </Button>
          <Button variant="default" onClick={() => setDoing('cancel')}>
            Cancel it
          </Button>
        </div>
        {doing === 'change' ? (
          <ChangeForm meeting={meeting} session={session} onEnd={() => setDoing(undefined)} />
        ) : null}
        {doing === 'cancel' ? (
          <CancelDialog meeting={meeting} onEnd={() => setDoing(undefined)} />
        ) : null}
      </div>
    </Panel>
  )
}

function ChangeForm({ meeting, session, onEnd }: Props & { onEnd: () => void }) {
  const groups = useQuery(groupsQuery)
  const change = useChangeMeeting(meeting.id)
  const own = session.member.id
  // As it was when this opened: a colleague's change meanwhile is refused by the exchange, and not written over unseen.
  const [version] = useState(meeting.version)
  const [fields, setFields] = useState(() => fieldsOf(meeting, own))
  const { draft, missing } = toCall(fields)
  const send = () => {
    if (draft) change.mutate({ version, draft }, { onSuccess: onEnd })
  }
  return (
    <Loaded query={groups} what="groups">
      {({ items }) => (
        <div className="stack">
          <CallForm
            fields={fields}
            groups={items}
            before={[]}
            own={own}
            isChange
            onChange={(part) => setFields((known) => ({ ...known, ...part }))}
          />
          <Fault error={change.error} />
          <div className="row">
            <BusyButton busy={change.isPending} missing={missing} onClick={send}>
              Change it, and send the calendar file anew
            </BusyButton>
            <Button variant="default" onClick={onEnd}>
              Leave it
            </Button>
          </div>
        </div>
      )}
    </Loaded>
  )
}

function CancelDialog({ meeting, onEnd }: { meeting: Meeting; onEnd: () => void }) {
  const cancel = useCancelMeeting(meeting.id)
  return (
    <ReasonDialog
      title="Cancel this meeting"
      act="Cancel it"
      leave="Keep it"
      required
      busy={cancel.isPending}
      error={cancel.error}
      onAct={(reason) => cancel.mutate({ version: meeting.version, reason }, { onSuccess: onEnd })}
      onCancel={onEnd}
    >
      <p>
        Everybody who was called sees the reason. Whoever was sent a calendar file is sent the end
        of it.
      </p>
    </ReasonDialog>
  )
}
