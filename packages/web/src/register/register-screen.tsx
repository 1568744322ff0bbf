import type { MessageType, RegisterEntry } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { PublicFrame } from '../log/public-frame.tsx'
import { MESSAGE_TYPE_NAMES } from '../messages/words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PURPOSE_NAMES } from '../words/names.ts'
import { dayAfter } from '../words/time.ts'
import { registerQuery, type RegisterSearch } from './data.ts'
import { describeReceivers, describeText } from './words.ts'

/** What government bodies said to platforms and campaigns over this exchange, for anybody to search. */
export function RegisterScreen() {
  const [search, setSearch] = useState<RegisterSearch>({})
  const query = useInfiniteQuery(registerQuery(search))
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title="Public register"
            intro="Each message of a government body that was released to a platform or a campaign over this exchange. The register names no receiver."
          >
            <Panel title="Search">
              <SearchForm onSearch={setSearch} />
            </Panel>
            <Panel title="Messages" aside={<Downloads />}>
              <Loaded query={query} what="the register">
                {(data) => (
                  <DataTable
                    caption="Messages in the register"
                    columns={COLUMNS}
                    rows={itemsOf(data, (one) => one.id)}
                    rowKey={(one) => one.id}
                    isPaged
                    empty={<Empty title="No message in the register fits" />}
                  />
                )}
              </Loaded>
              <MoreButton query={query} />
            </Panel>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Downloads() {
  return (
    <span className="row">
      <a href="/api/register/feed">Atom feed</a>
      <a href="/api/register/bulk/jsonl">All as JSONL</a>
      <a href="/api/register/bulk/csv">All as CSV</a>
    </span>
  )
}

const COLUMNS: Column<RegisterEntry>[] = [
  {
    key: 'at',
    head: 'Date',
    cell: (one) => (
      <Link to="/register/$id" params={{ id: one.id }}>
        <When at={one.at} />
      </Link>
    ),
  },
  {
    key: 'type',
    head: 'Type',
    cell: (one) => (
      <>
        {MESSAGE_TYPE_NAMES[one.type]} {one.exercise ? <Tag tone="warn">Exercise</Tag> : null}
        {one.withdrawnAt ? <Tag tone="bad">Taken back</Tag> : null}
      </>
    ),
  },
  { key: 'sender', head: 'Sender', cell: (one) => one.sender },
  { key: 'receivers', head: 'Kinds of receiver', cell: describeReceivers },
  { key: 'purpose', head: 'Purpose', cell: (one) => PURPOSE_NAMES[one.purpose] },
  {
    key: 'text',
    head: 'Words',
    cell: (one) => (
      <>
        {describeText(one)} {one.holds.length > 0 ? <Tag tone="warn">Put off</Tag> : null}
      </>
    ),
  },
]

const TYPES = Object.entries(MESSAGE_TYPE_NAMES).map(([value, label]) => ({ value, label }))

const WITHIN = [
  { value: '', label: 'All entries' },
  { value: '7', label: 'Public within 7 days' },
  { value: '30', label: 'Public within 30 days' },
]

/** Days are days of UTC, first and last included. */
function readSearch(form: FormData): RegisterSearch {
  const read = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const [words, sender, type] = [read('words'), read('sender'), read('type')]
  const [from, until, within] = [read('from'), read('until'), read('within')]
  return {
    ...(words && { words }),
    ...(sender && { sender }),
    ...(type && { type: type as MessageType }),
    ...(from && { from: `${from}T00:00:00.000Z` }),
    ...(until && { until: dayAfter(until) }),
    ...(within && { publicWithin: Number(within) }),
  }
}

function SearchForm(props: { onSearch: (search: RegisterSearch) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    props.onSearch(readSearch(new FormData(event.currentTarget)))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="fields">
        <TextInput
          label="Words"
          name="words"
          maxLength={300}
          description="All of them; in what is public of a message"
        />
        <TextInput
          label="Sender"
          name="sender"
          maxLength={300}
          description="Its name, or a part of it"
        />
        <NativeSelect
          label="Type"
          name="type"
          data={[{ value: '', label: 'Any type' }, ...TYPES]}
        />
        <NativeSelect
          label="Words not public yet"
          name="within"
          description="And become so soon"
          data={WITHIN}
        />
        <TextInput label="From (UTC day)" name="from" type="date" max="9999-12-31" />
        <TextInput label="To (UTC day)" name="until" type="date" max="9998-12-31" />
      </div>
      <div className="row">
        <Button type="submit">Search</Button>
      </div>
    </form>
  )
}
