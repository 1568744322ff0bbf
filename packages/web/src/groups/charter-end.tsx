import type { BodyOf, createGroup } from '@tocsin/api'
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { electionsQuery } from '../elections/data.ts'
import { dayWords } from '../elections/words.ts'
import { Fault } from '../ui/feedback.tsx'
import { fromField } from '../words/time.ts'

export type CharterEnd = Pick<BodyOf<typeof createGroup>, 'expiresAt' | 'endsWith'>

const MOST_DAYS = 3650

/** When a charter ends: at a date, or so many days after an election on file. */
export function CharterEndFields(props: { onChange: (end: CharterEnd | undefined) => void }) {
  const elections = useQuery(electionsQuery)
  const [election, setElection] = useState('')
  const [days, setDays] = useState<number | string>(30)
  const [date, setDate] = useState('')
  const tell = (change: { election?: string; days?: number | string; date?: string }) =>
    props.onChange(toEnd({ election, days, date, ...change }))
  return (
    <div className="fields">
      <NativeSelect
        label="Ends"
        value={election}
        onChange={(event) => {
          setElection(event.currentTarget.value)
          tell({ election: event.currentTarget.value })
        }}
        data={[
          { value: '', label: 'on a date' },
          ...(elections.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `after ${one.name}, ${dayWords(one.date)}`,
          })),
        ]}
      />
      {election ? (
        <NumberInput
          label="Days after it"
          description="To the end of that day; it moves with the election"
          required
          min={0}
          max={MOST_DAYS}
          allowDecimal={false}
          value={days}
          onChange={(value) => {
            setDays(value)
            tell({ days: value })
          }}
        />
      ) : (
        <TextInput
          label="End"
          type="datetime-local"
          required
          value={date}
          onChange={(event) => {
            setDate(event.currentTarget.value)
            tell({ date: event.currentTarget.value })
          }}
        />
      )}
      <Fault error={elections.error} />
    </div>
  )
}

function toEnd(fields: {
  election: string
  days: number | string
  date: string
}): CharterEnd | undefined {
  const { election, days } = fields
  if (election)
    return typeof days === 'number' && days >= 0 && days <= MOST_DAYS
      ? { endsWith: { election, days } }
      : undefined
  const expiresAt = fromField(fields.date)
  return expiresAt ? { expiresAt } : undefined
}
