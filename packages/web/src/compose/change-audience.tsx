import type { Audience, AudienceDraft } from '@tocsin/api'
import { useQueryClient } from '@tanstack/react-query'
import { audiencesQuery, useChangeAudience, useSaveAudience } from '../releases/audience-data.ts'
import { SaveChange } from './save-change.tsx'

/** Saves a changed audience; where another was saved meanwhile, both can be kept. */
export function ChangeAudience(props: {
  edited: Audience
  draft: AudienceDraft
  missing: (string | false)[]
  onEdit: (next: Audience | undefined) => void
}) {
  const { edited, draft, missing, onEdit } = props
  const client = useQueryClient()
  return (
    <SaveChange
      what="an audience"
      version={edited.version}
      draft={draft}
      missing={missing}
      save={useChangeAudience(edited.id)}
      create={useSaveAudience()}
      look={async () => {
        const { items } = await client.fetchQuery({ ...audiencesQuery, staleTime: 0 })
        return items.find(({ id, version }) => id === edited.id && version !== edited.version)
      }}
      onEdit={onEdit}
    />
  )
}
