import type { Reachability, Reached, ReachedOffice } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { countOf } from '../words/count-of.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { reachedOfficesQuery } from './data.ts'
import { CHANNEL_NAMES, CHANNEL_WORDS, REACHED_WORDS } from './words.ts'

const COLUMNS: Column<ReachedOffice>[] = [
  { key: 'place', head: 'Place', cell: (one) => one.place },
  { key: 'role', head: 'Office', cell: (one) => OFFICE_ROLE_NAMES[one.role] },
  { key: 'reached', head: 'How far', cell: (one) => REACHED_WORDS[one.reached] },
  {
    key: 'out',
    head: 'Mail handed over',
    cell: (one) => (one.handedOverAt ? <When at={one.handedOverAt} /> : '–'),
  },
  {
    key: 'answered',
    head: 'Answered',
    cell: (one) => (one.answeredAt ? <When at={one.answeredAt} /> : '–'),
  },
  {
    key: 'age',
    head: 'Last answered any test',
    cell: (one) =>
      one.lastAnsweredAt ? (
        <>
          <When at={one.lastAnsweredAt} />{' '}
          <span className="soft">({countOf(one.ageDays ?? 0, 'day')} ago)</span>
        </>
      ) : (
        <Tag tone="warn">never</Tag>
      ),
  },
  {
    key: 'channels',
    head: 'By channel',
    cell: (one) => (
      <ul className="small">
        {one.channels.map((by) => (
          <li key={by.channel}>
            {CHANNEL_NAMES[by.channel]}: {CHANNEL_WORDS[by.reached]}
            {by.fault ? ` (${by.fault})` : ''}
            {by.ageDays === undefined ? '' : `; last handed over ${countOf(by.ageDays, 'day')} ago`}
          </li>
        ))}
      </ul>
    ),
  },
  { key: 'fault', head: 'What is known of it', cell: (one) => one.fault ?? '' },
]

/** The offices of an election, one line each, those that need a call first to be chosen. */
export function ReachedOffices(props: { election: string; counts: Reachability['counts'] }) {
  const { counts } = props
  const [reached, setReached] = useState<Reached | 'all'>('all')
  const query = useInfiniteQuery(
    reachedOfficesQuery(props.election, reached === 'all' ? undefined : reached),
  )
  const some = (Object.keys(REACHED_WORDS) as Reached[]).filter((one) => counts[one])
  return (
    <div className="stack">
      <NativeSelect
        label="Show offices"
        value={reached}
        onChange={(event) => setReached(event.currentTarget.value as Reached | 'all')}
        data={[
          { value: 'all', label: 'all' },
          ...some.map((value) => ({ value, label: REACHED_WORDS[value] })),
        ]}
      />
      <Fault error={query.error} />
      {query.data ? (
        <DataTable
          caption="Offices of the election"
          columns={COLUMNS}
          rows={itemsOf(query.data, (one) => one.jurisdiction)}
          rowKey={(one) => one.jurisdiction}
          isPaged
          empty={<Empty title="None" />}
        />
      ) : null}
      <MoreButton query={query} label="Show more offices" />
    </div>
  )
}
