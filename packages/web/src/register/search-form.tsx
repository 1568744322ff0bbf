import { MESSAGE_TYPE_NAMES, type MessageType } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useRef, type FormEvent } from 'react'
import { dayAfter, dayBefore } from '../words/time.ts'
import type { RegisterSearch } from './search.ts'
import { countOf } from '../words/count-of.ts'

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

/** What the fields say for a search. */
function toFields(search: RegisterSearch): Record<string, string> {
  const { words = '', sender, senderIs = '', type = '', from, until, publicWithin } = search
  return {
    words,
    sender: sender ?? senderIs,
    type,
    within: publicWithin === undefined ? '' : String(publicWithin),
    from: from?.slice(0, 10) ?? '',
    until: until ? dayBefore(until) : '',
  }
}

/** What is searched, as it stands in the address. */
export function SearchForm(props: {
  search: RegisterSearch
  onSearch: (search: RegisterSearch) => void
}) {
  const { search } = props
  const ref = useRef<HTMLFormElement>(null)
  // Written into the fields and not rendered anew, so that whoever searches by keyboard stays where they are.
  useEffect(() => {
    for (const [name, value] of Object.entries(toFields(search))) {
      const field = ref.current?.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = value
    }
  }, [search])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    props.onSearch(readSearch(new FormData(event.currentTarget)))
  }
  return (
    <form className="stack" onSubmit={submit} ref={ref}>
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
        <WithinSelect within={search.publicWithin} />
        <TextInput label="From (UTC day)" name="from" type="date" max="9999-12-31" />
        <TextInput label="To (UTC day)" name="until" type="date" max="9998-12-31" />
      </div>
      <div className="row">
        <Button type="submit">Search</Button>
      </div>
    </form>
  )
}

/** An address may ask for other numbers of days than the list has. */
function WithinSelect({ within }: { within: number | undefined }) {
  const value = within === undefined ? '' : String(within)
  const isListed = WITHIN.some((one) => one.value === value)
  const more = isListed ? [] : [{ value, label: `Public within ${countOf(within ?? 0, 'day')}` }]
  return (
    <NativeSelect
      label="Words not public yet"
      name="within"
      description="Only entries whose words become public soon"
      data={[...WITHIN, ...more]}
    />
  )
}
