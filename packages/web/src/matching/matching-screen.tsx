import type { Matching, MatchingPage } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { BudgetTable } from './budget-table.tsx'
import { matchingQuery, useAcceptMatching, useSettleMatching } from './data.ts'
import { isKey, KeyField } from './key-field.tsx'
import { RefusalsTable, RoundsTable } from './rounds-table.tsx'
import { TermsFacts } from './terms-facts.tsx'
import { MATCHING_STATE_NAMES } from './words.ts'

/** One private matching: what was agreed, what is left of its budget, what was asked and refused. */
export function MatchingScreen() {
  const { id } = useParams({ from: '/desk/matchings/$id' })
  const query = useQuery(matchingQuery(id))
  return (
    <Page
      title="Private matching"
      intro="What was agreed, and what both sides see of each round. Which items hit stands only with the command of whoever learns it."
    >
      <Loaded query={query} what="the matching">
        {(page) => <Whole page={page} />}
      </Loaded>
    </Page>
  )
}

function Whole({ page }: { page: MatchingPage }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { matching } = page
  const acts = session.person.roles.includes('analyst')
  const waits =
    matching.state === 'proposed' && matching.proposedBy.id !== session.member.id && acts
  return (
    <div className="stack">
      <Panel title="Terms" aside={<Tag>{MATCHING_STATE_NAMES[matching.state]}</Tag>}>
        <TermsFacts matching={matching} />
        {acts ? (
          <Settle matching={matching} isOwn={matching.proposedBy.id === session.member.id} />
        ) : null}
      </Panel>
      {waits ? (
        <Panel title="Accept">
          <Accept id={matching.id} />
        </Panel>
      ) : null}
      {matching.budgets.length > 0 ? (
        <Panel title="Budget">
          <BudgetTable matching={matching} />
        </Panel>
      ) : null}
      {matching.acceptedAt === undefined ? null : <Keys matching={matching} />}
      <Panel title="Rounds">
        <RoundsTable rounds={page.rounds} leftOut={page.roundsLeftOut} />
      </Panel>
      <Panel title="What rules refused">
        <RefusalsTable refusals={page.refusals} leftOut={page.refusalsLeftOut} />
      </Panel>
    </div>
  )
}

function Accept({ id }: { id: string }) {
  const [key, setKey] = useState('')
  const accept = useAcceptMatching(id)
  return (
    <div className="stack">
      <Note>
        <p>
          Identifiers can be guessed: whoever asks may ask about whom it likes, up to the budget
          above. Nothing of it changes afterwards; either side may end it at any time. Your name
          goes on record for both sides.
        </p>
      </Note>
      <KeyField value={key} onChange={setKey} />
      <Fault error={accept.error} />
      <div className="row">
        <BusyButton
          busy={accept.isPending}
          missing={[!isKey(key) && 'the public key of your command']}
          onClick={() => accept.mutate(key.trim())}
        >
          Accept
        </BusyButton>
      </div>
    </div>
  )
}

function Settle({ matching, isOwn }: { matching: Matching; isOwn: boolean }) {
  const settle = useSettleMatching(matching.id)
  if (matching.state !== 'proposed' && matching.state !== 'in-force') return null
  const word = matching.state === 'in-force' ? 'End' : isOwn ? 'Take back' : 'Decline'
  return (
    <div className="row spaced">
      <ConfirmButton
        label={word}
        name={`${word} this matching`}
        title={`${word} this matching?`}
        act={word}
        onAct={() => settle.mutate()}
      >
        Rounds under way end and their bytes are deleted. What either side has learnt it keeps. It
        cannot be undone.
      </ConfirmButton>
      <Fault error={settle.error} />
    </div>
  )
}

function Keys({ matching }: { matching: Matching }) {
  return (
    <Panel title="On your own machine">
      <div className="stack">
        <p>
          Read the fingerprints of both keys to each other on the telephone (
          <span className="mono">tocsin match-private list</span>): what differs was swapped on the
          way.
        </p>
        <CopyField label={`Public key of ${matching.asker.name}`} value={matching.askerKey ?? ''} />
        <CopyField
          label={`Public key of ${matching.holder.name}`}
          value={matching.holderKey ?? ''}
        />
        <CopyField label="Number of this matching" value={matching.id} />
      </div>
    </Panel>
  )
}
