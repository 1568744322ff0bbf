import type { ScheduledNotice } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { scheduledQuery, useStopScheduled } from './data.ts'

const ENDED_SHOWN = 5
const STATES: Record<ScheduledNotice['state'], [string, Tone]> = {
  waiting: ['waits', 'new'],
  sent: ['sent', 'good'],
  stopped: ['stopped', 'plain'],
  failed: ['not sent', 'bad'],
}

/** Notices that leave at an instant, and what became of the last; nothing where there were none. */
export function ScheduledPanel() {
  const { data, error } = useQuery(scheduledQuery)
  const items = data?.items ?? []
  const waiting = items.filter(({ state }) => state === 'waiting')
  const ended = items.filter(({ state }) => state !== 'waiting')
  if (items.length === 0) return <Fault error={error} />
  const unsent = ended.slice(0, ENDED_SHOWN).filter(({ state }) => state === 'failed').length
  return (
    <Panel title="To be sent at an instant">
      <Fault error={error} />
      <ul className="plain-list kept">
        {waiting.map((one) => (
          <li key={one.id} aria-label={one.subject}>
            <Scheduled one={one} />
          </li>
        ))}
      </ul>
      {waiting.length === 0 ? <p className="soft">None waits.</p> : null}
      {ended.length > 0 ? (
        <details className="small kept" open={unsent > 0}>
          <summary>
            What became of the last {Math.min(ENDED_SHOWN, ended.length)}
            {unsent > 0 ? ` (${unsent} not sent)` : ''}
          </summary>
          <ul className="plain-list">
            {ended.slice(0, ENDED_SHOWN).map((one) => (
              <li key={one.id} aria-label={one.subject}>
                <Scheduled one={one} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  )
}

function Scheduled({ one }: { one: ScheduledNotice }) {
  const stop = useStopScheduled()
  const [state, tone] = STATES[one.state]
  return (
    <>
      <p>
        <Tag tone={tone}>{state}</Tag> <strong>{one.subject}</strong>{' '}
        <span className="soft small">
          {countOf(one.offices, 'office')}, <When at={one.dueAt} />, made out by {one.madeBy}
          {one.endedBy ? `, stopped by ${one.endedBy}` : ''}
        </span>
      </p>
      {one.fault ? <p className="small fault">Not sent: {one.fault}.</p> : null}
      {one.failures > 0 && one.state === 'waiting' ? (
        <p className="small fault">
          The exchange failed at it {countOf(one.failures, 'time')}; it is tried again.
        </p>
      ) : null}
      {one.notice ? (
        <Link to="/notices/$id" params={{ id: one.notice }}>
          The notice
        </Link>
      ) : null}
      {one.state === 'waiting' ? (
        <ConfirmButton
          label="Stop it"
          name={`Stop ${one.subject}`}
          title="Stop this notice?"
          act="Stop it"
          onAct={() => stop.mutate(one.id)}
        >
          No office is told anything of it. Its words are gone unless they are kept as a draft.
        </ConfirmButton>
      ) : null}
      <Fault error={stop.error} />
    </>
  )
}
