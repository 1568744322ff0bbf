import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { MemberRef } from '@tocsin/api'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useAskOpening } from './openings-data.ts'

const NOTHING = { releaseId: '', memberId: '', authority: '', reason: '' }
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** A key holder asks the others; it agrees by asking, and the member is shown it. */
export function AskOpeningForm({ members }: { members: readonly MemberRef[] }) {
  const ask = useAskOpening()
  const [stated, setStated] = useState(NOTHING)
  const [releaseId] = ID.exec(stated.releaseId) ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!releaseId) return
    ask.mutate({ ...stated, releaseId }, { onSuccess: () => setStated(NOTHING) })
  }
  return (
    <details>
      <summary>Ask the key holders to open a decision</summary>
      <form className="stack" onSubmit={submit}>
        <Fields members={members} stated={stated} onChange={setStated} />
        <Fault error={ask.error} />
        <div className="row">
          <BusyButton
            type="submit"
            busy={ask.isPending}
            missing={[
              !releaseId && 'the release',
              stated.memberId === '' && 'whose decision',
              stated.authority.trim() === '' && 'for whom',
              stated.reason.trim() === '' && 'the grounds',
            ]}
          >
            Ask, and agree to it
          </BusyButton>
        </div>
        {ask.isSuccess ? <Said takesFocus>Asked. It stands above.</Said> : null}
      </form>
    </details>
  )
}

type Stated = typeof NOTHING

function Fields(props: {
  members: readonly MemberRef[]
  stated: Stated
  onChange: (stated: Stated) => void
}) {
  const { members, stated, onChange } = props
  const set = (change: Partial<Stated>) => onChange({ ...stated, ...change })
  return (
    <>
      <TextInput
        label="Release"
        description="Its address or its id, as the court or inspector names it"
        required
        maxLength={300}
        value={stated.releaseId}
        onChange={(event) => set({ releaseId: event.currentTarget.value })}
      />
      <NativeSelect
        label="Whose decision"
        required
        value={stated.memberId}
        onChange={(event) => set({ memberId: event.currentTarget.value })}
        data={[
          { value: '', label: 'choose one' },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        label="For whom"
        description="The court or inspector, and the number of its order"
        required
        maxLength={300}
        value={stated.authority}
        onChange={(event) => set({ authority: event.currentTarget.value })}
      />
      <Textarea
        label="On what grounds"
        description="It is shown to the other key holders and to the member itself; no erasure reaches it."
        required
        minRows={2}
        maxLength={8000}
        value={stated.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </>
  )
}
