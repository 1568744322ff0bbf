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
import { daysWords, ELECTION_KINDS } from './words.ts'

/** Every election on file with the days left; an operator adds and changes them. */
export function ElectionsScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const mayKeep = session.person.roles.includes('operator')
  const elections = useQuery(electionsQuery)
  const [open, setOpen] = useState<Election | 'new'>()
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
                columns={columnsOf(mayKeep ? setOpen : undefined)}
                rows={data.items}
                rowKey={(one) => one.id}
                order="day"
                empty={<Empty title="No election is on file" />}
              />
            )}
          </Loaded>
        </Panel>
      </div>
    </Page>
  )
}

function Keeping(props: { election: Election | undefined; onEnd: () => void }) {
  const { election, onEnd } = props
  const keep = useKeepElection(election?.id)
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

function columnsOf(onOpen: ((one: Election) => void) | undefined): Column<Election>[] {
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
    { key: 'zone', head: 'Days counted in', cell: (one) => one.timeZone.replaceAll('_', ' ') },
  ]
  if (!onOpen) return columns
  const act: Column<Election> = {
    key: 'act',
    head: 'Act',
    cell: (one) => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Change ${one.name}`}
        onClick={() => onOpen(one)}
      >
        Change
      </Button>
    ),
  }
  return [...columns, act]
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
