import {
  PURPOSES,
  type BodyOf,
  type createGroup,
  type Purpose,
  type Tlp,
  PURPOSE_NAMES,
} from '@tocsin/api'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { TLP_LEVELS } from '../words/tlp.ts'
import { CharterEndFields } from './charter-end.tsx'
import { NO_END, toEnd } from './ends.ts'
import { Fault } from '../ui/feedback.tsx'

type Draft = {
  name: string
  charter: string
  legalBasis: string
  purposes: Purpose[]
  maxTlp: Tlp
}

const BLANK: Draft = { name: '', charter: '', legalBasis: '', purposes: [], maxTlp: 'amber' }

/** The charter of a new group. */
export function GroupForm(props: {
  busy: boolean
  error: unknown
  onCreate: (draft: BodyOf<typeof createGroup>) => void
  onCancel: () => void
}) {
  const [draft, setDraft] = useState(BLANK)
  const [ending, setEnding] = useState(NO_END)
  const end = toEnd(ending)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (end) props.onCreate({ ...draft, ...end })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <CharterFields
        draft={draft}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
      <CharterEndFields value={ending} onChange={setEnding} />
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[
            !draft.name.trim() && 'a name',
            !draft.charter.trim() && 'the charter',
            draft.purposes.length === 0 && 'a purpose',
            !draft.legalBasis.trim() && 'the legal basis',
            !end && 'when it ends',
          ]}
        >
          Found it
        </BusyButton>
        <Button variant="default" onClick={props.onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function CharterFields(props: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { draft, onChange } = props
  return (
    <>
      <TextInput
        label="Name"
        required
        maxLength={300}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Charter"
        description="What the members agree on, in a few sentences"
        required
        rows={3}
        maxLength={8000}
        value={draft.charter}
        onChange={(event) => onChange({ charter: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="Purposes"
        value={draft.purposes}
        onChange={(values) => onChange({ purposes: values as Purpose[] })}
      >
        <div className="row">
          {PURPOSES.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={PURPOSE_NAMES[purpose]} />
          ))}
        </div>
      </Checkbox.Group>
      <div className="fields">
        <TextInput
          label="Legal basis"
          required
          maxLength={300}
          value={draft.legalBasis}
          onChange={(event) => onChange({ legalBasis: event.currentTarget.value })}
        />
        <NativeSelect
          label="Most restrictive marking"
          value={draft.maxTlp}
          onChange={(event) => onChange({ maxTlp: event.currentTarget.value as Tlp })}
          data={TLP_LEVELS.map(({ value, label }) => ({ value, label }))}
        />
      </div>
    </>
  )
}
