import type { ElectionClock } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'

export type Clock = ElectionClock & { key: number }

/** Shorter times to answer notices as the election comes near. */
export function ClockFields(props: {
  clocks: readonly Clock[]
  onChange: (clocks: Clock[]) => void
}) {
  const { clocks, onChange } = props
  const set = (key: number, change: Partial<ElectionClock>) =>
    onChange(clocks.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const add = () => {
    const key = Math.max(-1, ...clocks.map((one) => one.key)) + 1
    onChange([...clocks, { key, lastDays: 7, answerWithin: 60 }])
  }
  return (
    <fieldset className="stack plain-set">
      <legend>Time to answer notices, as the day comes near</legend>
      {clocks.map((one, at) => (
        <div key={one.key} className="row row-end">
          <NumberField
            label={`In the last days, ${at + 1}`}
            min={0}
            max={365}
            value={one.lastDays}
            onChange={(lastDays) => set(one.key, { lastDays })}
          />
          <NumberField
            label={`At most minutes, ${at + 1}`}
            min={1}
            max={10_080}
            value={one.answerWithin}
            onChange={(answerWithin) => set(one.key, { answerWithin })}
          />
          <Button
            variant="default"
            aria-label={`Remove time ${at + 1}`}
            onClick={() => onChange(clocks.filter(({ key }) => key !== one.key))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" size="xs" disabled={clocks.length >= 10} onClick={add}>
          Add a shorter time
        </Button>
      </div>
    </fieldset>
  )
}

/** A whole number. */
export function NumberField(props: {
  label: string
  min: number
  max: number
  value: number
  onChange: (value: number) => void
}) {
  return (
    <TextInput
      label={props.label}
      type="number"
      required
      min={props.min}
      max={props.max}
      step={1}
      value={Number.isNaN(props.value) ? '' : props.value}
      onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
    />
  )
}
