import type { BodyOf, createMember, MemberKind } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { Fault } from '../ui/feedback.tsx'

export function MemberForm(props: {
  busy: boolean
  error: unknown
  onCreate: (draft: BodyOf<typeof createMember>) => void
}) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<MemberKind>('agency')
  const [place, setPlace] = useState('')
  const isOffice = kind === 'office'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onCreate({ name: name.trim(), kind, ...(isOffice ? { jurisdiction: place.trim() } : {}) })
    setName('')
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row row-end">
        <TextInput
          label="Name of the organisation"
          required
          maxLength={300}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as MemberKind)}
          data={Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))}
        />
        {isOffice ? (
          <TextInput
            label="Code of the place it serves"
            required
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        ) : null}
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[!name.trim() && 'a name', isOffice && !place.trim() && 'the code of its place']}
        >
          Admit
        </BusyButton>
      </div>
      <Fault error={props.error} />
    </form>
  )
}
