import { useInfiniteQuery } from '@tanstack/react-query'
import { Empty, Loaded } from '../components/feedback.tsx'
import { useSpeech } from '../components/language.tsx'
import { useLive } from '../components/live.tsx'
import { MoreButton } from '../components/more-button.tsx'
import { Page, Panel } from '../components/page.tsx'
import { ReleasesTable } from '../components/releases-table.tsx'
import { releasesQuery } from '../data/sharing.ts'

export function InboxScreen() {
  const query = useInfiniteQuery(releasesQuery('in'))
  const { fresh } = useLive()
  const { desk, onLanguage } = useSpeech()
  const machines = onLanguage ? '' : ' Machines read the same over TAXII 2.1.'
  return (
    <Page title={desk.received} intro={`${desk.receivedIntro}${machines}`}>
      <Panel>
        <Loaded query={query} what={desk.received.toLowerCase()}>
          {(data) => (
            <ReleasesTable
              caption={desk.received}
              withSender
              releases={data.pages.flatMap((page) => page.items)}
              fresh={fresh}
              empty={<Empty title={desk.nothingShared}>{desk.leaveOpen}</Empty>}
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
