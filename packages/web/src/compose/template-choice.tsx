import type { Audience, Composition, Template, Terms } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fault, Said } from '../ui/feedback.tsx'
import { groupsQuery } from '../groups/data.ts'
import {
  audiencesQuery,
  templatesQuery,
  termsOfTemplate,
  whyUnusable,
} from '../releases/audience-data.ts'

/** The template that a release begins with, and its terms where its audience can be chosen. */
export type Begun = { chosen?: Template; terms?: Terms }

/** Begins with the words and settings of a template. What stands there already is kept; only what is empty is filled. */
export function TemplateChoice(props: {
  composition: Composition
  chosen: Template | undefined
  onBegin: (change: Partial<Composition>, begun: Begun) => void
}) {
  const { composition, chosen, onBegin } = props
  const templates = useQuery(templatesQuery)
  const audiences = useQuery(audiencesQuery)
  const groups = useQuery(groupsQuery)
  const items = templates.data?.items ?? []
  const begin = (template: Template) => {
    const { draft } = template
    const terms = termsOfTemplate(draft, audiences.data?.items ?? [], groups.data?.items ?? [])
    onBegin(filledBy(template, composition), { chosen: template, ...(terms ? { terms } : {}) })
  }
  const isReady = audiences.data !== undefined && groups.data !== undefined
  return (
    <div className="stack">
      <div className="row">
        {items.length > 0 && isReady ? (
          <NativeSelect
            aria-label="Begin with a template"
            value={chosen?.id ?? ''}
            onChange={(event) => {
              const next = items.find(({ id }) => id === event.currentTarget.value)
              if (next) begin(next)
            }}
            data={[
              { value: '', label: 'Begin with a template', disabled: chosen !== undefined },
              ...items.map(({ id, draft }) => ({ value: id, label: draft.name })),
            ]}
          />
        ) : null}
        <Link to="/templates">Audiences and templates</Link>
      </div>
      {chosen ? <AudienceSaid template={chosen} audiences={audiences.data?.items ?? []} /> : null}
      <Fault error={templates.error ?? audiences.error ?? groups.error} />
    </div>
  )
}

/** What a template does not bring: an audience that it names and that is of no use any more is not left out in silence. */
function AudienceSaid({ template, audiences }: { template: Template; audiences: Audience[] }) {
  const { audienceId } = template.draft
  const audience = audiences.find(({ id }) => id === audienceId)
  if (!audience)
    return <Said tone="plain">This template names no audience: choose the terms below.</Said>
  const why = whyUnusable(audience)
  if (!why) return null
  return (
    <Said tone="warn">
      The audience of this template, {audience.name}, cannot be chosen: {why}. The terms below are
      not those of the template: choose them.
    </Said>
  )
}

function filledBy({ draft }: Template, now: Composition): Partial<Composition> {
  const { title, words, advice, lookFor } = draft
  const isEmpty = (text: string | undefined) => (text ?? '').trim() === ''
  return {
    lookFor,
    ...(isEmpty(now.title) ? { title } : {}),
    ...(isEmpty(now.words) ? { words } : {}),
    ...(isEmpty(now.advice) && advice !== '' ? { advice } : {}),
  }
}
