import { ApiError } from '@tocsin/api'
import { Button } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'

/**
 * Saves a changed thing over the version that it was made from; where another was saved meanwhile, both can be kept. `look`
 * finds what somebody else saved of it since, and gives nothing where nobody did.
 */
export function SaveChange<Thing, Draft>(props: {
  what: string
  version: number
  draft: Draft
  missing: (string | false)[]
  save: UseMutationResult<unknown, Error, { version: number; draft: Draft }>
  create: UseMutationResult<unknown, Error, Draft>
  look: () => Promise<Thing | undefined>
  onEdit: (next: Thing | undefined) => void
}) {
  const { what, version, draft, missing, save, create, look, onEdit } = props
  const theirs = useTheirs(look)
  const isOverrun = save.error instanceof ApiError && save.error.code === 'conflict'
  const leave = () => onEdit(undefined)
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={missing}
          onClick={() =>
            save.mutate({ version, draft }, { onSuccess: leave, onError: theirs.look })
          }
        >
          Save the change
        </BusyButton>
        <Button variant="subtle" onClick={leave}>
          Leave it as it was
        </Button>
      </div>
      {isOverrun && theirs.found ? (
        <Note tone="bad" role="alert">
          <p>{(save.error as ApiError).message}.</p>
          <div className="row">
            <Button variant="default" onClick={() => onEdit(theirs.found)}>
              Open theirs and let mine go
            </Button>
            <BusyButton
              variant="default"
              busy={create.isPending}
              missing={missing}
              onClick={() => create.mutate(draft, { onSuccess: leave })}
            >
              Save mine as {what} of its own
            </BusyButton>
          </div>
        </Note>
      ) : (
        <Fault error={save.error} />
      )}
      <Fault error={create.error ?? theirs.error} />
    </>
  )
}

function useTheirs<Thing>(look: () => Promise<Thing | undefined>) {
  const [found, setFound] = useState<Thing>()
  const [error, setError] = useState<unknown>()
  const find = async () => {
    try {
      const theirs = await look()
      setFound(() => theirs)
    } catch (cause) {
      setError(cause)
    }
  }
  return { found, error, look: () => void find() }
}
