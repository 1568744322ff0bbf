import { PURPOSES, type BodyOf, type createGroup, type Purpose, type Tlp } from '@tocsin/api'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { PURPOSE_NAMES } from '../words/names.ts'
import { TLP_LEVELS } from '../words/tlp.ts'
import { CharterEndFields, NO_END, toEnd } from './charter-end.tsx'
import { Fault } from '../ui/feedback.tsx'

/** The charter of a new group. */
export function GroupForm(props: {
  busy: boolean
  error: unknown
  onCreate: (draft: BodyOf<typeof createGroup>) => void
  onCancel: () => void
}) {
  const [name, setName] = useState('')
  const [charter, setCharter] = useState('')
  const [legalBasis, setBasis] = useState('')
  const [purposes, setPurposes] = useState<Purpose[]>([])
  const [maxTlp, setMaxTlp] = useState<Tlp>('amber')
  const [ending, setEnding] = useState(NO_END)
  const end = toEnd(ending)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (end) props.onCreate({ name, charter, purposes, legalBasis, maxTlp, ...end })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label="Name"
        required
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Charter"
        description="What the members agree on, in a few sentences"
        required
        rows={3}
        maxLength={8000}
        value={charter}
        onChange={(event) => setCharter(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="Purposes"
        value={purposes}
        onChange={(values) => setPurposes(values as Purpose[])}
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
          value={legalBasis}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <NativeSelect
          label="Most restrictive marking"
          value={maxTlp}
          onChange={(event) => setMaxTlp(event.currentTarget.value as Tlp)}
          data={TLP_LEVELS.map(({ value, label }) => ({ value, label }))}
        />
      </div>
      <CharterEndFields value={ending} onChange={setEnding} />
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[
            !name.trim() && 'a name',
            !charter.trim() && 'the charter',
            purposes.length === 0 && 'a purpose',
            !legalBasis.trim() && 'the legal basis',
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
