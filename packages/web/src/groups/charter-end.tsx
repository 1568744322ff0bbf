import type { BodyOf, createGroup } from '@tocsin/api'
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { electionsQuery } from '../elections/data.ts'
import { Fault } from '../ui/feedback.tsx'
import { fromField, toCalendarDay } from '../words/time.ts'

/** What stands in the fields; without an election the date counts. */
export type CharterEnd = { election: string; days: number | string; date: string }

export const NO_END: CharterEnd = { election: '', days: 30, date: '' }

const MOST_DAYS = 3650

/** When a charter ends: at a date, or so many days after an election on file. */
export function CharterEndFields(props: {
  value: CharterEnd
  onChange: (value: CharterEnd) => void
}) {
  const { value, onChange } = props
  const elections = useQuery(electionsQuery)
  return (
    <div className="fields">
      <NativeSelect
        label="Ends"
        value={value.election}
        onChange={(event) => onChange({ ...value, election: event.currentTarget.value })}
        data={[
          { value: '', label: 'on a date' },
          ...(elections.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `after ${one.name}, ${toCalendarDay(one.date)}`,
          })),
        ]}
      />
      {value.election ? (
        <NumberInput
          label="Days after it"
          description="To the end of that day; it moves with the election"
          required
          min={0}
          max={MOST_DAYS}
          allowDecimal={false}
          value={value.days}
          onChange={(days) => onChange({ ...value, days })}
        />
      ) : (
        <TextInput
          label="End"
          type="datetime-local"
          required
          value={value.date}
          onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
        />
      )}
      <Fault error={elections.error} />
    </div>
  )
}

/** The end as the exchange takes it; undefined while it is not whole. */
export function toEnd({
  election,
  days,
  date,
}: CharterEnd): Pick<BodyOf<typeof createGroup>, 'expiresAt' | 'endsWith'> | undefined {
  if (election)
    return typeof days === 'number' && days >= 0 && days <= MOST_DAYS
      ? { endsWith: { election, days } }
      : undefined
  const expiresAt = fromField(date)
  return expiresAt ? { expiresAt } : undefined
}
