import { REPORT_KINDS, type Incident } from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { REPORT_WORDS } from '../words/report-words.ts'

export type Said = Pick<Incident, 'title' | 'what' | 'firstDay' | 'lastDay' | 'kind'>

/** What happened, when, and by which playbook; kept by a press. */
export function IncidentForm(props: {
  from: Said
  act: string
  busy: boolean
  error: unknown
  onKeep: (said: Said) => void
}) {
  const [said, setSaid] = useState(props.from)
  const { title, what, firstDay, lastDay } = said
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        props.onKeep({ ...said, title: title.trim(), what: what.trim() })
      }}
    >
      <TextInput
        label="Title"
        required
        maxLength={200}
        value={title}
        onChange={(event) => setSaid({ ...said, title: event.currentTarget.value })}
      />
      <Textarea
        label="What happened"
        description="What you knew, what you did, what you would do again. Your organisation alone reads it."
        autosize
        minRows={4}
        maxLength={8000}
        value={what}
        onChange={(event) => setSaid({ ...said, what: event.currentTarget.value })}
      />
      <DaysRow said={said} onChange={setSaid} />
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[
            title.trim() === '' && 'a title',
            what.trim() === '' && 'what happened',
            (firstDay === '' || lastDay === '') && 'its first and last day',
          ]}
        >
          {props.act}
        </BusyButton>
      </div>
    </form>
  )
}

/** When it was, and by which playbook. */
function DaysRow({ said, onChange }: { said: Said; onChange: (said: Said) => void }) {
  return (
    <div className="row">
      <TextInput
        label="First day"
        type="date"
        value={said.firstDay}
        onChange={(event) => onChange({ ...said, firstDay: event.currentTarget.value })}
      />
      <TextInput
        label="Last day"
        type="date"
        value={said.lastDay}
        onChange={(event) => onChange({ ...said, lastDay: event.currentTarget.value })}
      />
      <KindField said={said} onChange={onChange} />
    </div>
  )
}

function KindField({ said, onChange }: { said: Said; onChange: (said: Said) => void }) {
  return (
    <NativeSelect
      label="Playbook"
      value={said.kind ?? ''}
      onChange={(event) => {
        const { kind: _before, ...rest } = said
        const kind = REPORT_KINDS.find((one) => one === event.currentTarget.value)
        onChange(kind ? { ...rest, kind } : rest)
      }}
      data={[
        { value: '', label: 'none' },
        ...REPORT_KINDS.map((value) => ({ value, label: REPORT_WORDS.en.kinds[value] })),
      ]}
    />
  )
}
