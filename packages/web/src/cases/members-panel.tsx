import type { BodyOf, Case, CaseMember, Desk, leadCase, Session } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { desksQuery } from '../duty/data.ts'
import { Reach } from '../duty/reach.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Tag } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { roomsQuery, useAnswer, useInvite, useLead } from './data.ts'
import { STANDING_NAMES } from './words.ts'

type Props = { one: Case; session: Session }

/** Who was invited and how each stands to the case, and what a lead does. */
export function MembersPanel({ one, session }: Props) {
  const { data: desks } = useQuery(desksQuery)
  const acts = session.person.roles.includes('analyst') && one.standing === 'joined'
  return (
    <Panel title="Who is here">
      <div className="stack">
        <ul className="plain-list">
          {one.members.map((party) => (
            <li key={party.member.id}>
              <strong>{party.member.name}</strong>{' '}
              <span className="soft small">{KIND_NAMES[party.member.kind]}</span>{' '}
              <Stands party={party} isOpener={party.member.id === one.openedBy.id} />
              <DutyDesk desk={desks?.others.find((desk) => desk.member.id === party.member.id)} />
            </li>
          ))}
        </ul>
        {one.leaderless ? (
          <Note tone="warn">
            <p>Nobody leads this case. Any member that has joined may take the lead.</p>
          </Note>
        ) : null}
        {acts && one.leads && one.state === 'open' ? <Invite one={one} session={session} /> : null}
        {acts ? <LeadActs one={one} /> : null}
      </div>
    </Panel>
  )
}

/** Shown where that member chose so. */
function DutyDesk({ desk }: { desk: Desk | undefined }) {
  if (!desk) return null
  return (
    <div className="soft small">
      Duty desk: <Reach desk={desk} />
    </div>
  )
}

function Stands({ party, isOpener }: { party: CaseMember; isOpener: boolean }) {
  if (party.standing === undefined)
    return (
      <span className="soft small">
        {isOpener ? 'opened the case' : 'invited'}; whether it takes part is not shown to you
      </span>
    )
  return (
    <>
      <Tag>{STANDING_NAMES[party.standing]}</Tag> {party.leads ? <Tag tone="new">leads</Tag> : null}{' '}
      {party.suspended ? <Tag tone="warn">suspended</Tag> : null}
    </>
  )
}

function Invite({ one, session }: Props) {
  const groups = useQuery(roomsQuery)
  const invite = useInvite(one.id)
  const [memberId, setMember] = useState('')
  const group = groups.data?.items.find(({ id }) => id === one.group.id)
  const isOut = (id: string) => {
    const party = one.members.find(({ member }) => member.id === id)
    return !party || party.standing === 'declined' || party.standing === 'left'
  }
  const others = (group?.members ?? []).filter(({ id }) => id !== session.member.id && isOut(id))
  if (others.length === 0) return null
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate(memberId, { onSuccess: () => setMember('') })
      }}
    >
      <NativeSelect
        label="Invite"
        description="It sees the title, who is here, and what is written from now on"
        value={memberId}
        onChange={(event) => setMember(event.currentTarget.value)}
        data={[
          { value: '', label: 'choose' },
          ...others.map(({ id, name, kind }) => ({
            value: id,
            label: `${name} (${KIND_NAMES[kind]})`,
          })),
        ]}
      />
      <Fault error={invite.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={invite.isPending}
          missing={[memberId === '' && 'a member']}
        >
          Invite it
        </BusyButton>
      </div>
    </form>
  )
}

function LeadActs({ one }: { one: Case }) {
  const lead = useLead(one.id)
  const answer = useAnswer(one.id)
  const navigate = useNavigate()
  const acts = leadActsOf(one)
  return (
    <div className="stack">
      <Fault error={lead.error ?? answer.error} />
      <div className="row">
        {acts.map(([act, label]) => (
          <BusyButton
            key={act}
            variant="default"
            size="xs"
            busy={lead.isPending}
            onClick={() => lead.mutate(act)}
          >
            {label}
          </BusyButton>
        ))}
        <BusyButton
          variant="default"
          size="xs"
          busy={answer.isPending}
          onClick={() =>
            answer.mutate('left', { onSuccess: () => void navigate({ to: '/cases' }) })
          }
        >
          Leave the case
        </BusyButton>
      </div>
      <p className="soft small">Who leaves sees the case no more, until invited again.</p>
    </div>
  )
}

type LeadAct = [BodyOf<typeof leadCase>['act'], string]

function leadActsOf({ leads, leaderless, state }: Case): LeadAct[] {
  if (!leads) return leaderless ? [['take', 'Take the lead']] : []
  if (state === 'merged') return [['lay-down', 'Lay down the lead']]
  return [
    ['lay-down', 'Lay down the lead'],
    state === 'open' ? ['close', 'Close the case'] : ['open-again', 'Open it again'],
  ]
}
