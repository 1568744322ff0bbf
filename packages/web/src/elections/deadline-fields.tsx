import { Button, TextInput } from '@mantine/core'
import { useRef } from 'react'

export type Deadline = { key: number; name: string; date: string }

/** Days by which something has to be done before or after an election. */
export function DeadlineFields(props: {
  deadlines: readonly Deadline[]
  onChange: (deadlines: Deadline[]) => void
}) {
  const { deadlines, onChange } = props
  const set = (key: number, change: Partial<Deadline>) =>
    onChange(deadlines.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const fresh = useRef<number>(undefined)
  const adding = useRef<HTMLButtonElement>(null)
  const add = () => {
    const key = Math.max(-1, ...deadlines.map((one) => one.key)) + 1
    fresh.current = key
    onChange([...deadlines, { key, name: '', date: '' }])
  }
  const remove = (key: number) => {
    // The pressed button goes with what it removes.
    adding.current?.focus()
    onChange(deadlines.filter((one) => one.key !== key))
  }
  return (
    <fieldset className="stack plain-set">
      <legend>Deadlines</legend>
      {deadlines.map((one, at) => (
        <div key={one.key} className="row row-end">
          <TextInput
            label={`What ends, ${at + 1}`}
            required
            ref={(input) => {
              if (one.key !== fresh.current) return
              input?.focus()
              fresh.current = undefined
            }}
            maxLength={300}
            value={one.name}
            onChange={(event) => set(one.key, { name: event.currentTarget.value })}
          />
          <TextInput
            label={`Last day, ${at + 1}`}
            type="date"
            required
            value={one.date}
            onChange={(event) => set(one.key, { date: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={`Remove deadline ${at + 1}`}
            onClick={() => remove(one.key)}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button ref={adding} variant="default" size="xs" onClick={add}>
          Add a deadline
        </Button>
      </div>
    </fieldset>
  )
}
