import type { Inbox } from '@tocsin/api'
import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { inboxQuery, useMarkAllSeen } from '../inbox/data.ts'
import { INBOX_WORDS } from '../inbox/words.ts'
import { useSpeech } from '../ui/language.tsx'
import { useLive } from '../live/live.tsx'
import { ListFilters } from '../ui/list-filters.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ReleasesTable } from './releases-table.tsx'
import { ViewsBar } from '../views/views-bar.tsx'
import { releasesQuery } from './data.ts'

export function InboxScreen() {
  const asked = useQuery(inboxQuery)
  const { data: inbox } = asked
  const search = useSearch({ from: '/desk/inbox' })
  const { onlyNew = false, words = '' } = search
  const query = useInfiniteQuery(releasesQuery('in', words))
  const { fresh } = useLive()
  const { desk, language, onLanguage } = useSpeech()
  const unseen = new Set(inbox?.unseen)
  const machines = onLanguage ? '' : ' Machines read the same over TAXII 2.1.'
  return (
    <Page title={desk.received} intro={`${desk.receivedIntro}${machines}`}>
      <Panel>
        <Filters inbox={inbox} search={search} />
        {onlyNew ? <Fault error={asked.error} retry={() => void asked.refetch()} /> : null}
        <Loaded query={query} what={desk.received.toLowerCase()}>
          {(data) => {
            const all = data.pages.flatMap((page) => page.items)
            const releases = onlyNew ? all.filter((one) => unseen.has(one.id)) : all
            return (
              <>
                <ReleasesTable
                  caption={desk.received}
                  withSender
                  releases={releases}
                  fresh={fresh}
                  unseen={unseen}
                  empty={
                    onlyNew ? null : words ? (
                      <Empty title={INBOX_WORDS[language].nothingFound} />
                    ) : (
                      <Empty title={desk.nothingShared}>{desk.leaveOpen}</Empty>
                    )
                  }
                />
                {onlyNew && inbox && !words ? (
                  <NotShown total={inbox.total} shown={releases.length} />
                ) : null}
              </>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}

type Seen = { inbox: Inbox | undefined; search: { onlyNew?: true; words?: string } }

/** What the filter leaves out of sight, or that it leaves nothing. */
function NotShown(props: { total: number; shown: number }) {
  const { desk, language } = useSpeech()
  const words = INBOX_WORDS[language]
  const rest = props.total - props.shown
  if (props.total === 0) return <Empty title={words.nothingNew}>{desk.leaveOpen}</Empty>
  return rest > 0 ? <p className="soft small">{words.notShown(rest)}</p> : null
}

/** Views, words and what is new, all of which stand in the address. */
function Filters({ inbox, search }: Seen) {
  const { language } = useSpeech()
  const navigate = useNavigate({ from: '/inbox' })
  const { onlyNew } = search
  return (
    <div className="stack list-head">
      <ViewsBar screen="inbox" search={search} />
      <ListFilters
        search={search.words ? { words: search.words } : {}}
        onSearch={(to) =>
          void navigate({
            search: { ...to, ...(onlyNew ? { onlyNew } : {}) },
            replace: true,
            resetScroll: false,
          })
        }
        label={INBOX_WORDS[language].find}
      />
      <NewBar inbox={inbox} search={search} />
    </div>
  )
}

/** What was looked at is the person's own: their colleagues have counts of theirs. */
function NewBar({ inbox, search }: Seen) {
  const { onlyNew = false, ...others } = search
  const { language } = useSpeech()
  const words = INBOX_WORDS[language]
  const navigate = useNavigate({ from: '/inbox' })
  const mark = useMarkAllSeen()
  const { total = 0, upTo } = inbox ?? {}
  if (total === 0 && !onlyNew) return null
  return (
    <div className="row">
      <Checkbox
        label={`${words.onlyNew} (${total.toLocaleString(language)})`}
        checked={onlyNew}
        onChange={(event) =>
          void navigate({
            search: event.currentTarget.checked ? { ...others, onlyNew: true } : others,
            replace: true,
          })
        }
      />
      {total > 0 && upTo ? (
        <Button
          variant="default"
          size="xs"
          disabled={mark.isPending}
          onClick={() => mark.mutate(upTo)}
        >
          {words.allSeen}
        </Button>
      ) : null}
      <Fault error={mark.error} />
    </div>
  )
}
