import { Checkbox, TextInput } from '@mantine/core'
import type { Settings, TraceChoice } from './activity.ts'

export const NO_SETTINGS: Settings = { refused: new Set(), seconds: '', min: '' }

/** Says how accounts will be judged; what may be chosen of it stands folded below. */
export function RunSettings(props: {
  traces: TraceChoice[]
  value: Settings
  onChange: (value: Settings) => void
}) {
  const { traces, value, onChange } = props
  const toggle = (trace: string, wanted: boolean) => {
    const refused = new Set(value.refused)
    if (wanted) refused.delete(trace)
    else refused.add(trace)
    onChange({ ...value, refused })
  }
  return (
    <>
      <p>
        {value.seconds
          ? `Only what lies within ${value.seconds} s of each other counts, as other tools have it.`
          : 'Accounts are judged at all time scales at once, from seconds to a week, by all that the columns hold.'}
      </p>
      <details>
        <summary>Advanced: what is looked at, and counting as other tools do</summary>
        <div className="stack">
          <fieldset className="plain-set">
            <legend>What counts as acting together?</legend>
            <div className="row">
              {traces.map(({ trace, name }) => (
                <Checkbox
                  key={trace}
                  label={name}
                  checked={!value.refused.has(trace)}
                  onChange={(event) => toggle(trace, event.currentTarget.checked)}
                />
              ))}
            </div>
          </fieldset>
          <div className="fields">
            <NumberField
              label="Within (seconds)"
              hint="left empty: all time scales at once"
              max="31536000"
              value={value.seconds}
              onChange={(seconds) => onChange({ ...value, seconds })}
            />
            <NumberField
              label="At least (times)"
              hint="for pairs by one kind of thing; left empty: the detector’s own"
              max="1000000"
              value={value.min}
              onChange={(min) => onChange({ ...value, min })}
            />
          </div>
        </div>
      </details>
    </>
  )
}

function NumberField(props: {
  label: string
  hint: string
  max: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <TextInput
      label={props.label}
      description={props.hint}
      type="number"
      min="1"
      max={props.max}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
