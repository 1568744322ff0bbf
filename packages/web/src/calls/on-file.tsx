import type { CallOffice, Contact } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contactsQuery } from '../offices/data.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Said } from '../ui/feedback.tsx'
import { ChangeContact } from '../offices/change-contact.tsx'
import type { OnFile } from '../offices/contact-changes.ts'
import { useMailAgain } from './data.ts'

/** Who is on file for an office now: mailed again or changed where it stands. Nothing is fetched before it is opened. */
export function OnFilePanel({ office }: { office: CallOffice }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Mail again, or change who is on file</summary>
      {isOpen ? <OnFileList office={office} /> : null}
    </details>
  )
}

function OnFileList({ office }: { office: CallOffice }) {
  const contacts = useQuery(contactsQuery(office.jurisdiction))
  const [edited, setEdited] = useState<OnFile>()
  const [done, setDone] = useState<string>()
  const { jurisdiction, role, place } = office
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  return (
    <Loaded query={contacts} what="who is on file">
      {({ items }) => {
        const mine = items.filter((one) => one.role === role)
        const rank = Math.max(-1, ...mine.map((one) => one.rank)) + 1
        const empty = { jurisdiction, role, rank, title: '', email: '', language: languages[0]! }
        return (
          <div className="stack">
            {done ? <Said>{done}</Said> : null}
            {mine.length === 0 ? <p className="soft">Nobody is on file.</p> : null}
            <ul className="plain-list">
              {mine.map((contact) => (
                <li key={contact.id}>
                  <ContactLine
                    contact={contact}
                    targetId={office.targetId}
                    place={place}
                    onChange={() => setEdited({ ...contact, email: contact.email ?? '' })}
                  />
                </li>
              ))}
            </ul>
            {edited ? (
              <ChangeContact
                key={edited.rank}
                before={edited}
                place={place}
                placeZone={office.timeZone !== undefined}
                onDone={(said) => {
                  setDone(said)
                  setEdited(undefined)
                }}
                onCancel={() => setEdited(undefined)}
              />
            ) : (
              <div>
                <Button variant="default" size="compact-xs" onClick={() => setEdited(empty)}>
                  Add a contact
                </Button>
              </div>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

function ContactLine(props: {
  contact: Contact
  targetId: string
  place: string
  onChange: () => void
}) {
  const { contact, place } = props
  const mail = useMailAgain(props.targetId)
  return (
    <>
      <div>
        {contact.title}: {contact.email ?? 'no address that you may see'}
        {contact.phone ? `, ${contact.phone}` : ''}
      </div>
      <div className="row">
        <BusyButton
          variant="default"
          size="compact-xs"
          busy={mail.isPending}
          aria-label={`Mail ${contact.title} again, ${place}`}
          onClick={() => mail.mutate(contact.id)}
        >
          Mail again
        </BusyButton>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Change ${contact.title}, ${place}`}
          onClick={props.onChange}
        >
          Change
        </Button>
      </div>
      {mail.data ? (
        <Said>
          A mail to {mail.data.title} waits to go out (entry {mail.data.logIndex} of the log).
        </Said>
      ) : null}
      <Fault error={mail.error} />
    </>
  )
}
