import type { Overview, TryOut } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { tryOutsQuery, useTryChannel } from './data.ts'

type Channel = TryOut['channel']

const NAMES: Record<Channel, string> = {
  mail: 'Mail',
  sms: 'SMS',
  voice: 'Call by a machine',
  fax: 'Fax',
}

/** A message to an address or number of the operator's own, to try a channel, and what is known of those before. */
export function TryOutsPanel({ overview }: { overview: Overview }) {
  const query = useQuery(tryOutsQuery)
  return (
    <Panel title="Try a channel">
      <div className="stack">
        <TryForm overview={overview} />
        <Loaded query={query} what="the messages that tried a channel">
          {({ items }) => (
            <DataTable
              caption="Messages that tried a channel, the newest 20"
              columns={COLUMNS}
              rows={items}
              rowKey={(one) => one.id}
              order="-at"
              empty={<Empty title="Nobody tried one so far" />}
            />
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

function TryForm({ overview }: { overview: Overview }) {
  const act = useTryChannel()
  const [channel, setChannel] = useState<Channel>('mail')
  const [to, setTo] = useState('')
  const isUnset = overview[channel]?.state === 'none'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate({ channel, to })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">
        Sends one message that says that it is a test. That it was handed over says that our server
        took it, not that it arrived. It is on record who sent it, with the domain of the address or
        the last two digits of the number. At most ten an hour, three to one address.
      </p>
      <div className="fields">
        <NativeSelect
          label="By"
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value as Channel)}
          data={(Object.keys(NAMES) as Channel[]).map((value) => ({ value, label: NAMES[value] }))}
        />
        <TextInput
          label={channel === 'mail' ? 'Address' : 'Number, with + and country'}
          type={channel === 'mail' ? 'email' : 'tel'}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <div>
        <BusyButton
          type="submit"
          busy={act.isPending}
          missing={[
            to.trim() === '' && (channel === 'mail' ? 'an address' : 'a number'),
            isUnset && (channel === 'mail' ? 'a mail server' : 'a gateway'),
          ]}
        >
          Send the test
        </BusyButton>
      </div>
      <Fault error={act.error} />
    </form>
  )
}

const STATES: Record<TryOut['state'], [Tone, string]> = {
  waiting: ['warn', 'Waits, and is tried again'],
  'handed-over': ['good', 'Handed over'],
  delivered: ['good', 'On a telephone, as its network says'],
  returned: ['bad', 'Taken, and not delivered'],
  refused: ['bad', 'Refused'],
  'not-sent': ['bad', 'Not sent'],
  unknown: ['warn', 'Not known whether it went out; not sent again'],
}

const COLUMNS: Column<TryOut>[] = [
  { key: 'channel', head: 'By', cell: (one) => NAMES[one.channel], sort: (one) => one.channel },
  { key: 'to', head: 'To', cell: (one) => one.to || 'erased', sort: (one) => one.to },
  {
    key: 'state',
    head: 'What is known',
    cell: (one) => (
      <span className="stack">
        <Tag tone={STATES[one.state][0]}>{STATES[one.state][1]}</Tag>
        {one.perhapsTwice ? <span className="small">It may have come twice.</span> : null}
        {one.fault ? <span className="small">{one.fault}</span> : null}
      </span>
    ),
    sort: (one) => one.state,
  },
  {
    key: 'since',
    head: 'Since',
    cell: (one) => (one.since ? <When at={one.since} /> : ''),
    sort: (one) => one.since ?? '',
  },
  { key: 'at', head: 'Asked', cell: (one) => <When at={one.at} />, sort: (one) => one.at },
  { key: 'by', head: 'By whom', cell: (one) => one.by, sort: (one) => one.by },
]
