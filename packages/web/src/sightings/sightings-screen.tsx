import type { LookbackHit, Release } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { hitsQuery } from '../lookback/data.ts'
import { releaseQuery } from '../releases/data.ts'
import { ReleaseComposer } from '../releases/release-composer.tsx'
import { Empty, Loaded, Note } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { toSightings } from './sightings.ts'

/** Sends back to the sender of a release that its indicators were seen. */
export function SightingsScreen() {
  const { id } = useParams({ from: '/desk/lookback/$id/sightings' })
  const release = useQuery(releaseQuery(id))
  const hits = useInfiniteQuery(hitsQuery(id))
  const { hasNextPage, isFetching, isError, fetchNextPage } = hits
  // All of them: a count that leaves out a page would be wrong.
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return (
    <Page
      title="Send sightings back"
      intro="The sender of the release learns that your organisation saw what it gave, how often, and when first and last. You see exactly what goes, to whom and by which rule before anything is sent."
    >
      <Loaded query={release} what="the release">
        {(given) => (
          <Loaded query={hits} what="hits">
            {(data) =>
              hasNextPage ? (
                <p aria-live="polite">Reading the hits …</p>
              ) : (
                <Sightings release={given} hits={data.pages.flatMap(({ items }) => items)} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Sightings({ release, hits }: { release: Release; hits: readonly LookbackHit[] }) {
  const { summary } = release
  // Made once, so that what was previewed is what is sent, whatever is asked for anew meanwhile.
  const [{ sightings, dropped }] = useState(() =>
    toSightings(hits, { at: new Date().toISOString(), newId: () => crypto.randomUUID() }),
  )
  if (sightings.length === 0)
    return (
      <Empty title="There is nothing to send back">
        {dropped.join(' ') || 'Nothing of this release hits what you keep.'}
      </Empty>
    )
  const { groupId, tlp, pap, purpose, basis } = summary.terms
  return (
    <div className="stack">
      <Note>
        <p>
          Not in it: values, names, lines, lists, and whose they are. Whoever receives it knows that
          it is from your organisation, as of any release. Hits that are not listed one by one have
          no sighting. {summary.from.name} alone is named; the other terms are those of its release.
        </p>
      </Note>
      <ReleaseComposer
        source={{
          key: `sightings/${summary.id}/${sightings[0]!.id}`,
          title: `Seen: ${summary.title}`,
          objects: sightings,
          dropped,
          origin: {},
          terms: { groupId, tlp, pap, purpose, basis, named: [summary.from.id] },
        }}
        complete="Nothing of the hits is left out but what the note above says."
      />
    </div>
  )
}
