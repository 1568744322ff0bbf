import type { Upload } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { Note } from '../ui/feedback.tsx'

/** Asks how times are written that can be read in more than one way; nothing is assumed of them. */
export function TimeQuestion(props: {
  times: NonNullable<Upload['times']>
  value: string
  onChange: (value: string) => void
}) {
  const { times, value, onChange } = props
  return (
    <Note tone="warn">
      <p>
        The times in <strong>{times.column}</strong> are unclear: {times.unclear}. They look like{' '}
        <span className="mono">{times.examples.slice(0, 3).join(', ')}</span>.
      </p>
      {times.choices.length > 0 ? (
        <NativeSelect
          label="How are times written?"
          required
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: 'choose' },
            ...times.choices.map((one) => ({
              value: one.value,
              label: `${one.words}: the first is ${one.reads}`,
            })),
          ]}
        />
      ) : (
        <TextInput
          label="How are times written?"
          description="as a pattern, such as %d.%m.%Y %H:%M"
          required
          maxLength={100}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Note>
  )
}
