import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { Fold } from '../ui/fold.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { repliesQuery, useRepliesSeen, useRetract, useSettle, wrongQuery } from './data.ts'
import { RepliesTable, WrongTable } from './replies-table.tsx'
import { ReplyForm } from './reply-form.tsx'

/** What holders of a release say of it, as far as it was said to the own organisation; and for a holder, saying something. */
export function RepliesPanel({ releaseId }: { releaseId: string }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useQuery(repliesQuery(releaseId))
  const retract = useRetract()
  useRepliesSeen(query.data?.items)
  const acts = session.person.roles.includes('analyst')
  return (
    <Panel title="Replies" aside="Each holder says what it likes, to whom it likes, or nothing">
      <Loaded query={query} what="the replies">
        {({ items, addressees }) => (
          <div className="stack">
            <RepliesTable items={items} onRetract={acts ? (id) => retract.mutate(id) : undefined} />
            <Fault error={retract.error} />
            {acts && addressees.length > 0 ? (
              <Fold summary="Say something of this release">
                <ReplyForm releaseId={releaseId} addressees={addressees} />
              </Fold>
            ) : null}
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

/** Work of the sender: what holders find wrong in what it released. Nothing is shown where nothing waits. */
export function WrongPanel() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useInfiniteQuery(wrongQuery)
  const settle = useSettle()
  const items = itemsOf(query.data, (one) => one.id)
  if (items.length === 0 && !query.error) return null
  return (
    <Panel title="Said to be wrong" aside="By holders who chose to tell you">
      <Loaded query={query} what="what is said to be wrong">
        {() => (
          <WrongTable
            items={items}
            busy={settle.isPending}
            onSettle={
              session.person.roles.includes('analyst') ? (id) => settle.mutate(id) : undefined
            }
          />
        )}
      </Loaded>
      <Fault error={settle.error} />
      <MoreButton query={query} />
    </Panel>
  )
}
