import type { ContactProposalDraft, Reach } from '@tocsin/api'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { OnFile } from './contact-changes.ts'
import { useImportContacts, useProposeContact } from './data.ts'
import { ReachFields } from './reach-fields.tsx'
import {
  faultOfFields,
  toReach,
  toReachFields,
  type ReachFields as ReachFieldsOf,
} from './reach.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { nameOfLanguage } from '../words/language.ts'

const CHANGERS = ['operator', 'analyst', 'clerk'] as const

/** Whether the person may change contacts: at once or by a proposal. */
export function useMayChange(): boolean {
  const { person } = useSuspenseQuery(sessionQuery).data
  return CHANGERS.some((role) => person.roles.includes(role))
}

/** Changes one contact of an office: an operator at once, anybody else by a proposal that an operator lets stand. */
export function ChangeContact(props: {
  before: OnFile
  place: string
  /** The place has a time zone of its own. */
  placeZone: boolean
  /** How it is known, where that is known before it is asked. */
  why?: string
  onDone: (said: string) => void
  onCancel: () => void
}) {
  const { before, place, placeZone, why = '' } = props
  const { person } = useSuspenseQuery(sessionQuery).data
  const isOperator = person.roles.includes('operator')
  const [now, setNow] = useState({ ...before, ...toReachFields(before), why })
  const set = (change: Partial<Written>) => setNow((was) => ({ ...was, ...change }))
  const propose = useProposeContact()
  const write = useImportContacts()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { why: known, ...contact } = toDraft(now)
    if (isOperator)
      write.mutate([contact], {
        onSuccess: () => props.onDone('It is on file now, and on record.'),
      })
    else
      propose.mutate(
        { ...contact, why: known },
        {
          onSuccess: () => props.onDone('Proposed: it is on file once an operator lets it stand.'),
        },
      )
  }
  return (
    <form className="stack change-contact" onSubmit={submit} aria-label={`Contact of ${place}`}>
      <Fields now={now} set={set} />
      <ReachFields fields={now} onChange={set} placeZone={placeZone} />
      {isOperator ? null : <Why now={now} set={set} />}
      <Fault error={propose.error ?? write.error} />
      <div className="row">
        <BusyButton
          type="submit"
          size="xs"
          busy={propose.isPending || write.isPending}
          missing={[
            !now.title.trim() && 'the post',
            !now.email.trim() && 'the address',
            !isOperator && !now.why.trim() && 'how you know',
            faultOfFields(now, placeZone) && 'an order of ways that can be kept',
          ]}
        >
          {isOperator ? 'Put on file' : 'Propose'}
        </BusyButton>
        <Button variant="default" size="xs" onClick={props.onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

type Written = Omit<OnFile, keyof Reach> & ReachFieldsOf & { why: string }

function Fields({ now, set }: { now: Written; set: (change: Partial<Written>) => void }) {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  return (
    <div className="two-up">
      <TextInput
        label="Post"
        required
        maxLength={300}
        value={now.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <NativeSelect
        label="Language"
        value={now.language}
        onChange={(event) => set({ language: event.currentTarget.value })}
        data={languages.map((value) => ({ value, label: nameOfLanguage(value) }))}
      />
      <TextInput
        label="Mail address"
        type="email"
        required
        value={now.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
    </div>
  )
}

function Why({ now, set }: { now: Written; set: (change: Partial<Written>) => void }) {
  return (
    <Textarea
      label="How you know"
      description="For the operator who lets it stand"
      required
      autosize
      maxLength={8000}
      value={now.why}
      onChange={(event) => set({ why: event.currentTarget.value })}
    />
  )
}

function toDraft(now: Written): ContactProposalDraft {
  return {
    jurisdiction: now.jurisdiction,
    role: now.role,
    rank: now.rank,
    title: now.title.trim(),
    email: now.email.trim(),
    language: now.language,
    why: now.why.trim(),
    ...toReach(now),
  }
}
