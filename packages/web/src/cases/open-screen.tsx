import type { Group, Purpose, Session } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { GroupAndPurpose, MembersField, othersIn } from '../ui/in-group.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { roomsQuery, useOpenCase } from './data.ts'

/** Opens a case with members of a group. */
export function OpenCaseScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const groups = useQuery(roomsQuery)
  return (
    <Page
      title="Open a case"
      intro="Whom you invite sees the title and who else was invited, and of what is put in what it could see anyway. You lead the case, and invite others later one by one."
    >
      <Panel>
        <Loaded query={groups} what="groups">
          {({ items }) => <OpenForm groups={items} session={session} />}
        </Loaded>
      </Panel>
    </Page>
  )
}

function OpenForm({ groups, session }: { groups: readonly Group[]; session: Session }) {
  const [groupId, setGroup] = useState('')
  const [purpose, setPurpose] = useState<Purpose | ''>('')
  const [title, setTitle] = useState('')
  const [invited, setInvited] = useState<string[]>([])
  const open = useOpenCase()
  const navigate = useNavigate()
  const isGovernment = ['agency', 'office'].includes(session.member.kind)
  const send = () => {
    if (purpose === '') return
    const named = title.trim() === '' ? {} : { title: title.trim() }
    open.mutate(
      { groupId, purpose, invited, ...named },
      { onSuccess: ({ id }) => void navigate({ to: '/cases/$id', params: { id } }) },
    )
  }
  return (
    <div className="stack">
      <div className="fields">
        <GroupAndPurpose
          groups={groups}
          groupId={groupId}
          purpose={purpose}
          onGroup={(id) => {
            setGroup(id)
            setPurpose('')
            setInvited([])
          }}
          onPurpose={setPurpose}
        />
      </div>
      {isGovernment ? <NoTitle /> : null}
      <TextInput
        label="Title"
        description="Read by whoever is invited. Without one the exchange names the case by its day."
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <MembersField
        label="Whom you invite"
        others={othersIn(groups, groupId, session.member.id)}
        chosen={invited}
        onChange={setInvited}
      />
      <Fault error={open.error} />
      <div className="row">
        <BusyButton
          busy={open.isPending}
          missing={[groupId === '' && 'a group', purpose === '' && 'a purpose']}
          onClick={send}
        >
          Open the case
        </BusyButton>
      </div>
    </div>
  )
}

function NoTitle() {
  return (
    <Note>
      <p>
        Where you invite a platform or campaign, leave the title out: the exchange names the case by
        its day, and what you tell them goes in as a release that passed the gate.
      </p>
    </Note>
  )
}
