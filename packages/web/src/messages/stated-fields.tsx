import { NativeSelect, TextInput } from '@mantine/core'
import { NEXUS_NAMES } from '@tocsin/api'
import { dayAfter, dayBefore } from '../words/time.ts'
import type { Stated } from './stated.ts'

/** Which kind of basis there is for saying that a foreign power is behind something. */
export function NexusKindField(props: {
  nexus: Stated['nexus']
  label: string
  required?: boolean
  /** Of the choice that says nothing. */
  none: string
  description?: string
  onChange: (nexus: Stated['nexus']) => void
}) {
  const { nexus, none, onChange, ...field } = props
  return (
    <NativeSelect
      {...field}
      value={nexus}
      onChange={(event) => onChange(event.currentTarget.value as Stated['nexus'])}
      data={[
        { value: '', label: none },
        ...Object.entries(NEXUS_NAMES).map(([value, label]) => ({ value, label })),
      ]}
    />
  )
}

/** A law or agreement that a body speaks under, and the days between which it holds. */
export function AuthorityFields(props: {
  stated: Pick<Stated, 'authority' | 'from' | 'until'>
  description: string
  required?: boolean
  onChange: (change: Partial<Pick<Stated, 'authority' | 'from' | 'until'>>) => void
}) {
  const { stated, description, required = false, onChange } = props
  return (
    <>
      <TextInput
        label="Authority"
        description={description}
        required={required}
        maxLength={300}
        value={stated.authority}
        onChange={(event) => onChange({ authority: event.currentTarget.value })}
      />
      <div className="fields">
        <TextInput
          label="Holds from"
          description="The beginning of that day, UTC"
          required={required}
          type="date"
          value={stated.from.slice(0, 10)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ from: value === '' ? '' : `${value}T00:00:00.000Z` })
          }
        />
        <TextInput
          label="Holds until"
          description="The end of that day, UTC"
          required={required}
          type="date"
          value={stated.until === '' ? '' : dayBefore(stated.until)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ until: value === '' ? '' : dayAfter(value) })
          }
        />
      </div>
    </>
  )
}
