import type { DetectorMethod, Upload } from '@tocsin/api'
import { Button, NativeSelect } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import {
  COLUMN_ROLES,
  missingRoles,
  possibleTraces,
  toSize,
  traceName,
  withColumn,
  type Mapping,
} from './activity.ts'
import { missingTraces, toSettings } from './method.ts'
import { platformOfPreset, PLATFORMS } from './platforms.ts'
import { NO_SETTINGS, RunSettings } from './run-settings.tsx'
import { TimeQuestion } from './time-question.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

export type RunRequest = {
  uploadId: string
  mapping: Mapping
  traces: string[]
  window?: number
  min?: number
  platform: string
  timeFormat?: string
}

/** Shows the guessed columns for confirmation and asks for the parameters of a run. */
export function RunForm(props: {
  upload: Upload
  busy: boolean
  error: unknown
  /** How it is looked through, where somebody gave that. */
  method?: DetectorMethod | undefined
  onStart: (request: RunRequest) => void
  onCancel: () => void
}) {
  const { upload, method } = props
  const [mapping, setMapping] = useState<Mapping>(upload.mapping)
  const [settings, setSettings] = useState(() => (method ? toSettings(method) : NO_SETTINGS))
  const [platform, setPlatform] = useState(platformOfPreset(upload.preset))
  const [timeFormat, setTimeFormat] = useState('')
  const unclear = upload.times?.column === mapping['time'] ? upload.times : undefined
  const traces = possibleTraces(mapping)
  const chosen = traces
    .filter(({ trace }) => !settings.refused.has(trace))
    .map(({ trace }) => trace)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onStart({
      uploadId: upload.id,
      mapping,
      traces: chosen,
      platform,
      ...numbersOf(settings),
      ...(unclear && timeFormat ? { timeFormat } : {}),
    })
  }
  const missing = missingOf({ mapping, traces, chosen, isTimeOpen: !!unclear && !timeFormat })
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        <strong>{upload.fileName}</strong> · {countOf(upload.rows, 'row')} · {toSize(upload.bytes)}
        {` · ${presetWords(upload.preset)}`}
      </p>
      <ColumnFields columns={upload.columns} mapping={mapping} onChange={setMapping} />
      <PlatformField value={platform} onChange={setPlatform} />
      {unclear ? (
        <TimeQuestion times={unclear} value={timeFormat} onChange={setTimeFormat} />
      ) : null}
      <RunSettings traces={traces} value={settings} onChange={setSettings} />
      {method ? <NotLookedAt method={method} mapping={mapping} /> : null}
      <Fault error={props.error} />
      <div className="row">
        <BusyButton type="submit" busy={props.busy} missing={missing}>
          Look for coordination
        </BusyButton>
        <Button variant="default" onClick={props.onCancel}>
          Choose another file
        </Button>
      </div>
    </form>
  )
}

/** What of a method cannot be looked at in this file. */
function NotLookedAt({ method, mapping }: { method: DetectorMethod; mapping: Mapping }) {
  const missing = missingTraces(method, mapping)
  if (missing.length === 0) return null
  return (
    <Note tone="warn">
      <p>
        The method looks at {missing.map(traceName).join(', ')} too. Your columns hold nothing to
        read that from, or this screen cannot ask for it, so the run leaves it out.
      </p>
    </Note>
  )
}

/** What a run still needs to be told. */
function missingOf(form: {
  mapping: Mapping
  traces: readonly unknown[]
  chosen: readonly string[]
  isTimeOpen: boolean
}) {
  const { mapping, traces, chosen, isTimeOpen } = form
  return [
    ...missingRoles(mapping).map((name) => `the column of “${name}”`),
    isTimeOpen && 'how times are written',
    traces.length === 0 && 'a column of what is shared, such as text or links',
    traces.length > 0 && chosen.length === 0 && 'what is looked at, under Advanced',
  ]
}

function PlatformField(props: { value: string; onChange: (platform: string) => void }) {
  return (
    <div className="fields">
      <NativeSelect
        label="Platform of the accounts"
        description="One name on two platforms is two accounts."
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        data={PLATFORMS}
      />
    </div>
  )
}

function ColumnFields(props: {
  columns: readonly string[]
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}) {
  const { columns, mapping, onChange } = props
  return (
    <fieldset className="plain-set">
      <legend>Which column is what?</legend>
      <div className="fields">
        {COLUMN_ROLES.map(({ role, name, required, hint }) => (
          <NativeSelect
            key={role}
            label={required ? `${name} *` : name}
            description={hint}
            value={mapping[role] ?? ''}
            onChange={(event) => onChange(withColumn(mapping, role, event.currentTarget.value))}
            data={[{ value: '', label: required ? 'choose' : 'none' }, ...columns]}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** What was asked for in numbers; the detector chooses what is left out. */
function numbersOf({ seconds, min }: typeof NO_SETTINGS): Pick<RunRequest, 'window' | 'min'> {
  return {
    ...(seconds ? { window: Number(seconds) } : {}),
    ...(min ? { min: Number(min) } : {}),
  }
}

/** What the columns were known by. */
function presetWords(preset: string | undefined): string {
  if (preset === undefined) return 'no known layout: please map the columns'
  return preset === 'by name' ? 'columns known by their names' : `looks like ${preset}`
}
