import type { EarlierNetwork, NetworkDocument } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Note, Tag, type Tone } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { toLocalTime } from '../words/time.ts'
import { compareAccounts, countFates, describeHeld, type Compared, type Fate } from './compare.ts'
import { findingQuery } from './data.ts'
import { earlierNetworksQuery } from './triage-data.ts'

/** The same network of an earlier run beside this one; nothing where it is known again by none. */
export function ComparePanel(props: { id: string; finding: NetworkDocument }) {
  const query = useQuery(earlierNetworksQuery(props.id))
  const [chosen, setChosen] = useState<string>()
  if (query.data?.items.length === 0) return null
  return (
    <Panel title="Compared with an earlier run">
      <Loaded query={query} what="earlier networks">
        {({ items }) => {
          const earlier = items.find(({ id }) => id === chosen) ?? items[0]!
          return (
            <div className="stack">
              <NativeSelect
                label="The same network as found before"
                value={earlier.id}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={items.map((one) => ({ value: one.id, label: nameOf(one) }))}
              />
              <Comparison finding={props.finding} earlier={earlier} />
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function nameOf({ headline, fileName, firstAt, lastAt, common, total }: EarlierNetwork): string {
  const of = fileName ? `, ${fileName}` : ''
  const when = `${toLocalTime(firstAt)} to ${toLocalTime(lastAt)}`
  return `${headline}${of} (${when}; ${common} of ${countOf(total, 'account')} of both)`
}

function Comparison(props: { finding: NetworkDocument; earlier: EarlierNetwork }) {
  const query = useQuery(findingQuery(props.earlier.id))
  return (
    <Loaded query={query} what="the earlier network">
      {({ finding: before }) =>
        before.kind === 'network' ? (
          <Fates now={props.finding} before={before} id={props.earlier.id} />
        ) : null
      }
    </Loaded>
  )
}

function Fates(props: { now: NetworkDocument; before: NetworkDocument; id: string }) {
  const { now, before } = props
  const compared = useMemo(() => compareAccounts(now, before), [now, before])
  const { stayed, came, went } = countFates(compared)
  const cut = describeHeld(now, before)
  return (
    <>
      <p>
        <strong>{countOf(stayed, 'account')}</strong> stayed, <strong>{came}</strong> came,{' '}
        <strong>{went}</strong> went.{' '}
        <Link to="/findings/$id" params={{ id: props.id }}>
          Open the earlier one
        </Link>
        .
      </p>
      {cut ? <Note tone="warn">{cut}</Note> : null}
      <DataTable
        caption="Accounts of both networks"
        columns={COLUMNS}
        rows={compared}
        rowKey={({ account }) => account}
      />
    </>
  )
}

/** Neither coming nor going is good or bad: what is new is marked as new. */
const FATES: Record<Fate, { name: string; tone: Tone }> = {
  came: { name: 'came', tone: 'new' },
  went: { name: 'went', tone: 'plain' },
  stayed: { name: 'stayed', tone: 'plain' },
}

const COLUMNS: Column<Compared>[] = [
  {
    key: 'account',
    head: 'Account',
    cell: (one) => <span className="mono">{one.account}</span>,
    sort: (one) => one.account,
  },
  {
    key: 'fate',
    head: 'Since then',
    cell: (one) => <Tag tone={FATES[one.fate].tone}>{FATES[one.fate].name}</Tag>,
    sort: (one) => one.fate,
  },
  {
    key: 'before',
    head: 'Score then',
    number: true,
    cell: (one) => one.before?.toFixed(2) ?? '–',
    sort: (one) => one.before ?? -1,
  },
  {
    key: 'now',
    head: 'Score now',
    number: true,
    cell: (one) => one.now?.toFixed(2) ?? '–',
    sort: (one) => one.now ?? -1,
  },
]
