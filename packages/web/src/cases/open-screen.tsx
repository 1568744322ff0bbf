import type { Group, MemberRef, Purpose, Session } from '@tocsin/api'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { KIND_NAMES, PURPOSE_NAMES } from '../words/names.ts'
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
  const group = groups.find(({ id }) => id === groupId)
  const others = (group?.members ?? []).filter(({ id }) => id !== session.member.id)
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
      <Frame
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
      {isGovernment ? <NoTitle /> : null}
      <TextInput
        label="Title"
        description="Read by whoever is invited. Without one the exchange names the case by its day."
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Invited others={others} invited={invited} onChange={setInvited} />
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

type FrameProps = {
  groups: readonly Group[]
  groupId: string
  purpose: Purpose | ''
  onGroup: (id: string) => void
  onPurpose: (purpose: Purpose | '') => void
}

function Frame({ groups, groupId, purpose, onGroup, onPurpose }: FrameProps) {
  const purposes = groups.find(({ id }) => id === groupId)?.purposes ?? []
  return (
    <div className="fields">
      <NativeSelect
        label="Group"
        required
        value={groupId}
        onChange={(event) => onGroup(event.currentTarget.value)}
        data={[
          { value: '', label: 'choose' },
          ...groups.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Purpose"
        required
        value={purpose}
        onChange={(event) => onPurpose(event.currentTarget.value as Purpose | '')}
        data={[
          { value: '', label: 'choose' },
          ...purposes.map((value) => ({ value, label: PURPOSE_NAMES[value] })),
        ]}
      />
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

type InvitedProps = {
  others: readonly MemberRef[]
  invited: string[]
  onChange: (invited: string[]) => void
}

function Invited({ others, invited, onChange }: InvitedProps) {
  if (others.length === 0) return null
  return (
    <Checkbox.Group label="Whom you invite" value={invited} onChange={onChange}>
      <div className="row">
        {others.map(({ id, name, kind }) => (
          <Checkbox key={id} value={id} label={`${name} (${KIND_NAMES[kind]})`} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
