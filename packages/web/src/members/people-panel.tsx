import type { Member, Person, Role } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { sessionQuery } from '../session/data.ts'
import { peopleQuery, useInvitePerson, useSetPersonActive } from './data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Said, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { Invited } from './invited.tsx'
import { dayAfter } from '../words/time.ts'
import { namesOf } from './role-change.ts'
import { EndButton, LaterEnd, type Settled } from './end-button.tsx'
import { RolesButton } from './roles-button.tsx'
import { RolesField } from './roles-field.tsx'
import { SuspendButton } from './suspend-button.tsx'

/** The people of a member with their roles, and an invitation for one more. */
export function PeoplePanel(props: { member: Member }) {
  const { member } = props
  const query = useQuery(peopleQuery(member.id))
  const setActive = useSetPersonActive()
  const [changed, setChanged] = useState<Person>()
  const [settled, setSettled] = useState<Settled>()
  return (
    <Panel title={`People of ${member.name}`}>
      <div className="stack">
        <Fault error={setActive.error} />
        {changed ? (
          <Said>
            {changed.name} has these roles now: {namesOf(changed.roles)}.
          </Said>
        ) : null}
        {settled ? <EndSettled settled={settled} /> : null}
        <Loaded query={query} what="people">
          {(data) => (
            <PeopleTable
              people={data.items}
              onActive={(person) => setActive.mutate({ id: person.id, active: !person.active })}
              onChanged={setChanged}
              onSettled={setSettled}
            />
          )}
        </Loaded>
        <Invite member={member} />
      </div>
    </Panel>
  )
}

function PeopleTable(props: {
  people: Person[]
  onActive: (person: Person) => void
  onChanged: (person: Person) => void
  onSettled: (settled: Settled) => void
}) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const columns: Column<Person>[] = [
    { key: 'name', head: 'Name or title', cell: (one) => one.name, sort: (one) => one.name },
    { key: 'email', head: 'E-mail', cell: (one) => one.email, sort: (one) => one.email },
    {
      key: 'roles',
      head: 'Roles',
      cell: (one) => namesOf(one.roles),
    },
    {
      key: 'active',
      head: 'State',
      cell: (one) => (
        <>
          <Tag tone={one.active ? 'good' : 'bad'}>{one.active ? 'Active' : 'Suspended'}</Tag>
          {one.invitation ? <InvitationMark state={one.invitation.state} /> : null}
          {one.endsAt ? (
            <div className="small">
              Let in until <When at={one.endsAt} />
            </div>
          ) : null}
          <LaterEnd person={one} own={session.person.id} onSettled={props.onSettled} />
        </>
      ),
      sort: (one) => Number(one.active),
    },
    {
      key: 'act',
      head: 'Act',
      cell: (one) => (
        <span className="row">
          <RolesButton person={one} onChanged={props.onChanged} />
          {one.endsAt ? <EndButton person={one} end={one.endsAt} /> : null}
          <SuspendButton name={one.name} active={one.active} onPress={() => props.onActive(one)} />
        </span>
      ),
    },
  ]
  return (
    <DataTable
      caption="People"
      columns={columns}
      rows={props.people}
      rowKey={(one) => one.id}
      order="name"
      empty={<Empty title="Nobody yet" />}
    />
  )
}

/** The buttons that settled it are gone: whoever pressed one hears what it came to. */
function EndSettled({ settled: { name, endsAt, as } }: { settled: Settled }) {
  const when = <When at={endsAt} />
  return (
    <Said takesFocus>
      {as === 'adopted' ? (
        <>
          {name} is let in until {when} now. That is on record with your name.
        </>
      ) : (
        <>
          The later end of {name}, {when}, is {as === 'declined' ? 'declined' : 'taken back'}: what
          stood before stands.
        </>
      )}
    </Said>
  )
}

const INVITATION_NAMES = {
  queued: 'Invitation waits to be mailed',
  'handed-over': 'Invitation handed to a mail server',
  failed: 'Invitation failed',
  'not-mailed': 'Invitation not mailed',
} as const

function InvitationMark(props: { state: keyof typeof INVITATION_NAMES }) {
  const isStuck = props.state === 'failed' || props.state === 'not-mailed'
  return <Tag tone={isStuck ? 'bad' : 'plain'}>{INVITATION_NAMES[props.state]}</Tag>
}

function Invite(props: { member: Member }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<Role[]>([])
  const [lastDay, setLastDay] = useState('')
  const invite = useInvitePerson(props.member.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const end = lastDay ? { endsAt: dayAfter(lastDay) } : {}
    const onSuccess = () => {
      setName('')
      setEmail('')
    }
    invite.mutate({ name: name.trim(), email: email.trim(), roles, ...end }, { onSuccess })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <h3>Invite somebody</h3>
      <div className="fields">
        <TextInput
          label="Name or title"
          required
          maxLength={300}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          type="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <RolesField value={roles} onChange={setRoles} />
      <LastDay value={lastDay} audits={roles.includes('auditor')} onChange={setLastDay} />
      <Fault error={invite.error} />
      {invite.isSuccess ? <Invited person={invite.data} /> : null}
      <div className="row">
        <BusyButton
          type="submit"
          busy={invite.isPending}
          missing={[
            !name.trim() && 'a name or title',
            !email.trim() && 'an address',
            roles.length === 0 && 'a role',
          ]}
        >
          Invite
        </BusyButton>
      </div>
    </form>
  )
}

function LastDay(props: { value: string; audits: boolean; onChange: (day: string) => void }) {
  return (
    <div className="fields">
      <TextInput
        label="Last day (UTC)"
        type="date"
        max="9998-12-31"
        description={
          props.audits
            ? 'Optional. Only an auditor with a last day, of an agency or the hub and with no other role, looks into the record of all members.'
            : 'Optional. Nobody is let in after it.'
        }
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  )
}
