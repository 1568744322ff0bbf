import { ApiError, type Template, type TemplateDraft } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { templatesQuery, useChangeTemplate, useSaveTemplate } from '../releases/audience-data.ts'

type Props = {
  edited: Template
  draft: TemplateDraft
  onEdit: (next: Template | undefined) => void
}

/** Saves a changed template over the version that it was made from; where another was saved meanwhile, both can be kept. */
export function ChangeTemplate({ edited, draft, onEdit }: Props) {
  const save = useChangeTemplate(edited.id)
  const create = useSaveTemplate()
  const theirs = useTheirs(edited)
  const isOverrun = save.error instanceof ApiError && save.error.code === 'conflict'
  const missing = [draft.name.trim() === '' && 'a name']
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={missing}
          onClick={() =>
            save.mutate(
              { version: edited.version, draft },
              { onSuccess: () => onEdit(undefined), onError: theirs.look },
            )
          }
        >
          Save the change
        </BusyButton>
        <Button variant="subtle" onClick={() => onEdit(undefined)}>
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
              onClick={() => create.mutate(draft, { onSuccess: () => onEdit(undefined) })}
            >
              Save mine as a template of its own
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

/** What somebody else saved of it since it was opened, once that is looked for; nothing where nobody did. */
function useTheirs({ id, version }: Template) {
  const client = useQueryClient()
  const [found, setFound] = useState<Template>()
  const [error, setError] = useState<unknown>()
  const look = async () => {
    try {
      const { items } = await client.fetchQuery({ ...templatesQuery, staleTime: 0 })
      setFound(items.find((one) => one.id === id && one.version !== version))
    } catch (cause) {
      setError(cause)
    }
  }
  return { found, error, look: () => void look() }
}
