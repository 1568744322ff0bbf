import type { Decision, DecisionKeyRef } from '@tocsin/api'
import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSeal } from './data.ts'

type Stated = Omit<Decision, 'outcome'> & { outcome: Decision['outcome'] | '' }
const NOTHING: Stated = { outcome: '', how: '', known: false, anyway: false, policy: '' }

/** The own member's decision about a release; it is sealed in this browser before anything is sent. */
export function DecisionForm(props: {
  releaseId: string
  memberId: string
  sealingKey: DecisionKeyRef
  /** Keys of the three key holders that it is sealed to as well, or none. */
  holders: readonly { id: string; publicKey: string }[]
}) {
  const { releaseId, memberId, sealingKey, holders } = props
  const seal = useSeal({ releaseId, memberId })
  const [stated, setStated] = useState(NOTHING)
  const { outcome, how, policy } = stated
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (outcome === '') return
    const decision = { ...stated, outcome, how: how.trim(), policy: policy.trim() }
    seal.mutate({ key: sealingKey, decision, holders }, { onSuccess: () => setStated(NOTHING) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Fields stated={stated} onChange={setStated} />
      <Fault error={seal.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={seal.isPending}
          missing={[outcome === '' && 'what was decided', policy.trim() === '' && 'the policy']}
        >
          Seal it
        </BusyButton>
      </div>
      {seal.isSuccess ? (
        <Said takesFocus>Sealed. The clock commits to it with its next batch.</Said>
      ) : null}
    </form>
  )
}

function Fields(props: { stated: Stated; onChange: (stated: Stated) => void }) {
  const { stated } = props
  const set = (change: Partial<Stated>) => props.onChange({ ...stated, ...change })
  return (
    <>
      <Radio.Group
        label="What your organisation decided"
        required
        value={stated.outcome}
        onChange={(value) => set({ outcome: value as Decision['outcome'] })}
      >
        <div className="stack">
          <Radio value="acted" label="It acted" />
          <Radio value="declined" label="It did not act" />
        </div>
      </Radio.Group>
      <Textarea
        label="How, or why not"
        minRows={2}
        maxLength={1200}
        value={stated.how}
        onChange={(event) => set({ how: event.currentTarget.value })}
      />
      <TextInput
        label="Your own policy by which it decided"
        required
        maxLength={300}
        value={stated.policy}
        onChange={(event) => set({ policy: event.currentTarget.value })}
      />
      <Checkbox
        label="We knew already"
        checked={stated.known}
        onChange={(event) => set({ known: event.currentTarget.checked })}
      />
      <Checkbox
        label="We would have acted without being told"
        checked={stated.anyway}
        onChange={(event) => set({ anyway: event.currentTarget.checked })}
      />
    </>
  )
}
