import type { Unmasking } from '@tocsin/api'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts } from '../ui/page.tsx'
import { reviewMailWords } from '../ui/review-mails.ts'
import { useDecideUnmasking } from './data.ts'

/** One ask that waits, to the sender: what is asked and, for a second reviewer, the decision. */
export function DecideForm({ ask }: { ask: Unmasking }) {
  const { token, asker, person, fault, dueAt } = ask
  return (
    <section className="stack" aria-label={`${asker.name} asks for ${token}`}>
      <Facts
        rows={[
          ['Asks', `${asker.name}, for whom ${token} stands`],
          ['That is', person?.original ?? 'kept no more'],
          ['Reason', ask.reason ?? '–'],
          ['Legal basis', ask.legalBasis ?? '–'],
          ...(ask.mails
            ? [['Mail to second reviewers', reviewMailWords(ask.mails)] as [string, string]]
            : []),
          ['Times out', dueAt ? <When key="due" at={dueAt} /> : '–'],
        ]}
      />
      {fault ? (
        <Note tone="warn">
          <p>It cannot be approved: {fault.reason}.</p>
        </Note>
      ) : null}
      {ask.mayDecide ? (
        <Decision ask={ask} />
      ) : (
        <p className="soft">
          It waits for a second reviewer of your organisation who did not write the message.
        </p>
      )}
    </section>
  )
}

/** Either way with words that the asker is told. */
function Decision({ ask: { id, asker, fault } }: { ask: Unmasking }) {
  const decide = useDecideUnmasking(id)
  const [words, setWords] = useState('')
  const missing = [words.trim() === '' && 'the basis or reason']
  const act = (tell: boolean) => decide.mutate({ tell, words: words.trim() })
  return (
    <>
      <Textarea
        label="On which basis they are told, or why not"
        description={`${asker.name} and auditors read it. It names nobody and asks for nothing.`}
        required
        minRows={2}
        maxLength={8000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Fault error={decide.error} />
      <div className="row">
        <BusyButton
          busy={decide.isPending}
          disabled={fault !== undefined}
          missing={missing}
          onClick={() => act(true)}
        >
          Tell {asker.name} who it is
        </BusyButton>
        <BusyButton
          variant="default"
          busy={decide.isPending}
          disabled={words.trim() === ''}
          onClick={() => act(false)}
        >
          Decline
        </BusyButton>
      </div>
    </>
  )
}
