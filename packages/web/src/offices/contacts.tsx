import type { Contact, Jurisdiction } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Said, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { waysLines } from '../words/ways.ts'
import { ChangeContact, useMayChange } from './change-contact.tsx'
import type { OnFile } from './contact-changes.ts'
import { contactsQuery } from './data.ts'

/** What stands on file beside post and title; every contact has an address, so that none means that the reader may not know. */
function known(cell: (one: Contact) => ReactNode): (one: Contact) => ReactNode {
  return (one) => (one.email === undefined ? 'kept back' : cell(one))
}

const COLUMNS: Column<Contact>[] = [
  {
    key: 'role',
    head: 'Office',
    cell: (one) => OFFICE_ROLE_NAMES[one.role],
    sort: (one) => one.role,
  },
  {
    key: 'rank',
    head: 'Turn',
    cell: (one) => (one.rank === 0 ? 'primary' : `alternate ${one.rank}`),
    sort: (one) => one.rank,
  },
  { key: 'title', head: 'Title', cell: (one) => one.title, sort: (one) => one.title },
  {
    key: 'email',
    head: 'E-mail',
    cell: known((one) => one.email),
    sort: (one) => one.email,
  },
  { key: 'phone', head: 'Phone', cell: known((one) => one.phone ?? '–') },
  { key: 'sms', head: 'SMS', cell: known((one) => one.sms ?? '–') },
  { key: 'voice', head: 'Calls by a machine', cell: known((one) => one.voice ?? '–') },
  { key: 'fax', head: 'Fax', cell: known((one) => one.fax ?? '–') },
  { key: 'ways', head: 'In which order, and when', cell: known((one) => <Ways contact={one} />) },
  {
    key: 'reached',
    head: 'Last reached',
    cell: known((one) =>
      one.reachedAt ? <When at={one.reachedAt} /> : <Tag tone="warn">never</Tag>,
    ),
    sort: (one) => one.reachedAt,
  },
]

function Ways({ contact }: { contact: Contact }) {
  const lines = waysLines(contact.ways)
  if (lines.length === 0) return <>no order on file</>
  return (
    <>
      <ol className="small plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {contact.timeZone ? <span className="soft small">{contact.timeZone}</span> : null}
    </>
  )
}

/** Who holds the roles of a place, and the form by which that is changed: at once by an operator, else proposed to one. */
export function Contacts(props: { place: Jurisdiction }) {
  const { place } = props
  const query = useQuery(contactsQuery(place.id))
  const [edited, setEdited] = useState<OnFile>()
  const [done, setDone] = useState<string>()
  const mayChange = useMayChange()
  const columns = mayChange ? [...COLUMNS, changeColumn(setEdited)] : COLUMNS
  return (
    <Loaded query={query} what="contacts">
      {(data) => (
        <div className="stack">
          {done ? <Said>{done}</Said> : null}
          <DataTable
            caption={`Role holders of ${place.name}`}
            columns={columns}
            rows={data.items}
            rowKey={(one) => one.id}
            empty={
              <Empty title="Nobody is on file">
                Import a contact, or no notice can arrive here.
              </Empty>
            }
          />
          {edited ? (
            <ChangeContact
              key={`${edited.role} ${edited.rank}`}
              before={edited}
              place={place.name}
              placeZone={place.timeZone !== undefined}
              onDone={(said) => {
                setDone(said)
                setEdited(undefined)
              }}
              onCancel={() => setEdited(undefined)}
            />
          ) : null}
        </div>
      )}
    </Loaded>
  )
}

function changeColumn(onChange: (one: OnFile) => void): Column<Contact> {
  return {
    key: 'change',
    head: 'Change',
    cell: (one) =>
      one.email === undefined ? null : (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Change ${one.title}`}
          onClick={() => onChange({ ...one, email: one.email ?? '' })}
        >
          Change
        </Button>
      ),
  }
}
