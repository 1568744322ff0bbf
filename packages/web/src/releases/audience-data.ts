import {
  changeAudience,
  changeTemplate,
  dropAudience,
  dropTemplate,
  listAudiences,
  listTemplates,
  saveAudience,
  saveTemplate,
  type Audience,
  type AudienceDraft,
  type Group,
  type TemplateDraft,
  type Terms,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { termsFor, withSettings } from './terms.ts'

export const audiencesQuery = queryOptions({
  queryKey: ['audiences'],
  queryFn: ({ signal }) => call(listAudiences, { signal }),
})

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => call(listTemplates, { signal }),
})

export function useSaveAudience() {
  return useChanging((body: AudienceDraft) => call(saveAudience, { body }))
}

export function useChangeAudience(id: string) {
  return useChanging((body: { version: number; draft: AudienceDraft }) =>
    call(changeAudience, { params: { id }, body }),
  )
}

export function useDropAudience() {
  return useChanging((id: string) => call(dropAudience, { params: { id } }))
}

export function useSaveTemplate() {
  return useChanging((body: TemplateDraft) => call(saveTemplate, { body }))
}

export function useChangeTemplate(id: string) {
  return useChanging((body: { version: number; draft: TemplateDraft }) =>
    call(changeTemplate, { params: { id }, body }),
  )
}

export function useDropTemplate() {
  return useChanging((id: string) => call(dropTemplate, { params: { id } }))
}

/** A template shows its audience, so that either change makes both old. */
function useChanging<In, Out>(act: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: audiencesQuery.queryKey })
      await client.invalidateQueries({ queryKey: templatesQuery.queryKey })
    },
  })
}

/** Terms with a saved audience as it stands now. None of its named left means nobody, so it cannot be chosen then. */
export function withAudience(
  audience: Audience,
  groups: readonly Group[],
  former: Terms | undefined,
): Terms | undefined {
  const group = groups.find(({ id }) => id === audience.group.id)
  if (!group || !isChoosable(audience)) return undefined
  const kept = former?.groupId === group.id ? former : termsFor(group, former)
  const { named: _before, ...terms } = kept
  return audience.names ? { ...terms, named: audience.named.map(({ id }) => id) } : terms
}

export function isChoosable({ usable, names, named }: Audience): boolean {
  return usable && (!names || named.length > 0)
}

/** Why an audience cannot be chosen, as words that follow its name; nothing where it can. */
export function whyUnusable(audience: Audience): string | undefined {
  if (audience.closed === 'left') return 'your organisation has left its group'
  if (audience.closed === 'ended') return 'the charter of its group has ended'
  return isChoosable(audience) ? undefined : 'nobody of it is left in the group'
}

/** Terms that a template begins with; nothing where its audience is gone or of no use. */
export function termsOfTemplate(
  template: TemplateDraft,
  audiences: readonly Audience[],
  groups: readonly Group[],
): Terms | undefined {
  const audience = audiences.find(({ id }) => id === template.audienceId)
  const terms = audience && withAudience(audience, groups, undefined)
  return (
    terms &&
    withSettings(
      terms,
      groups.find(({ id }) => id === terms.groupId)!,
      template,
    )
  )
}
