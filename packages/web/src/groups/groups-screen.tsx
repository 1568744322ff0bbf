import { PURPOSE_NAMES, type Group, type Member, type MemberRef } from '@tocsin/api'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { CharterEnded } from '../ui/charter-ended.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { GroupForm } from './group-form.tsx'
import { MemberName } from '../members/member-name.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Opened } from '../ui/opened.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { groupsQuery, useCreateGroup, useGroupMembership } from './data.ts'
import { membersQuery } from '../members/data.ts'
import { sessionQuery } from '../session/data.ts'
import { countOf } from '../words/count-of.ts'

export function GroupsScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const groups = useQuery(groupsQuery)
  const members = useQuery(membersQuery)
  const isOperator = session.person.roles.includes('operator')
  const [founding, setFounding] = useState(false)
  const create = useCreateGroup()
  return (
    <Page
      title="Groups"
      intro="Who shares with whom, what for, on what basis and until when. A release goes to the members of one group, by its charter."
      actions={isOperator ? <Button onClick={() => setFounding(true)}>Found a group</Button> : null}
    >
      {founding ? (
        <Opened>
          <Panel title="New group">
            <GroupForm
              busy={create.isPending}
              error={create.error}
              onCreate={(draft) => create.mutate(draft, { onSuccess: () => setFounding(false) })}
              onCancel={() => setFounding(false)}
            />
          </Panel>
        </Opened>
      ) : null}
      <Loaded query={groups} what="groups">
        {(data) =>
          data.items.length === 0 ? (
            <Empty
              title={isOperator ? 'No group yet' : 'Your organisation is in no sharing group'}
            />
          ) : (
            <div className="columns groups">
              {data.items.map((group) => (
                <GroupPanel
                  key={group.id}
                  group={group}
                  members={members.data?.items ?? []}
                  isOperator={isOperator}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

function GroupPanel(props: { group: Group; members: Member[]; isOperator: boolean }) {
  const { group } = props
  const change = useGroupMembership(group.id)
  const inside = new Set(group.members.map((member) => member.id))
  const outside = props.members.filter((member) => !inside.has(member.id))
  return (
    <Panel title={group.name}>
      <p className="prose">{group.charter}</p>
      {group.ended ? <CharterEnded group={group} /> : null}
      <GroupFacts group={group} />
      <h3>Members ({group.members.length})</h3>
      <ul className="chips">
        {group.members.map((member) => (
          <li key={member.id}>
            <MemberName member={member} />
            {props.isOperator ? (
              <ConfirmButton
                label="×"
                name={`Take ${member.name} out of ${group.name}`}
                title={`Take ${member.name} out?`}
                act="Take out"
                isBare
                onAct={() => change.mutate({ memberId: member.id, belongs: false })}
              >
                {member.name} receives nothing more that is released to {group.name}. It can be
                admitted again later.
              </ConfirmButton>
            ) : null}
          </li>
        ))}
      </ul>
      {props.isOperator && outside.length > 0 ? (
        <Admit
          group={group}
          outside={outside}
          busy={change.isPending}
          onAdmit={(memberId) => change.mutate({ memberId, belongs: true })}
        />
      ) : null}
      <Fault error={change.error} />
    </Panel>
  )
}

function GroupFacts({ group }: { group: Group }) {
  return (
    <Facts
      rows={[
        ['Purposes', group.purposes.map((purpose) => PURPOSE_NAMES[purpose]).join(', ')],
        ['Basis', group.legalBasis],
        ['Up to', <TlpMark key="tlp" tlp={group.maxTlp} />],
        [group.ended ? 'Ended' : 'Ends', <Ending key="end" group={group} />],
        ...(group.retentionDays === undefined
          ? []
          : ([['A release ends', `within ${countOf(group.retentionDays, 'day')}`]] satisfies [
              string,
              string,
            ][])),
        [
          'Charter',
          <Link key="charter" to="/groups/$id/charter" params={{ id: group.id }}>
            Version {group.charterNumber} of {group.name}
          </Link>,
        ],
      ]}
    />
  )
}

/** The date that a charter's end comes to, and what it hangs on. */
function Ending(props: { group: Group }) {
  const { expiresAt, endsWith } = props.group
  return (
    <>
      <When at={expiresAt} />
      {endsWith ? (
        <div className="soft small">
          {countOf(endsWith.days, 'day')} after {endsWith.name}
        </div>
      ) : null}
    </>
  )
}

function Admit(props: {
  group: Group
  outside: MemberRef[]
  busy: boolean
  onAdmit: (id: string) => void
}) {
  const [chosen, setChosen] = useState('')
  const choice = useRef<HTMLSelectElement>(null)
  return (
    <div className="row row-end spaced">
      <NativeSelect
        ref={choice}
        label={`Admit to ${props.group.name}`}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: 'choose a member' },
          ...props.outside.map((member) => ({ value: member.id, label: member.name })),
        ]}
      />
      <BusyButton
        variant="default"
        disabled={!chosen}
        busy={props.busy}
        onClick={() => {
          props.onAdmit(chosen)
          setChosen('')
          choice.current?.focus()
        }}
      >
        Admit
      </BusyButton>
    </div>
  )
}
