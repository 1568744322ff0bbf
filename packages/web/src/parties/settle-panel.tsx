import type { Party, PartyVersion } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useSettle } from './data.ts'
import { StatementChanges, StatementFacts } from './statement-facts.tsx'

/** The version that waits: what it says or changes, and for an operator the decision. */
export function WaitingPanel(props: { party: Party; waiting: PartyVersion; mayOperate: boolean }) {
  const { party, waiting, mayOperate } = props
  const isWaiting = waiting.state === 'proposed'
  return (
    <Panel
      title={isWaiting ? `Version ${waiting.version} waits` : `Version ${waiting.version}`}
      aside={
        <>
          proposed by {waiting.proposedBy}, <When at={waiting.proposedAt} />
        </>
      }
    >
      <div className="stack">
        {party.inForce ? (
          <StatementChanges before={party.inForce.statement} after={waiting.statement} />
        ) : (
          <StatementFacts statement={waiting.statement} />
        )}
        {isWaiting ? <Decision party={party} waiting={waiting} mayOperate={mayOperate} /> : null}
      </div>
    </Panel>
  )
}

function Decision(props: { party: Party; waiting: PartyVersion; mayOperate: boolean }) {
  const { party, waiting, mayOperate } = props
  if (!mayOperate)
    return (
      <p className="soft">
        An operator of this exchange looks at it. Nothing of it is watched for until then.
      </p>
    )
  if (party.ownProposal)
    return (
      <Note tone="warn">
        <p>You proposed this. Another operator must look at it and let it stand, or refuse it.</p>
      </Note>
    )
  return <Settle party={party} version={waiting.version} />
}

function Settle({ party, version }: { party: Party; version: number }) {
  const settle = useSettle(party.id)
  const [refuses, setRefuses] = useState(false)
  return (
    <>
      <p className="soft">
        Look whether the names are really its own and the contacts really its people: whoever is
        entered here is told first, and may keep others from being told.
      </p>
      <Fault error={refuses ? undefined : settle.error} />
      <div className="row">
        <BusyButton
          busy={settle.isPending}
          onClick={() => settle.mutate({ version, stands: true })}
        >
          Let it stand
        </BusyButton>
        <Button variant="default" onClick={() => setRefuses(true)}>
          Refuse
        </Button>
      </div>
      {refuses ? (
        <ReasonDialog
          title={`Refuse version ${version} of ${party.name}?`}
          description="Whoever proposed it reads this"
          act="Refuse"
          leave="Leave it"
          color="red"
          required
          busy={settle.isPending}
          error={settle.error}
          onCancel={() => setRefuses(false)}
          onAct={(reason) =>
            settle.mutate(
              { version, stands: false, reason },
              { onSuccess: () => setRefuses(false) },
            )
          }
        >
          <p>
            {party.inForce
              ? 'What is in force stays in force.'
              : 'Nothing of it is watched for. It can be proposed anew.'}
          </p>
        </ReasonDialog>
      ) : null}
    </>
  )
}
