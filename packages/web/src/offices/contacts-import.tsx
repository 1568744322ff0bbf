import type { importContacts, ReplyOf } from '@tocsin/api'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { sessionQuery } from '../session/data.ts'
import { useImportContacts } from './data.ts'
import {
  CONTACT_COLUMNS,
  readContacts,
  type ContactRow,
  type ContactsFile,
  type RowFault,
} from './contacts-csv.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { countOf } from '../words/count-of.ts'

const COLUMNS: Column<RowFault>[] = [
  { key: 'row', head: 'Row', number: true, cell: (one) => one.row, sort: (one) => one.row },
  { key: 'column', head: 'Column', cell: (one) => one.column, sort: (one) => one.column },
  { key: 'message', head: 'Fault', cell: (one) => one.message },
]

/** Reads a CSV of role holders, shows every faulty row, and imports all of it or nothing. */
export function ContactsImport() {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  const [file, setFile] = useState<ReadFile>()
  const send = useImportContacts()
  const take = async (chosen: File) => {
    send.reset()
    setFile({ name: chosen.name, ...readContacts(await chosen.text(), languages) })
  }
  const ready = file && file.faults.length === 0 && file.contacts.length > 0
  return (
    <div className="stack">
      <FileDrop
        label="Choose a CSV file"
        hint={`columns: ${CONTACT_COLUMNS.join(', ')}`}
        accept=".csv,text/csv"
        onFile={(chosen) => void take(chosen)}
      />
      {file ? <WhatIsRead file={file} sent={send.isSuccess} /> : null}
      {ready && !send.isSuccess ? (
        <div className="row">
          <BusyButton busy={send.isPending} onClick={() => send.mutate(file.contacts)}>
            Import {file.contacts.length} contacts
          </BusyButton>
          <span className="soft small">
            Those on file with the same office, role and rank are replaced.
          </span>
        </div>
      ) : null}
      <Fault error={send.error} />
      {send.isSuccess ? <WhatWasDone done={send.data} sent={send.variables} /> : null}
    </div>
  )
}

type ReadFile = { name: string } & ContactsFile

/** Faults, an empty file, and rows that will not do what they seem to, until it is sent. */
function WhatIsRead({ file, sent }: { file: ReadFile; sent: boolean }) {
  const { name, faults, contacts, warnings } = file
  return (
    <>
      {faults.length > 0 ? (
        <>
          <Note tone="bad" role="alert">
            <p>
              {name}: {countOf(faults.length, 'fault')}. Nothing was imported; mend the file and
              choose it again.
            </p>
          </Note>
          <DataTable
            caption="Faults in the file"
            columns={COLUMNS}
            rows={faults}
            rowKey={(one) => `${one.row} ${one.column} ${one.message}`}
          />
        </>
      ) : contacts.length === 0 ? (
        <Note tone="warn">
          <p>{name} holds no contact.</p>
        </Note>
      ) : null}
      {warnings.length > 0 && !sent ? (
        <Warnings
          lines={warnings.map(({ row, message }) => `Row ${row}: ${message}.`)}
          before={`${warnings.length} of these rows will not do what they seem to:`}
        />
      ) : null}
    </>
  )
}

function WhatWasDone(props: {
  done: ReplyOf<typeof importContacts>
  sent: readonly ContactRow[] | undefined
}) {
  const { added, replaced, warnings } = props.done
  return (
    <>
      <Said>
        {added} added, {replaced} replaced.
      </Said>
      {warnings ? (
        <Warnings
          lines={warnings.map(
            ({ contact, message }) => `${nameOf(props.sent?.[contact])}: ${message}.`,
          )}
          before={`${warnings.length} of them will not do what they seem to:`}
        />
      ) : null}
    </>
  )
}

const LINES_SHOWN = 50

function Warnings(props: { before: string; lines: string[] }) {
  const { before, lines } = props
  return (
    <Note tone="warn">
      <p>{before}</p>
      <ul>
        {lines.slice(0, LINES_SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > LINES_SHOWN ? <p>and {lines.length - LINES_SHOWN} more.</p> : null}
    </Note>
  )
}

function nameOf(contact: ContactRow | undefined): string {
  return contact ? `${contact.title} (${contact.jurisdiction}, ${contact.role})` : 'A contact'
}
