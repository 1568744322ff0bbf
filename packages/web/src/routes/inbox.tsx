import { useInfiniteQuery } from '@tanstack/react-query'
import { Empty, Loaded } from '../components/feedback.tsx'
import { useLive } from '../components/live.tsx'
import { MoreButton } from '../components/more-button.tsx'
import { Page, Panel } from '../components/page.tsx'
import { ReleasesTable } from '../components/releases-table.tsx'
import { releasesQuery } from '../data/sharing.ts'

export function InboxScreen() {
  const query = useInfiniteQuery(releasesQuery('in'))
  const { fresh } = useLive()
  return (
    <Page
      title="Received"
      intro="What other members released to you. New releases appear here by themselves; machines read the same over TAXII 2.1."
    >
      <Panel>
        <Loaded query={query} what="received releases">
          {(data) => (
            <ReleasesTable
              caption="Releases received"
              withSender
              releases={data.pages.flatMap((page) => page.items)}
              fresh={fresh}
              empty={
                <Empty title="Nothing was shared with you yet">
                  This screen is live: leave it open.
                </Empty>
              }
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
