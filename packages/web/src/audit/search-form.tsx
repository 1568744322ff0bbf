import { MESSAGE_TYPE_NAMES, type AuditFilter } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { dayAfter } from '../words/time.ts'
import { KIND_CHOICES } from './words.ts'

const TYPES = Object.entries(MESSAGE_TYPE_NAMES).map(([value, label]) => ({ value, label }))

/** Days are days of UTC, first and last included. */
function readFilter(form: FormData): AuditFilter {
  const read = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const [from, last] = [read('from'), read('last')]
  const words = ['member', 'person', 'rule', 'kind', 'messageType']
    .map((name) => [name, read(name)] as const)
    .filter(([, value]) => value !== '')
  return {
    ...(Object.fromEntries(words) as AuditFilter),
    ...(from && { from: `${from}T00:00:00.000Z` }),
    ...(last && { until: dayAfter(last) }),
  }
}

export function SearchForm(props: { busy: boolean; onSearch: (filter: AuditFilter) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!props.busy) props.onSearch(readFilter(new FormData(event.currentTarget)))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="fields">
        <TextInput label="From (UTC day)" name="from" type="date" max="9999-12-31" />
        <TextInput label="To (UTC day)" name="last" type="date" max="9998-12-31" />
        <TextInput
          label="Member"
          name="member"
          maxLength={300}
          description="That took part; its name, or a part of it"
        />
        <TextInput
          label="Person"
          name="person"
          maxLength={300}
          description="Who did it, wrote it, or whom it was about"
        />
        <TextInput
          label="Rule"
          name="rule"
          maxLength={300}
          description="That refused or admitted, such as second-is-another"
        />
        <NativeSelect
          label="Kind of act"
          name="kind"
          data={[{ value: '', label: 'Any kind' }, ...KIND_CHOICES]}
        />
        <NativeSelect
          label="Type of message"
          name="messageType"
          data={[{ value: '', label: 'Any act' }, ...TYPES]}
        />
      </div>
      <div className="row">
        <BusyButton type="submit" busy={props.busy}>
          Search, on record
        </BusyButton>
      </div>
    </form>
  )
}
