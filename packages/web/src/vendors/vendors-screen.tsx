import type { Vendor } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery, type UseQueryResult } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { countOf } from '../words/count-of.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { ChangesList } from './changes-list.tsx'
import { useFindAffected, vendorChangesQuery, vendorRunsQuery, vendorsQuery } from './data.ts'
import { RunsImport } from './runs-import.tsx'
import { VendorForm } from './vendor-form.tsx'
import { SYSTEM_KIND_NAMES } from './words.ts'

/** Vendors of election systems: who runs what, whom a breach concerns, and changes past a second person. */
export function VendorsScreen() {
  const { person, member } = useSuspenseQuery(sessionQuery).data
  const { words = '' } = useSearch({ from: '/desk/vendors' })
  const [editing, setEditing] = useState<Vendor | 'new'>()
  const [chosen, setChosen] = useState<string>()
  const vendors = useQuery(vendorsQuery(words))
  const changes = useQuery(vendorChangesQuery)
  const isOperator = person.roles.includes('operator')
  // An office says what its own places run; nobody else proposes anything.
  const mayPropose = isOperator || (member.kind === 'office' && person.roles.includes('analyst'))
  return (
    <Page
      title="Vendors and systems"
      intro="Who supplies which poll books, registration systems, tabulators and results pages, and which place runs what. Every change waits for a second person."
      actions={
        isOperator ? (
          <Button size="xs" variant="default" onClick={() => setEditing('new')}>
            Enter a vendor
          </Button>
        ) : null
      }
    >
      <div className="stack">
        <Editing editing={editing} onClose={() => setEditing(undefined)} />
        <OnFile
          vendors={vendors}
          words={words}
          isOperator={isOperator}
          onChoose={setChosen}
          onEdit={setEditing}
        />
        {chosen ? (
          <VendorPlaces
            key={chosen}
            vendor={vendors.data?.items.find(({ id }) => id === chosen)}
            id={chosen}
          />
        ) : null}
        {mayPropose ? (
          <Panel title="Import who runs what">
            <RunsImport />
          </Panel>
        ) : null}
        {mayPropose ? (
          <Panel title={isOperator ? 'Changes' : 'What your organisation proposed'}>
            <Loaded query={changes} what="the changes">
              {({ items, total }) => (
                <ChangesList changes={items} total={total} mayReview={isOperator} />
              )}
            </Loaded>
          </Panel>
        ) : null}
      </div>
    </Page>
  )
}

/** What is on file, found by words that stand in the address. */
function OnFile(props: {
  vendors: UseQueryResult<{ items: Vendor[]; total: number }>
  words: string
  isOperator: boolean
  onChoose: (id: string) => void
  onEdit: (vendor: Vendor) => void
}) {
  const { words, isOperator } = props
  const navigate = useNavigate()
  const find = (asked: string) =>
    void navigate({ to: '/vendors', search: asked ? { words: asked } : {} })
  return (
    <Panel title="On file">
      <div className="stack">
        <SearchField
          key={words}
          label="Find a vendor, domain or system"
          words={words}
          onWords={find}
        />
        <VendorsTable
          query={props.vendors}
          none={noneOf(words, isOperator)}
          onChoose={props.onChoose}
          onEdit={isOperator ? props.onEdit : undefined}
        />
      </div>
    </Panel>
  )
}

/** The form of the vendor that is changed or entered. */
function Editing(props: { editing: Vendor | 'new' | undefined; onClose: () => void }) {
  const { editing, onClose } = props
  const { exchange } = useSuspenseQuery(sessionQuery).data
  if (!editing) return null
  return (
    <Panel title={editing === 'new' ? 'Enter a vendor' : `Change ${editing.name}`}>
      <VendorForm
        key={editing === 'new' ? 'new' : editing.id}
        {...(editing === 'new' ? {} : { vendor: editing })}
        language={exchange.languages[0] ?? 'en'}
        onClose={onClose}
      />
    </Panel>
  )
}

type Acts = {
  onChoose: (id: string) => void
  onEdit: ((vendor: Vendor) => void) | undefined
}

/** Why the list is empty, as far as the reader may know. */
function noneOf(words: string, isOperator: boolean): string {
  if (words !== '') return 'No vendor on this list is found by these words'
  return isOperator ? 'No vendor is on file' : 'No vendor that you may see is on file'
}

function VendorsTable(
  props: Acts & { none: string; query: UseQueryResult<{ items: Vendor[]; total: number }> },
) {
  return (
    <Loaded query={props.query} what="the vendors">
      {({ items, total }) => (
        <>
          <DataTable
            caption="Vendors"
            columns={columnsOf(props)}
            rows={items}
            rowKey={(one) => one.id}
            order="name"
            empty={<Empty title={props.none} />}
          />
          {total > items.length ? (
            <p className="soft">{total - items.length} more: search for them.</p>
          ) : null}
        </>
      )}
    </Loaded>
  )
}

function columnsOf({ onChoose, onEdit }: Acts): Column<Vendor>[] {
  return [
    {
      key: 'name',
      head: 'Vendor',
      cell: (one) => (
        <>
          <button type="button" className="link" onClick={() => onChoose(one.id)}>
            {one.name}
          </button>{' '}
          {one.endedAt ? <Tag>Ended</Tag> : null}
        </>
      ),
      sort: (one) => one.name,
    },
    { key: 'domains', head: 'Domains', cell: (one) => one.domains.join(', ') || '–' },
    {
      key: 'systems',
      head: 'Systems',
      cell: (one) =>
        one.systems
          .map(({ kind, name, version }) =>
            [name, version, `(${SYSTEM_KIND_NAMES[kind]})`].filter(Boolean).join(' '),
          )
          .join(', ') || '–',
    },
    {
      key: 'contacts',
      head: 'Contacts',
      number: true,
      cell: (one) => (one.contacts === 0 ? <Tag tone="bad">None</Tag> : one.contacts),
      sort: (one) => one.contacts,
    },
    ...(onEdit
      ? [
          {
            key: 'edit',
            head: 'Change',
            cell: (one: Vendor) => (
              <Button size="compact-xs" variant="default" onClick={() => onEdit(one)}>
                Change {one.name}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

/** Which places run its systems, as far as the reader may know, and whom a breach concerns. */
function VendorPlaces(props: { vendor: Vendor | undefined; id: string }) {
  const { vendor, id } = props
  const runs = useQuery(vendorRunsQuery(id))
  const names = new Map(vendor?.systems.map((system) => [system.id, system.name]))
  return (
    <Panel title={vendor?.name ?? 'Vendor'}>
      <div className="stack">
        <WhoIsAffected id={id} />
        <Loaded query={runs} what="its places">
          {({ items, total }) => (
            <>
              <p>
                {items.length === 0
                  ? 'No entry of who runs its systems that you may see.'
                  : countOf(total, 'entry that you may see', 'entries that you may see')}
              </p>
              <ul>
                {items.slice(0, 100).map((one) => (
                  <li key={`${one.place} ${one.system} ${one.since}`}>
                    {one.placeName}: {names.get(one.system)}, since {one.since}
                    {one.until ? ` until ${one.until}` : ''}
                  </li>
                ))}
              </ul>
              {total > 100 ? <p>and {total - 100} more.</p> : null}
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

/** Whom a breach at a vendor concerns; asked for when somebody wants to know, since the look goes on record. */
function WhoIsAffected(props: { id: string }) {
  const { id } = props
  const affected = useFindAffected()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={affected.isPending}
          onClick={() => affected.mutate({ vendor: id })}
        >
          Who is affected by a breach here?
        </BusyButton>
        <span className="soft small">The look goes on record.</span>
      </div>
      <Fault error={affected.error} />
      {affected.data ? (
        <Note>
          <p>
            By what is on file for today {countOf(affected.data.places, 'place runs', 'places run')}{' '}
            its systems; {countOf(affected.data.offices.length, 'addressee')} to tell, the vendor
            among them. Who runs it without having said so is not known here.
            {affected.data.nobodyAnswers > 0
              ? ` For ${countOf(affected.data.nobodyAnswers, 'place')} no office answers.`
              : ''}
          </p>
          <ul>
            {affected.data.offices.slice(0, 50).map((one) => (
              <li key={`${one.jurisdiction} ${one.role}`}>
                {one.place}, {OFFICE_ROLE_NAMES[one.role]}
              </li>
            ))}
          </ul>
          {affected.data.offices.length > 50 ? (
            <p>and {affected.data.offices.length - 50} more.</p>
          ) : null}
        </Note>
      ) : null}
    </>
  )
}
