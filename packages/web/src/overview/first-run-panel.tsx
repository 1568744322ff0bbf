import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fault } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { firstRunQuery } from './data.ts'
import { FirstRunList } from './first-run-list.tsx'
import { leftOf } from './first-run-words.ts'

/** How many open things the overview lists; the screen lists all. */
const SHOWN = 3

/** What has to be done before the exchange can be relied on; nothing once it is, nor in a drill. */
export function FirstRunPanel() {
  const { data, error } = useQuery(firstRunQuery)
  if (error) return <Fault error={error} />
  if (!data || data.exercise) return null
  const left = leftOf(data.items)
  if (left.length === 0) return null
  const done = data.items.filter(({ state }) => state === 'done').length
  return (
    <Panel
      title="Before this exchange can be relied on"
      aside={`${done} of ${done + left.length} done`}
    >
      <FirstRunList items={left.slice(0, SHOWN)} />
      <p>
        <Link to="/first-run">
          {left.length > SHOWN
            ? `All of it, ${countOf(left.length - SHOWN, 'thing')} more open`
            : 'All of it'}
        </Link>
      </p>
    </Panel>
  )
}
