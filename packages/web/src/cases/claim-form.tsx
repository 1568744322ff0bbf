import {
  CONFIDENCES,
  LIKELIHOODS,
  type CaseItem,
  type Confidence,
  type Likelihood,
} from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { newId } from '../ui/send-key.ts'
import { itemsQuery, useClaim } from './data.ts'

type Draft = {
  claimId: string
  about: string
  words: string
  likelihood: Likelihood | ''
  confidence: Confidence | ''
  basis: string
}

const fresh = (): Draft => ({
  claimId: newId(),
  about: '',
  words: '',
  likelihood: '',
  confidence: '',
  basis: '',
})

/** A claim of the own member. How likely and how sure are picked apart. */
export function NewClaim({ id }: { id: string }) {
  const claim = useClaim(id)
  const [draft, setDraft] = useState(fresh)
  const { claimId, about, likelihood, confidence } = draft
  const words = draft.words.trim()
  const basis = draft.basis.trim()
  const send = () => {
    if (likelihood === '' || confidence === '') return
    claim.mutate(
      { claimId, words, likelihood, confidence, basis, ...(about === '' ? {} : { about }) },
      { onSuccess: () => setDraft(fresh()) },
    )
  }
  return (
    <details>
      <summary>Claim something</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <About id={id} draft={draft} onChange={setDraft} />
        <Judgement draft={draft} onChange={setDraft} />
        <Fault error={claim.error} />
        <div className="row">
          <BusyButton
            type="submit"
            variant="default"
            busy={claim.isPending}
            missing={[
              words === '' && 'what you claim',
              likelihood === '' && 'how likely',
              confidence === '' && 'how sure',
              basis === '' && 'what it rests on',
            ]}
          >
            Claim it
          </BusyButton>
        </div>
      </form>
    </details>
  )
}

type FieldProps = { draft: Draft; onChange: (draft: Draft) => void }

/** What it is about: an item that is shown, or the case. */
function About({ id, draft, onChange }: FieldProps & { id: string }) {
  const { data, hasNextPage } = useInfiniteQuery(itemsQuery(id))
  const items = (data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((one): one is CaseItem => 'id' in one && !one.takenOut)
  return (
    <>
      <NativeSelect
        label="About"
        {...(hasNextPage
          ? { description: 'Of those shown above; show more there to choose others' }
          : {})}
        value={draft.about}
        onChange={(event) => onChange({ ...draft, about: event.currentTarget.value })}
        data={[
          { value: '', label: 'the case' },
          ...items.map((item) => ({ value: item.id, label: item.title })),
        ]}
      />
      <TextInput
        label="What you claim"
        maxLength={300}
        value={draft.words}
        onChange={(event) => onChange({ ...draft, words: event.currentTarget.value })}
      />
    </>
  )
}

const NOT_YET = { value: '', label: 'choose' }

function Judgement({ draft, onChange }: FieldProps) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="How likely that is"
          value={draft.likelihood}
          onChange={(event) =>
            onChange({ ...draft, likelihood: event.currentTarget.value as Draft['likelihood'] })
          }
          data={[
            NOT_YET,
            ...Object.entries(LIKELIHOODS).map(([value, { words, from, to }]) => ({
              value,
              label: `${words} (${from} to ${to} %)`,
            })),
          ]}
        />
        <NativeSelect
          label="How sure you are of it"
          value={draft.confidence}
          onChange={(event) =>
            onChange({ ...draft, confidence: event.currentTarget.value as Draft['confidence'] })
          }
          data={[
            NOT_YET,
            ...Object.keys(CONFIDENCES).map((value) => ({ value, label: `${value} confidence` })),
          ]}
        />
      </div>
      <Textarea
        label="What it rests on"
        description="In sentences. One that says how likely and how sure at once is refused and shown."
        autosize
        minRows={2}
        maxLength={8000}
        value={draft.basis}
        onChange={(event) => onChange({ ...draft, basis: event.currentTarget.value })}
      />
    </>
  )
}
