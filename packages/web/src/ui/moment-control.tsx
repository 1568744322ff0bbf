import { Button, TextInput } from '@mantine/core'
import { fromField, toField, toLocalTime } from '../words/time.ts'

const MINUTE = 60_000

/** Chooses the instant that a picture is to show; without one it shows now. */
export function MomentControl(props: {
  from: string
  to: string
  at: string | undefined
  onChange: (at: string | undefined) => void
}) {
  const start = Math.floor(Date.parse(props.from) / MINUTE)
  const end = Math.max(start + 1, Math.ceil(Date.parse(props.to) / MINUTE))
  const value = props.at ? Math.round(Date.parse(props.at) / MINUTE) : end
  const set = (minute: number) =>
    props.onChange(minute >= end ? undefined : new Date(minute * MINUTE).toISOString())
  return (
    <div className="moment">
      <label className="moment-slide">
        <span>
          Shown as it stood: <strong>{props.at ? toLocalTime(props.at) : 'now'}</strong>
        </span>
        <input
          type="range"
          min={start}
          max={end}
          value={value}
          aria-valuetext={props.at ? toLocalTime(props.at) : 'now'}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
      </label>
      <TextInput
        label="At this moment"
        size="xs"
        type="datetime-local"
        min={toField(props.from)}
        value={toField(props.at ?? props.to)}
        onChange={(event) => {
          const at = fromField(event.currentTarget.value)
          if (at) set(Math.round(Date.parse(at) / MINUTE))
        }}
      />
      <Button
        variant="default"
        size="xs"
        disabled={!props.at}
        onClick={() => props.onChange(undefined)}
      >
        Now
      </Button>
    </div>
  )
}
