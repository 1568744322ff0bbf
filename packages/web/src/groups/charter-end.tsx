import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { electionsQuery } from '../elections/data.ts'
import { Fault } from '../ui/feedback.tsx'
import { toCalendarDay } from '../words/time.ts'
import { type CharterEnd, MOST_DAYS } from './ends.ts'

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
