import type { DueTest } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { dueTestsQuery, useReachability } from './data.ts'
import { daysWords } from './words.ts'

/** Tests of reachability that are due before elections near: a press sends one. */
export function DueTests() {
  const due = useQuery(dueTestsQuery)
  const { items = [], how, daysBefore } = due.data ?? {}
  if (due.error) return <Fault error={due.error} />
  if (items.length === 0) return null
  return (
    <Panel title="Tests of reachability that are due">
      <div className="stack">
        <p className="soft">
          An election is {countOf(daysBefore ?? 0, 'day')} away or less and its offices were not
          tested by your organisation since.
          {how === 'send'
            ? ' This exchange sends the test by itself; what still stands here came to nothing, or goes out in a moment.'
            : ''}
        </p>
        {items.map((one) => (
          <One key={one.election} due={one} />
        ))}
      </div>
    </Panel>
  )
}

function One({ due }: { due: DueTest }) {
  const [call, setCall] = useState(due.whoToCall ?? '')
  const act = useReachability(due.election)
  const send = () =>
    act.mutate({
      act: 'send',
      terms: {
        whoToCall: call.trim(),
        answerWithin: due.answerWithin,
        unansweredOnly: false,
      },
    })
  return (
    <Note tone="warn">
      <p>
        <strong>{due.name}</strong> {daysWords(due.daysLeft)}: {countOf(due.offices, 'office')}.{' '}
        {due.lastSentAt ? (
          <>
            Last tested <When at={due.lastSentAt} />.
          </>
        ) : (
          'Not tested yet.'
        )}{' '}
        <Link to="/elections">Plan it or remind instead</Link>
      </p>
      <div className="row row-end">
        {due.whoToCall ? null : (
          <TextInput
            label="Whom to call in doubt"
            maxLength={300}
            value={call}
            onChange={(event) => setCall(event.currentTarget.value)}
          />
        )}
        <BusyButton
          busy={act.isPending}
          missing={[call.trim() === '' && 'whom to call']}
          onClick={send}
        >
          Send the test to {countOf(due.offices, 'office')} now
        </BusyButton>
      </div>
      <p className="soft small">
        Each mail says that it is a test and no alarm
        {due.whoToCall ? `, and to call in doubt: ${due.whoToCall}` : ''}.
      </p>
      <Fault error={act.error} />
    </Note>
  )
}
