import type { Election } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Opened } from '../ui/opened.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { electionsQuery, useKeepElection } from './data.ts'
import { ElectionForm } from './election-form.tsx'
import { toCalendarDay } from '../words/time.ts'
import { ReachabilityPanel } from './reachability-panel.tsx'
import { clockWords, daysWords, ELECTION_KINDS } from './words.ts'

/** Every election on file with the days left; an operator adds and changes them. */
export function ElectionsScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const mayKeep = session.person.roles.includes('operator')
  const elections = useQuery(electionsQuery)
  const mayAsk = mayKeep || session.person.roles.includes('analyst')
  const [open, setOpen] = useState<Election | 'new'>()
  const [asked, setAsked] = useState<string>()
  return (
    <Page
      title="Elections"
      intro="Their days, places and deadlines. The charter of a group can end so many days after one, and moves with it."
      actions={mayKeep ? <Button onClick={() => setOpen('new')}>Add an election</Button> : null}
    >
      <div className="stack">
        {open ? (
          <Opened key={open === 'new' ? 'new' : open.id}>
            <Keeping
              election={open === 'new' ? undefined : open}
              onEnd={() => setOpen(undefined)}
            />
          </Opened>
        ) : null}
        <Panel>
          <Loaded query={elections} what="elections">
            {(data) => (
              <DataTable
                caption="Elections"
                columns={columnsOf({
                  onOpen: mayKeep ? setOpen : undefined,
                  onAsk: mayAsk ? (one) => setAsked(one.id) : undefined,
                })}
                isPicked={(one) => one.id === asked}
                rows={data.items}
                rowKey={(one) => one.id}
                order="day"
                empty={<Empty title="No election is on file" />}
              />
            )}
          </Loaded>
        </Panel>
        {elections.data?.items
          .filter((one) => one.id === asked)
          .map((one) => (
            <Opened key={one.id}>
              <ReachabilityPanel election={one} />
            </Opened>
          ))}
      </div>
    </Page>
  )
}

function Keeping(props: { election: Election | undefined; onEnd: () => void }) {
  const { election, onEnd } = props
  const keep = useKeepElection(election)
  return (
    <Panel title={election ? `Change: ${election.name}` : 'New election'}>
      <ElectionForm
        election={election}
        busy={keep.isPending}
        error={keep.error}
        onKeep={(draft) => keep.mutate(draft, { onSuccess: onEnd })}
        onCancel={onEnd}
      />
    </Panel>
  )
}

type Acts = {
  onOpen: ((one: Election) => void) | undefined
  onAsk: ((one: Election) => void) | undefined
}

function columnsOf({ onOpen, onAsk }: Acts): Column<Election>[] {
  const columns: Column<Election>[] = [
    { key: 'name', head: 'Election', cell: (one) => one.name, sort: (one) => one.name },
    {
      key: 'kind',
      head: 'Kind',
      cell: (one) => ELECTION_KINDS[one.kind],
      sort: (one) => one.kind,
    },
    {
      key: 'day',
      head: 'Day',
      cell: (one) => <Day day={one.date} left={one.daysLeft} />,
      sort: (one) => one.date,
    },
    { key: 'places', head: 'Places', cell: (one) => <Places names={one.placeNames} /> },
    {
      key: 'deadlines',
      head: 'Deadlines',
      cell: (one) =>
        one.deadlines.map((deadline) => (
          <div key={`${deadline.date} ${deadline.name}`}>
            {deadline.name}: <Day day={deadline.date} left={deadline.daysLeft} />
          </div>
        )),
    },
    {
      key: 'clocks',
      head: 'Time to answer',
      cell: (one) =>
        one.clocks?.map((clock) => (
          <div key={`${clock.lastDays} ${clock.answerWithin}`}>{clockWords(clock)}</div>
        )),
    },
    { key: 'zone', head: 'Days counted in', cell: (one) => one.timeZone.replaceAll('_', ' ') },
  ]
  if (!onOpen && !onAsk) return columns
  return [...columns, actColumn({ onOpen, onAsk })]
}

function actColumn({ onOpen, onAsk }: Acts): Column<Election> {
  const button = (label: string, name: string, onClick: () => void) => (
    <Button variant="default" size="compact-sm" aria-label={name} onClick={onClick}>
      {label}
    </Button>
  )
  return {
    key: 'act',
    head: 'Act',
    cell: (one) => (
      <div className="row">
        {onOpen ? button('Change', `Change ${one.name}`, () => onOpen(one)) : null}
        {onAsk
          ? button('Reachability', `Reachability of the offices of ${one.name}`, () => onAsk(one))
          : null}
      </div>
    ),
  }
}

function Day(props: { day: string; left: number }) {
  return (
    <>
      <time dateTime={props.day}>{toCalendarDay(props.day)}</time>{' '}
      <span className="soft small">{daysWords(props.left)}</span>
    </>
  )
}

const NAMED = 4

function Places(props: { names: readonly string[] }) {
  const { names } = props
  if (names.length <= NAMED) return names.join('; ')
  return (
    <details>
      <summary>
        {names.slice(0, NAMED).join('; ')} and {names.length - NAMED} more
      </summary>
      {names.slice(NAMED).join('; ')}
    </details>
  )
}
