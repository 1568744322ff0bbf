import type { PaperContent, PaperKind } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useKeepPaper } from './data.ts'

/** Keeps what stands here under a name, for everybody of the own organisation. */
export function KeepAs(props: {
  kind: PaperKind
  label: string
  disabled?: boolean
  content: PaperContent
}) {
  const { kind, label, content } = props
  const [asking, setAsking] = useState(false)
  const [name, setName] = useState('')
  const keep = useKeepPaper()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A form in a dialog of a form: the outer one is not sent.
    event.stopPropagation()
    keep.mutate({ kind, name: name.trim(), content }, { onSuccess: () => setAsking(false) })
  }
  return (
    <>
      <Button
        variant="default"
        size="xs"
        disabled={props.disabled ?? false}
        onClick={() => {
          keep.reset()
          setAsking(true)
        }}
      >
        {label}
      </Button>
      {keep.data && !asking ? <Said>Kept as “{keep.data.summary.name}”.</Said> : null}
      {asking ? (
        <Dialog title={label} onClose={() => setAsking(false)}>
          <form className="stack" onSubmit={submit}>
            <TextInput
              label="Name"
              description="Every analyst of your organisation sees it"
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Fault error={keep.error} />
            <div className="row">
              <BusyButton type="submit" busy={keep.isPending} missing={[!name.trim() && 'a name']}>
                Keep
              </BusyButton>
              <Button variant="default" onClick={() => setAsking(false)}>
                Do not
              </Button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  )
}
