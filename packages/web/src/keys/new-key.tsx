import { Checkbox, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { fromField } from '../words/time.ts'
import { useCreateKey } from './data.ts'

/** Makes a key and shows its secret, once. */
export function NewKey() {
  const [label, setLabel] = useState('')
  const [canWrite, setCanWrite] = useState(false)
  const [ends, setEnds] = useState('')
  const create = useCreateKey()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const endsAt = fromField(ends)
    create.mutate(
      { label: label.trim(), canWrite, ...(endsAt ? { endsAt } : {}) },
      { onSuccess: () => setLabel('') },
    )
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row row-end">
        <TextInput
          label="What is it for"
          required
          maxLength={300}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label="Ends"
          type="datetime-local"
          description="Empty: holds until it is revoked"
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <Checkbox
          label="May also write"
          checked={canWrite}
          onChange={(event) => setCanWrite(event.currentTarget.checked)}
        />
        <BusyButton
          type="submit"
          busy={create.isPending}
          missing={[!label.trim() && 'what it is for']}
        >
          Make a key
        </BusyButton>
      </div>
      <Fault error={create.error} />
      {create.data ? (
        <Note tone="warn">
          <p>
            <strong>Copy it now: it is not shown again.</strong>
          </p>
          <p className="mono">{create.data.secret}</p>
        </Note>
      ) : null}
    </form>
  )
}
