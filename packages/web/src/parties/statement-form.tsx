import type { Party } from '@tocsin/api'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { DraftNote, useDraft } from '../session/draft.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useStatement } from './data.ts'
import { faultAt, toStatement, type Faults, type Fields } from './fields.ts'
import { PartyForm } from './party-form.tsx'

/** The form with its sending: a new party, or with `id` a new version of one. */
export function StatementForm(props: {
  id?: string
  isMember: boolean
  start: Fields
  onSent: (party: Party) => void
}) {
  const { id, isMember, onSent } = props
  const draft = useDraft(`party-${id ?? (isMember ? 'own' : 'other')}`, props.start)
  const [own, setOwn] = useState<Faults>({})
  const send = useStatement()
  const form = useRef<HTMLFormElement>(null)
  const { statement, missing, faults } = toStatement(draft.value)
  const theirs = faultAt(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setOwn(faults)
    if (missing.length > 0 || Object.keys(faults).length > 0) return
    send.mutate(
      { id, isMember, statement },
      {
        onSuccess: (party) => {
          draft.discard()
          onSent(party)
        },
      },
    )
  }
  useFocusOnFault(form, `${JSON.stringify(own)} ${JSON.stringify(theirs)}`)
  return (
    <form className="stack" ref={form} noValidate onSubmit={submit}>
      <DraftNote draft={draft} />
      <PartyForm
        fields={draft.value}
        faults={{ ...theirs, ...own }}
        onChange={(part) => {
          setOwn((known) => without(known, part))
          if (send.error) send.reset()
          draft.set((now) => ({ ...now, ...part }))
        }}
      />
      <Fault error={send.error} />
      <div className="row">
        <BusyButton type="submit" busy={send.isPending} missing={missing}>
          Send it to be looked at
        </BusyButton>
      </div>
    </form>
  )
}

/** Faults but those of fields that have just been changed. */
function without(faults: Faults, part: Partial<Fields>): Faults {
  const left = Object.entries(faults).filter(([field]) => {
    const [name = ''] = field.split('.')
    return !(name in part)
  })
  return Object.fromEntries(left)
}

/** Takes whoever pressed to the first field with a fault. */
function useFocusOnFault(form: React.RefObject<HTMLFormElement | null>, faults: string): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form, faults])
}
