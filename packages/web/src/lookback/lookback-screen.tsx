import type { Lookback } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { Loaded, Note } from '../ui/feedback.tsx'
import { MoreButton, itemsOf } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { reviewMailWords } from '../ui/review-mails.ts'
import { lookbackQuery, matchesQuery } from './data.ts'
import { KeepForm } from './keep-form.tsx'
import { KeptTable } from './kept-table.tsx'
import { MatchesTable } from './matches-table.tsx'

/** What the own organisation keeps of its own, and which releases hit it. */
export function LookbackScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useQuery(lookbackQuery)
  const acts = session.person.roles.includes('analyst')
  return (
    <Page
      title="Look-back"
      intro="What you are given is held against what you keep here, old releases too. Only your organisation learns what hit: nothing goes to the sender, and nothing of it stands in the log."
    >
      <Matches />
      <Loaded query={query} what="what you keep">
        {(kept) => <Kept kept={kept} acts={acts} />}
      </Loaded>
    </Page>
  )
}

function Matches() {
  const [of, setOf] = useState<'hits' | 'all'>('hits')
  const query = useInfiniteQuery(matchesQuery(of))
  return (
    <Panel
      title="Releases that hit"
      aside={
        <NativeSelect
          aria-label="Which releases"
          size="xs"
          value={of}
          onChange={(event) => setOf(event.currentTarget.value === 'all' ? 'all' : 'hits')}
          data={[
            { value: 'hits', label: 'with hits' },
            { value: 'all', label: 'all that were looked at' },
          ]}
        />
      }
    >
      <Loaded query={query} what="hits">
        {(data) => (
          <div className="stack">
            <MatchesTable matches={itemsOf(data, (one) => one.release.id)} />
            <MoreButton query={query} />
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

function Kept({ kept, acts }: { kept: Lookback; acts: boolean }) {
  return (
    <>
      <Panel title="What you keep">
        <KeptTable kept={kept} acts={acts} />
        {kept.mails.handedOver + kept.mails.waiting + kept.mails.failed > 0 ? (
          <p className="soft small">
            The last mail to each analyst that something was hit: {reviewMailWords(kept.mails)}.
          </p>
        ) : null}
      </Panel>
      {acts ? (
        <Panel title="Keep a log or a list">
          <div className="stack">
            <Note>
              <p>
                The file is read on the exchange and written nowhere. Kept are digests of the names,
                addresses of the web, hashes, mailboxes and accounts in it, IP addresses as they
                are, how many lines name each, and the first and last time. Whoever holds the whole
                exchange can try names against the digests: keep on your own machine what must be
                safe from that.
              </p>
            </Note>
            <KeepForm />
          </div>
        </Panel>
      ) : null}
    </>
  )
}
