import { useInfiniteQuery } from '@tanstack/react-query'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useLive } from '../live/live.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ReleasesTable } from './releases-table.tsx'
import { releasesQuery } from './data.ts'

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
