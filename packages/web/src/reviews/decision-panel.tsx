import type { MessageReview, MessageState, Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApprove, useReturn, useWithdraw } from '../messages/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { isChangeable } from './own-notes.ts'
import { countOf } from '../words/count-of.ts'

type Props = { review: MessageReview; session: Session }

/** What this person can do with a message that waits. */
export function DecisionPanel({ review, session }: Props) {
  const { summary } = review
  // What somebody settles here takes the focus of the button that goes with it.
  const [waited] = useState(summary.state === 'submitted')
  if (summary.state === 'approved' && summary.releaseId)
    return (
      <Said takesFocus={waited}>
        <strong>Approved and released.</strong>{' '}
        <Link to="/releases/$id" params={{ id: summary.releaseId }}>
          Open the release
        </Link>
      </Said>
    )
  if (summary.state !== 'submitted')
    return (
      <>
        {waited ? <Said takesFocus>{SETTLED[summary.state]}</Said> : null}
        <ChangeIt review={review} session={session} />
      </>
    )
  if (summary.author.id === session.person.id)
    return (
      <>
        <Withdraw id={summary.id} />
        <ChangeIt review={review} session={session} />
      </>
    )
  if (!session.person.roles.includes('reviewer'))
    return (
      <Note>
        <p>It waits for a person of your organisation with the role second reviewer.</p>
      </Note>
    )
  return <Decide review={review} />
}

/** For the author of what did not leave: submit it anew, so that a reviewer is shown what changed. */
function ChangeIt({ review, session }: Props) {
  const { summary, tearLine } = review
  if (isChangeable(review, session.person.id))
    return (
      <div className="row">
        <Link to="/messages/$id/change" params={{ id: summary.id }} className="button-link">
          Change it and submit it anew
        </Link>
      </div>
    )
  if (!tearLine || summary.author.id !== session.person.id || summary.state === 'submitted')
    return null
  return (
    <div className="row">
      <Link
        to="/releases/$id/tear-line"
        params={{ id: tearLine.sourceId }}
        search={{ revises: summary.id }}
        className="button-link"
      >
        Propose it anew
      </Link>
    </div>
  )
}

const SETTLED: Record<Exclude<MessageState, 'submitted'>, string> = {
  approved: 'Approved.',
  returned: 'Returned to its author, and not sent.',
  withdrawn: 'Taken back, and not sent.',
  'timed-out': 'Its time for review has run out. It was not sent.',
}

const OF_MESSAGE =
  'You approve exactly what is shown here, and that it names no person of the country but those who are masked. That releases it, under your name and its author’s.'
const OF_LOWER =
  'You approve exactly what is shown here, title and all, and that nothing in it tells of sources or methods that may not be told. That releases it, under your name and its author’s.'

function Decide({ review }: { review: MessageReview }) {
  const { summary, verdicts, digest, fault } = review
  const approve = useApprove(summary.id)
  const giveBack = useReturn(summary.id)
  const [asking, setAsking] = useState(false)
  const admitted = verdicts.filter((one) => one.allow).length
  return (
    <Panel title="Your decision">
      <div className="stack">
        <p>{summary.type === 'tear-line' ? OF_LOWER : OF_MESSAGE}</p>
        <Fault error={approve.error} />
        <div className="row">
          <BusyButton
            busy={approve.isPending}
            disabled={fault !== undefined || admitted === 0}
            onClick={() => approve.mutate({ revision: summary.revision, digest })}
          >
            Approve and release to {countOf(admitted, 'member')}
          </BusyButton>
          <Button variant="default" onClick={() => setAsking(true)}>
            Return it
          </Button>
        </div>
      </div>
      {asking ? (
        <ReasonDialog
          title={summary.type === 'tear-line' ? 'Return this lower version' : 'Return this message'}
          act="Return it"
          leave="Keep it here"
          required
          busy={giveBack.isPending}
          error={giveBack.error}
          onAct={(reason) => giveBack.mutate(reason, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        >
          <p>Its author reads the reason and can submit it anew. The reason goes on record.</p>
        </ReasonDialog>
      ) : null}
    </Panel>
  )
}

function Withdraw({ id }: { id: string }) {
  const withdraw = useWithdraw(id)
  return (
    <Panel title="Yours">
      <div className="stack">
        <p>It waits for another person of your organisation. You can take it back until then.</p>
        <Fault error={withdraw.error} />
        <div className="row">
          <BusyButton
            variant="default"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined)}
          >
            Withdraw it
          </BusyButton>
        </div>
      </div>
    </Panel>
  )
}
