import type { Upload } from '@tocsin/api'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import {
  COLUMN_ROLES,
  missingRole,
  possibleTraces,
  toSize,
  withColumn,
  type Mapping,
} from './activity.ts'
import { platformOfPreset, PLATFORMS } from './platforms.ts'
import { TimeQuestion } from './time-question.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'

export type RunRequest = {
  uploadId: string
  mapping: Mapping
  traces: string[]
  window: number
  min: number
  platform: string
  timeFormat?: string
}

/** Shows the guessed columns for confirmation and asks for the parameters of a run. */
export function RunForm(props: {
  upload: Upload
  busy: boolean
  error: unknown
  onStart: (request: RunRequest) => void
  onCancel: () => void
}) {
  const { upload } = props
  const [mapping, setMapping] = useState<Mapping>(upload.mapping)
  const [refused, setRefused] = useState<ReadonlySet<string>>(
    new Set(['reply', 'reshare', 'media']),
  )
  const [seconds, setSeconds] = useState('60')
  const [min, setMin] = useState('3')
  const [platform, setPlatform] = useState(platformOfPreset(upload.preset))
  const [timeFormat, setTimeFormat] = useState('')
  const unclear = upload.times?.column === mapping['time'] ? upload.times : undefined
  const traces = possibleTraces(mapping)
  const chosen = traces.filter(({ trace }) => !refused.has(trace)).map(({ trace }) => trace)
  const missing =
    missingRole(mapping) ?? (unclear && timeFormat === '' ? 'how times are written' : undefined)
  const toggle = (trace: string, wanted: boolean) => {
    const next = new Set(refused)
    if (wanted) next.delete(trace)
    else next.add(trace)
    setRefused(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const window = Number(seconds)
    const asked = { mapping, traces: chosen, window, min: Number(min), platform }
    props.onStart({
      uploadId: upload.id,
      ...asked,
      ...(timeFormat ? { timeFormat } : {}),
    })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        <strong>{upload.fileName}</strong> · {upload.rows.toLocaleString('en')} rows ·{' '}
        {toSize(upload.bytes)}
        {upload.preset
          ? ` · looks like ${upload.preset}`
          : ' · no known layout: please map the columns'}
      </p>
      <fieldset className="plain-set">
        <legend>Which column is what?</legend>
        <div className="fields">
          {COLUMN_ROLES.map(({ role, name, required, hint }) => (
            <NativeSelect
              key={role}
              label={required ? `${name} *` : name}
              description={hint}
              value={mapping[role] ?? ''}
              onChange={(event) => setMapping(withColumn(mapping, role, event.currentTarget.value))}
              data={[{ value: '', label: required ? 'choose' : 'none' }, ...upload.columns]}
            />
          ))}
        </div>
      </fieldset>
      <div className="fields">
        <NativeSelect
          label="Platform of the accounts"
          description="One name on two platforms is two accounts."
          value={platform}
          onChange={(event) => setPlatform(event.currentTarget.value)}
          data={PLATFORMS}
        />
      </div>
      {unclear ? (
        <TimeQuestion times={unclear} value={timeFormat} onChange={setTimeFormat} />
      ) : null}
      <fieldset className="plain-set">
        <legend>What counts as acting together?</legend>
        <div className="row">
          {traces.map(({ trace, name }) => (
            <Checkbox
              key={trace}
              label={name}
              checked={!refused.has(trace)}
              onChange={(event) => toggle(trace, event.currentTarget.checked)}
            />
          ))}
        </div>
        <div className="fields">
          <TextInput
            label="Within (seconds)"
            type="number"
            min="1"
            max="31536000"
            required
            value={seconds}
            onChange={(event) => setSeconds(event.currentTarget.value)}
          />
          <TextInput
            label="At least (times)"
            type="number"
            min="1"
            max="1000000"
            required
            value={min}
            onChange={(event) => setMin(event.currentTarget.value)}
          />
        </div>
      </fieldset>
      {missing ? (
        <Note tone="warn">
          <p>Still to be chosen: {missing}.</p>
        </Note>
      ) : null}
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          disabled={missing !== undefined || chosen.length === 0}
        >
          Look for coordination
        </BusyButton>
        <Button variant="default" onClick={props.onCancel}>
          Choose another file
        </Button>
      </div>
    </form>
  )
}
