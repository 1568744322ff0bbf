import type { ReleaseSummary } from '@tocsin/api'
import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { inboxQuery, useMarkSeen } from '../inbox/data.ts'
import { INBOX_WORDS } from '../inbox/words.ts'
import { useSpeech } from '../ui/language.tsx'
import { useLive } from '../live/live.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ReleasesTable } from './releases-table.tsx'
import { releasesQuery } from './data.ts'

export function InboxScreen() {
  const query = useInfiniteQuery(releasesQuery('in'))
  const { data: inbox } = useQuery(inboxQuery)
  const { onlyNew = false } = useSearch({ from: '/desk/inbox' })
  const { fresh } = useLive()
  const { desk, onLanguage } = useSpeech()
  const unseen = new Set(inbox?.unseen)
  const machines = onLanguage ? '' : ' Machines read the same over TAXII 2.1.'
  return (
    <Page title={desk.received} intro={`${desk.receivedIntro}${machines}`}>
      <Panel>
        <NewBar unseen={inbox?.unseen ?? []} onlyNew={onlyNew} />
        <Loaded query={query} what={desk.received.toLowerCase()}>
          {(data) => (
            <ReleasesTable
              caption={desk.received}
              withSender
              releases={data.pages
                .flatMap((page) => page.items)
                .filter((one) => !onlyNew || unseen.has(one.id))}
              fresh={fresh}
              unseen={unseen}
              empty={<Empty title={desk.nothingShared}>{desk.leaveOpen}</Empty>}
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}

/** What was looked at is the person's own: their colleagues have counts of theirs. */
function NewBar(props: { unseen: ReleaseSummary['id'][]; onlyNew: boolean }) {
  const { unseen, onlyNew } = props
  const words = INBOX_WORDS[useSpeech().language]
  const navigate = useNavigate({ from: '/inbox' })
  const mark = useMarkSeen()
  if (unseen.length === 0 && !onlyNew) return null
  return (
    <div className="row">
      <Checkbox
        label={`${words.onlyNew} (${unseen.length})`}
        checked={onlyNew}
        onChange={(event) =>
          void navigate({
            search: event.currentTarget.checked ? { onlyNew: true } : {},
            replace: true,
          })
        }
      />
      {unseen.length > 0 ? (
        <Button
          variant="default"
          size="xs"
          disabled={mark.isPending}
          onClick={() => mark.mutate({ releases: unseen, seen: true })}
        >
          {words.allSeen}
        </Button>
      ) : null}
      <Fault error={mark.error} />
    </div>
  )
}
