import type { Jurisdiction } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Contacts } from './contacts.tsx'
import { ContactHistory } from './contact-history.tsx'
import { ProposalsPanel } from './proposals-panel.tsx'
import { ContactsImport } from './contacts-import.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { sessionQuery } from '../session/data.ts'
import { Page, Panel } from '../ui/page.tsx'
import { placesBelowQuery, placeSearchQuery, regionsQuery } from './data.ts'

export function OfficesScreen() {
  const { find = '' } = useSearch({ from: '/desk/offices' })
  const navigate = useNavigate()
  const [open, setOpen] = useState<Jurisdiction>()
  const { data: session } = useSuspenseQuery(sessionQuery)
  return (
    <Page
      title="Offices"
      intro="Who answers for elections in every place: a primary and alternates. Where nobody is on file, a notice cannot arrive."
    >
      <ProposalsPanel />
      <div className="columns spaced">
        <Panel title="Jurisdictions">
          <div className="stack">
            <SearchField
              key={find}
              label="Find a place"
              words={find}
              onWords={(words) => {
                setOpen(undefined)
                void navigate({ to: '/offices', search: words ? { find: words } : {} })
              }}
            />
            {find ? (
              <PlacesFound find={find} open={open} onOpen={setOpen} />
            ) : (
              <PlacesBelow open={open} onOpen={setOpen} />
            )}
          </div>
        </Panel>
        <div className="stack">
          <Panel title={open ? `Contacts: ${open.name}` : 'Contacts'}>
            {open ? (
              <Contacts place={open} />
            ) : (
              <Empty title="Choose a jurisdiction">Its role holders are shown here.</Empty>
            )}
          </Panel>
          {open ? (
            <Panel title={`Changes of contacts: ${open.name}`}>
              <ContactHistory place={open} />
            </Panel>
          ) : null}
          {session.person.roles.includes('operator') ? (
            <Panel title="Import contacts">
              <ContactsImport />
            </Panel>
          ) : null}
        </div>
      </div>
    </Page>
  )
}

type Choosing = {
  open: Jurisdiction | undefined
  onOpen: (place: Jurisdiction | undefined) => void
}

function PlacesBelow({ open, onOpen }: Choosing) {
  const [parent, setParent] = useState('')
  const regions = useQuery(regionsQuery)
  const below = useQuery({ ...placesBelowQuery(parent), enabled: parent !== '' })
  return (
    <>
      <NativeSelect
        label="Show"
        value={parent}
        onChange={(event) => {
          setParent(event.currentTarget.value)
          onOpen(undefined)
        }}
        data={[
          { value: '', label: 'Places below the country' },
          ...(regions.data?.items ?? []).map((place) => ({
            value: place.id,
            label: `Places below ${place.name}`,
          })),
        ]}
      />
      <Loaded query={parent ? below : regions} what="jurisdictions">
        {(data) => <PlacesTable places={data.items} open={open} onOpen={onOpen} />}
      </Loaded>
    </>
  )
}

/** A search that finds one place alone opens it. */
function PlacesFound({ find, open, onOpen }: Choosing & { find: string }) {
  const query = useInfiniteQuery(placeSearchQuery(find))
  const places = query.data?.pages.flatMap(({ items }) => items) ?? []
  const only = places.length === 1 ? places[0] : undefined
  useEffect(() => {
    if (only) onOpen(only)
  }, [only, onOpen])
  return (
    <>
      <Loaded query={query} what="places">
        {() => <PlacesTable places={places} open={open} onOpen={onOpen} named="full" />}
      </Loaded>
      <MoreButton query={query} />
    </>
  )
}

function PlacesTable(props: {
  places: Jurisdiction[]
  open: Jurisdiction | undefined
  named?: 'full'
  onOpen: (place: Jurisdiction) => void
}) {
  const columns: Column<Jurisdiction>[] = [
    {
      key: 'name',
      head: 'Name',
      cell: (one) => (
        <button type="button" className="link" onClick={() => props.onOpen(one)}>
          {props.named === 'full' ? one.fullName : one.name}
        </button>
      ),
      sort: (one) => one.name,
    },
    {
      key: 'id',
      head: 'Code',
      cell: (one) => <span className="mono">{one.id}</span>,
      sort: (one) => one.id,
    },
    { key: 'kind', head: 'Kind', cell: (one) => one.kind, sort: (one) => one.kind },
    {
      key: 'contacts',
      head: 'Contacts',
      number: true,
      cell: (one) =>
        one.contacts > 0 || !one.accountable ? one.contacts : <Tag tone="bad">none</Tag>,
      sort: (one) => one.contacts,
    },
  ]
  return (
    <DataTable
      caption="Jurisdictions"
      columns={columns}
      rows={props.places}
      rowKey={(one) => one.id}
      order="name"
      isPicked={(one) => one.id === props.open?.id}
      empty={<Empty title="No place here" />}
    />
  )
}
