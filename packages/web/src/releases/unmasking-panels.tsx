import type { ReleaseSummary } from '@tocsin/api'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { AskForm } from '../unmasking/ask-form.tsx'
import { unmaskingsQuery } from '../unmasking/data.ts'
import { DecideForm } from '../unmasking/decide-form.tsx'
import { pseudonymsIn } from '../unmasking/pseudonyms.ts'
import { UnmaskingsTable } from '../unmasking/unmaskings-table.tsx'
import { WithdrawAsk } from '../unmasking/withdraw-ask.tsx'
import { releaseObjectsQuery } from './data.ts'

/** To a receiver of a message with pseudonyms: what its organisation asked for, and asking. */
export function AskedPanel({ summary }: { summary: ReleaseSummary }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const asks = session.person.roles.includes('analyst') && !summary.recalledAt
  return (
    <Panel
      title="Persons under a pseudonym"
      aside="Whom you are told of is shown to people of your organisation and of the sender alone"
    >
      <div className="stack">
        {asks ? <Ask summary={summary} /> : null}
        <Asked releaseId={summary.id} own />
      </div>
    </Panel>
  )
}

function Ask({ summary }: { summary: ReleaseSummary }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useQuery(releaseObjectsQuery(summary.id))
  const asks = useInfiniteQuery(unmaskingsQuery({ releaseId: summary.id }))
  const waits = itemsOf(asks.data, (one) => one.id).some(({ state }) => state === 'asked')
  return (
    <Loaded query={query} what="the pseudonyms">
      {(bundle) => (
        <AskForm
          releaseId={summary.id}
          waits={waits}
          sender={summary.from.name}
          readsUnseen={['platform', 'campaign'].includes(session.member.kind)}
          tokens={pseudonymsIn(JSON.stringify([summary, bundle]))}
        />
      )}
    </Loaded>
  )
}

/** To the sender: what receivers asked for, and the decision on what waits. */
export function AskedOfUsPanel({ releaseId }: { releaseId: string }) {
  return (
    <Panel
      title="What receivers asked for"
      aside="The page on which each asked says that you learn of it"
    >
      <Asked releaseId={releaseId} own={false} />
    </Panel>
  )
}

function Asked({ releaseId, own }: { releaseId: string; own: boolean }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const isAnalyst = session.person.roles.includes('analyst')
  const query = useInfiniteQuery(unmaskingsQuery({ releaseId }))
  const items = itemsOf(query.data, (one) => one.id)
  return (
    <div className="stack">
      {own
        ? items
            .filter(({ state }) => state === 'asked' && isAnalyst)
            .map((ask) => <WithdrawAsk key={ask.id} ask={ask} />)
        : items
            .filter(({ state }) => state === 'asked')
            .map((ask) => <DecideForm key={ask.id} ask={ask} />)}
      <Loaded query={query} what="what was asked">
        {() => <UnmaskingsTable items={items} own={own} />}
      </Loaded>
      <MoreButton query={query} />
    </div>
  )
}
