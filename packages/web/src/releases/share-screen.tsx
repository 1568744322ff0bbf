import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
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
            {(draft) => (
              <ReleaseComposer
                source={{ key: id, title: summary.title, ...draft, origin: { findingId: id } }}
                complete="Nothing of the finding is left out."
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
