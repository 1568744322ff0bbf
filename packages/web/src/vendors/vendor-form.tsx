import type { Vendor, VendorEdit } from '@tocsin/api'
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { faultOfFields, toReach } from '../offices/reach.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { useProposeVendorChange } from './data.ts'

/** What is to stand on file of one vendor; contacts are written a line each, in the order in which they are asked. */
export function VendorForm(props: { vendor?: Vendor; language: string; onClose: () => void }) {
  const { vendor, language } = props
  const [name, setName] = useState(vendor?.name ?? '')
  const [domains, setDomains] = useState((vendor?.domains ?? []).join('\n'))
  const [contacts, setContacts] = useState('')
  const [ended, setEnded] = useState(vendor?.endedAt !== undefined)
  const propose = useProposeVendorChange()
  const read = readContacts(contacts, language)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const edit: VendorEdit = {
      ...(vendor ? { id: vendor.id } : {}),
      name: name.trim(),
      domains: domains.split(/\s+/).filter(Boolean),
      contacts: read.contacts,
      ...(ended ? { ended } : {}),
    }
    propose.mutate({ vendors: [edit], runs: [] })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label="Name of the organisation"
        required
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Its domains"
        description="A line each"
        rows={3}
        value={domains}
        onChange={(event) => setDomains(event.currentTarget.value)}
      />
      <Textarea
        label="Who is told, in order"
        description="A line each: role; mail address; telephone; language; number for SMS; for calls by a machine; fax; time zone; order and hours, such as call mon-fri 08:00-17:00; sms. What is not there stays empty. These take the place of those on file."
        rows={4}
        value={contacts}
        onChange={(event) => setContacts(event.currentTarget.value)}
        {...(read.fault ? { error: read.fault } : {})}
      />
      {vendor && contacts.trim() === '' && vendor.contacts > 0 ? (
        <Note tone="warn">
          <p>Left empty, the contacts on file go: nobody at this vendor could be told.</p>
        </Note>
      ) : null}
      <Checkbox
        label="It supplies nobody any more"
        checked={ended}
        onChange={(event) => setEnded(event.currentTarget.checked)}
      />
      <ProposeIt propose={propose} isFaulty={read.fault !== undefined} onClose={props.onClose} />
    </form>
  )
}

function ProposeIt(props: {
  propose: ReturnType<typeof useProposeVendorChange>
  isFaulty: boolean
  onClose: () => void
}) {
  const { propose } = props
  const faults = propose.data?.faults ?? []
  const isDone = propose.data?.change !== undefined
  return (
    <>
      <Fault error={propose.error} />
      {faults.map(({ message }) => (
        <Note key={message} tone="bad" role="alert">
          <p>{message}</p>
        </Note>
      ))}
      {isDone ? <Said takesFocus>Proposed. Another person has to let it stand.</Said> : null}
      <div className="row">
        {isDone ? null : (
          <BusyButton type="submit" busy={propose.isPending} disabled={props.isFaulty}>
            Propose it
          </BusyButton>
        )}
        <Button variant="default" onClick={props.onClose}>
          {isDone ? 'Close' : 'Leave it'}
        </Button>
      </div>
    </>
  )
}

function readContacts(
  text: string,
  main: string,
): { contacts: VendorEdit['contacts']; fault?: string } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const contacts = lines.map((line) => {
    const [title = '', email = '', phone = '', language = '', ...others] = line
      .split(';')
      .map((part) => part.trim())
    const [sms = '', voice = '', fax = '', timeZone = '', ...ways] = others
    const reach = { phone, sms, voice, fax, timeZone, ways: ways.filter(Boolean).join('; ') }
    return { title, email, language: language || main, reach }
  })
  const kept = contacts.map(({ reach, ...one }) => ({ ...one, ...toReach(reach) }))
  const at = contacts.findIndex(({ title, email }) => title === '' || !email.includes('@'))
  if (at >= 0) return { contacts: kept, fault: `line ${at + 1} needs a role and an address` }
  const faults = contacts.map(({ reach }) => faultOfFields(reach, false))
  const faulty = faults.findIndex((fault) => fault !== undefined)
  if (faulty < 0) return { contacts: kept }
  return { contacts: kept, fault: `line ${faulty + 1}: ${faults[faulty]}` }
}
