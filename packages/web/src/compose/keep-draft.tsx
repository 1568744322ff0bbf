import { ApiError, type ComposeDraft, type Composition } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { draftQuery, useCreateDraft, useSaveDraft } from './data.ts'

/** What a press that would leave it behind waits for. */
export const BEING_READ = 'what is being read'

/** A draft as it was opened. */
export type Kept = { id: string; version: number; composition: Composition }

type Props = {
  kept: Kept | undefined
  composition: Composition
  /** Whether an input is being read: whatever is kept before that is done is kept without it. */
  isReading: boolean
  onNew: (id: string) => void
  onSaved: (draft: ComposeDraft) => void
  onTheirs: (draft: ComposeDraft) => void
}

/** Keeps what is composed where others of the member can open it. */
export function KeepDraft(props: Props) {
  return props.kept ? <SaveDraft {...props} kept={props.kept} /> : <CreateDraft {...props} />
}

function CreateDraft({ composition, isReading, onNew }: Props) {
  const create = useCreateDraft()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={create.isPending}
          missing={[isReading && BEING_READ]}
          onClick={() =>
            create.mutate(composition, { onSuccess: ({ summary }) => onNew(summary.id) })
          }
        >
          Keep as a draft
        </BusyButton>
        <span className="soft small">Analysts of your organisation can then open it.</span>
      </div>
      <Fault error={create.error} />
    </>
  )
}

function SaveDraft(props: Props & { kept: Kept }) {
  const { kept, composition, isReading, onNew, onSaved, onTheirs } = props
  const save = useSaveDraft(kept.id)
  const create = useCreateDraft()
  const isOverrun = save.error instanceof ApiError && save.error.code === 'conflict'
  const body = { version: kept.version, composition }
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={[isReading && BEING_READ]}
          onClick={() => save.mutate(body, { onSuccess: onSaved })}
        >
          Save the draft
        </BusyButton>
      </div>
      {save.data ? (
        <Said>
          Saved on <When at={save.data.summary.savedAt} />.
        </Said>
      ) : null}
      {isOverrun ? (
        <Note tone="bad" role="alert">
          <p>{(save.error as ApiError).message}.</p>
          <div className="row">
            <OpenTheirs id={kept.id} onTheirs={onTheirs} onDone={() => save.reset()} />
            <BusyButton
              variant="default"
              busy={create.isPending}
              missing={[isReading && BEING_READ]}
              onClick={() =>
                create.mutate(composition, { onSuccess: ({ summary }) => onNew(summary.id) })
              }
            >
              Keep mine as a draft of its own
            </BusyButton>
          </div>
        </Note>
      ) : (
        <Fault error={save.error} />
      )}
      <Fault error={create.error} />
    </>
  )
}

/** Takes what the other person saved; what stood here is then gone, so it says so first. */
function OpenTheirs(props: {
  id: string
  onTheirs: (draft: ComposeDraft) => void
  onDone: () => void
}) {
  const client = useQueryClient()
  const [error, setError] = useState<unknown>()
  const open = async () => {
    try {
      props.onTheirs(await client.fetchQuery(draftQuery(props.id)))
      props.onDone()
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <>
      <Button variant="default" onClick={() => void open()}>
        Open theirs and let mine go
      </Button>
      <Fault error={error} />
    </>
  )
}
