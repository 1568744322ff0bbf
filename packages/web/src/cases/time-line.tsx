import type { Case } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { eventsQuery } from './data.ts'
import { ACT_NAMES } from './words.ts'

/** Who did what, when, as far as it was for the reader. */
export function TimeLinePanel({ one }: { one: Case }) {
  const query = useInfiniteQuery(eventsQuery(one.id))
  return (
    <Panel title="Time line">
      <div className="stack">
        <Loaded query={query} what="the time line">
          {(data) => (
            <ol className="plain-list">
              {itemsOf(data, (event) => event.id).map((event) => (
                <li key={event.id}>
                  <span className="soft small">
                    <When at={event.at} />
                  </span>{' '}
                  <strong>{event.by.name}</strong> {ACT_NAMES[event.act]}
                  {event.about ? ` ${event.about.name}` : ''}
                </li>
              ))}
            </ol>
          )}
        </Loaded>
        <MoreButton query={query} />
        <p className="soft small">
          What was for others alone does not stand here: items withheld, what was written before you
          were invited, and offers between others.
        </p>
      </div>
    </Panel>
  )
}
