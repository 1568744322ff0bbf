import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { mappingObjectsQuery, mappingsQuery, type Mapped } from './data.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { nameOf } from './text.ts'

type Props = {
  of: Mapped
  chosen: readonly string[]
  /** Absent where nothing of the draft could show a technique. */
  onChoose: ((chosen: string[]) => void) | undefined
}

/** Which of the techniques named of something go along with its release: none unless chosen. */
export function ShareTechniques({ of, chosen, onChoose }: Props) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const query = useQuery(mappingsQuery(of))
  return (
    <Panel title={words.shareTitle}>
      <Loaded query={query} what={words.shareTitle}>
        {({ items }) => {
          const standing = items.filter(({ state }) => state === 'stands')
          if (standing.length === 0) return <p className="soft">{words.shareNone}</p>
          return (
            <div className="stack">
              <p className="soft small">{words.shareHelp}</p>
              {standing.map(({ id, technique, confidence, note }) => (
                <Checkbox
                  key={id}
                  label={`${nameOf(technique)}, ${words.confidences[confidence]}`}
                  description={note}
                  checked={chosen.includes(id)}
                  disabled={onChoose === undefined}
                  onChange={(event) =>
                    onChoose?.(
                      event.currentTarget.checked
                        ? [...chosen, id]
                        : chosen.filter((one) => one !== id),
                    )
                  }
                />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}

/** The objects of what was chosen and stands; undefined until they are there. */
export function useTechniqueObjects(asked: {
  of: Mapped
  chosen: readonly string[]
  source: string | undefined
}) {
  const { of, chosen, source } = asked
  const { data } = useQuery(mappingsQuery(of))
  // One that somebody revoked meanwhile is not chosen any more.
  const going = (data?.items ?? []).filter(
    ({ id, state }) => state === 'stands' && chosen.includes(id),
  )
  const ids = going.map(({ id }) => id)
  const query = useQuery({
    ...mappingObjectsQuery(going, source ?? ''),
    enabled: ids.length > 0 && source !== undefined,
  })
  return { ids, objects: ids.length === 0 ? [] : query.data?.objects, query }
}
