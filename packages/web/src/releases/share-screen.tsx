import type { ReplyOf, draftStix } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ShareTechniques, useTechniqueObjects } from '../knowledge/share-techniques.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { findingQuery, stixQuery } from '../findings/data.ts'
import { ReleaseComposer } from './release-composer.tsx'

/** Releases a finding. */
export function ShareScreen() {
  const { id } = useParams({ from: '/desk/share/$id' })
  const finding = useQuery(findingQuery(id))
  const stix = useQuery(stixQuery(id))
  return (
    <Page
      title="Release a finding"
      intro="You see exactly who will receive it, and by which rule, before anything is sent."
    >
      <Loaded query={finding} what="the finding">
        {({ summary }) => (
          <Loaded query={stix} what="the STIX objects">
            {(draft) => <WithTechniques id={id} title={summary.title} draft={draft} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

/** The finding, and the techniques that are said along where somebody chooses them. */
function WithTechniques(props: { id: string; title: string; draft: ReplyOf<typeof draftStix> }) {
  const { id, title, draft } = props
  const [chosen, setChosen] = useState<string[]>([])
  // The grouping stands for the whole finding.
  const grouping = draft.objects
    .map((object) => object as { type?: string; id?: string })
    .find(({ type }) => type === 'grouping')
  const { objects, query, ids } = useTechniqueObjects({
    of: { kind: 'finding', ref: id },
    chosen,
    source: grouping?.id,
  })
  return (
    <div className="stack">
      <ShareTechniques
        of={{ kind: 'finding', ref: id }}
        chosen={ids}
        onChoose={grouping ? setChosen : undefined}
      />
      {objects ? (
        <ReleaseComposer
          // What was previewed is not what would be sent once other techniques go along.
          key={ids.join(' ')}
          source={{
            key: id,
            title,
            ...draft,
            objects: [...draft.objects, ...objects],
            origin: { findingId: id },
          }}
          complete="Nothing of the finding is left out."
        />
      ) : (
        <Loaded query={query} what="the techniques">
          {() => null}
        </Loaded>
      )}
    </div>
  )
}
