import type { Desk, OwnDesk } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { desksQuery, useSetDesk } from './data.ts'
import { Reach } from './reach.tsx'

const AUDIENCES: Record<OwnDesk['shownTo'], string> = {
  nobody: 'no other organisation',
  'all-but-government': 'members of our groups, but no body of government',
  all: 'all members of our groups',
}

/** How the own duty desk is reached and who is shown that, and how those of others are. */
export function DeskPanel({ acts }: { acts: boolean }) {
  const query = useQuery(desksQuery)
  return (
    <Panel title="Duty desks">
      <Loaded query={query} what="duty desks">
        {({ own, others }) => (
          <div className="stack">
            {acts ? <OwnDeskForm own={own} /> : <OwnDeskLine own={own} />}
            <Others others={others} />
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

function OwnDeskLine({ own }: { own: OwnDesk }) {
  return (
    <p>
      Ours: <Reach desk={own} />; shown to {AUDIENCES[own.shownTo]}.
    </p>
  )
}

/** What is written stays while the page is asked for anew. */
function OwnDeskForm({ own }: { own: OwnDesk }) {
  const set = useSetDesk()
  const [phone, setPhone] = useState(own.phone ?? '')
  const [email, setEmail] = useState(own.email ?? '')
  const [shownTo, setShownTo] = useState(own.shownTo)
  const isEmpty = phone.trim() === '' && email.trim() === ''
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        set.mutate({
          ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
          ...(email.trim() === '' ? {} : { email: email.trim() }),
          shownTo,
        })
      }}
    >
      <p className="soft small">
        A telephone number and a mail address, and never a name: who is on duty is shown to nobody
        else, nor whether anybody is.
      </p>
      <div className="fields">
        <TextInput
          label="Telephone of our duty desk"
          description="With the country, such as +44 20 7946 0000"
          type="tel"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <TextInput
          label="Mail address of our duty desk"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NativeSelect
          label="Shown to"
          value={shownTo}
          onChange={(event) => setShownTo(event.currentTarget.value as OwnDesk['shownTo'])}
          data={Object.entries(AUDIENCES).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <Fault error={set.error} />
      {set.isSuccess ? <Said>Kept: shown to {AUDIENCES[set.data.shownTo]}.</Said> : null}
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={set.isPending}
          missing={[isEmpty && shownTo !== 'nobody' && 'a telephone or a mail address']}
        >
          Keep the desk
        </BusyButton>
      </div>
    </form>
  )
}

function Others({ others }: { others: readonly Desk[] }) {
  if (others.length === 0)
    return <p className="soft">No other organisation shows you how its duty desk is reached.</p>
  return (
    <ul className="plain-list">
      {others.map(({ member, ...desk }) => (
        <li key={member.id}>
          <strong>{member.name}</strong>{' '}
          <span className="soft small">{KIND_NAMES[member.kind]}</span> <Reach desk={desk} />
        </li>
      ))}
    </ul>
  )
}
