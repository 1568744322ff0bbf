import type { Audience, Group, Terms } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fault } from '../ui/feedback.tsx'
import { audiencesQuery, isChoosable, whyUnusable, withAudience } from './audience-data.ts'

/** Puts a saved audience into the terms; who of it receives anything is asked of the rules below. */
export function AudienceChoice(props: {
  groups: Group[]
  terms: Terms | undefined
  onChange: (terms: Terms) => void
}) {
  const { groups, terms, onChange } = props
  const audiences = useQuery(audiencesQuery)
  const items = audiences.data?.items ?? []
  const chosen = items.find((one) => isChoosable(one) && isIn(one, terms))
  if (items.length === 0) return <Fault error={audiences.error} />
  return (
    <>
      <NativeSelect
        label="Saved audience"
        description={chosen ? wordsFor(chosen) : 'Optional; the rules judge each of them afresh'}
        value={chosen?.id ?? ''}
        onChange={(event) => {
          const audience = items.find(({ id }) => id === event.currentTarget.value)
          const next = audience && withAudience(audience, groups, terms)
          if (next) onChange(next)
        }}
        data={[
          {
            value: '',
            label: terms?.named ? 'members named one by one' : 'none',
            disabled: chosen !== undefined,
          },
          ...items.map((one) => ({
            value: one.id,
            label: isChoosable(one) ? one.name : `${one.name} (${whyUnusable(one)})`,
            disabled: !isChoosable(one),
          })),
        ]}
      />
      <Fault error={audiences.error} />
    </>
  )
}

/** Whether the terms are those that the audience gives now. */
function isIn({ group, names, named }: Audience, terms: Terms | undefined): boolean {
  if (terms?.groupId !== group.id) return false
  const own = [...(terms.named ?? [])].sort().join()
  return (
    own ===
    (names
      ? named
          .map(({ id }) => id)
          .sort()
          .join()
      : '')
  )
}

function wordsFor({ group, names, named, gone }: Audience): string {
  const whom = names ? named.map(({ name }) => name).join(', ') : `all of ${group.name}`
  if (gone === 0) return `To ${whom}`
  return `To ${whom}; ${gone} of it ${gone === 1 ? 'is' : 'are'} no longer in the group and left out`
}
