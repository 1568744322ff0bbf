import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { newsQuery } from '../news/data.ts'
import { WrongPanel } from '../replies/replies-panel.tsx'
import { sessionQuery } from '../session/data.ts'
import { HeldPanel } from './held-panel.tsx'
import { ReleasesTable } from './releases-table.tsx'
import { releasesQuery } from './data.ts'

export function SentScreen() {
  const { person } = useSuspenseQuery(sessionQuery).data
  const query = useInfiniteQuery(releasesQuery('out'))
  const replies = useQuery(newsQuery).data?.items.find(({ kind }) => kind === 'reply')
  return (
    <Page
      title="Sent"
      intro="What your organisation released. Open one to see who has read it, what holders chose to tell you of it and what was answered to a recall, or to take it back."
    >
      <div className="stack">
        <WrongPanel />
        {person.roles.includes('analyst') ? <HeldPanel /> : null}
        <Panel>
          <Loaded query={query} what="sent releases">
            {(data) => (
              <ReleasesTable
                caption="Releases sent"
                releases={data.pages.flatMap((page) => page.items)}
                unseen={new Set(replies?.ids)}
                unseenWord="New reply"
                empty={<Empty title="Nothing was released yet">Open a finding and share it.</Empty>}
              />
            )}
          </Loaded>
          <MoreButton query={query} />
        </Panel>
      </div>
    </Page>
  )
}
