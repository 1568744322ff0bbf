import type { Template, TemplateDraft } from '@tocsin/api'
import { useQueryClient } from '@tanstack/react-query'
import { templatesQuery, useChangeTemplate, useSaveTemplate } from '../releases/audience-data.ts'
import { SaveChange } from './save-change.tsx'

/** Saves a changed template; where another was saved meanwhile, both can be kept. */
export function ChangeTemplate(props: {
  edited: Template
  draft: TemplateDraft
  missing: (string | false)[]
  onEdit: (next: Template | undefined) => void
}) {
  const { edited, draft, missing, onEdit } = props
  const client = useQueryClient()
  return (
    <SaveChange
      what="a template"
      version={edited.version}
      draft={draft}
      missing={missing}
      save={useChangeTemplate(edited.id)}
      create={useSaveTemplate()}
      look={async () => {
        const { items } = await client.fetchQuery({ ...templatesQuery, staleTime: 0 })
        return items.find(({ id, version }) => id === edited.id && version !== edited.version)
      }}
      onEdit={onEdit}
    />
  )
}
