import type { listDecisions, ReplyOf } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { Fold } from '../ui/fold.tsx'
import { Panel } from '../ui/page.tsx'
import { decisionsQuery, keysQuery, useMakeKey } from './data.ts'
import { DecisionForm } from './decision-form.tsx'
import { SealedDecisions } from './sealed-decisions.tsx'

/** To a holder of a release alone: what its organisation decided, sealed to itself. */
export function DecisionsPanel({ releaseId }: { releaseId: string }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const decisions = useQuery(decisionsQuery(releaseId))
  const keys = useQuery(keysQuery)
  if (decisions.data?.mayDecide === false) return null
  const memberId = session.member.id
  const acts = session.person.roles.includes('analyst')
  return (
    <Panel title="What you decide" aside="Sealed in this browser">
      <div className="stack">
        <p>
          A decision is encrypted in this browser to a key that only your organisation keeps. The
          exchange cannot open it, and neither the sender nor any other member can tell whether you
          decided anything: the log gets one entry of one size at set times, whoever answered or
          not. Whoever runs the server can tell that something was sealed, and never what. What is
          sealed is kept: no erasure reaches it.
        </p>
        <Loaded query={decisions} what="your decisions">
          {({ items, holders }) => (
            <Loaded query={keys} what="your keys">
              {({ items: known }) => (
                <>
                  <SealedDecisions
                    releaseId={releaseId}
                    memberId={memberId}
                    items={items}
                    keys={known}
                  />
                  <WhoElseOpens holders={holders} />
                  {acts && known[0] ? (
                    <Fold summary="Seal a decision">
                      <DecisionForm
                        releaseId={releaseId}
                        memberId={memberId}
                        sealingKey={known[0]}
                        holders={keysOf(holders)}
                      />
                    </Fold>
                  ) : null}
                  {acts ? <MakeKey memberId={memberId} hasKey={known.length > 0} /> : null}
                </>
              )}
            </Loaded>
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

type Holders = ReplyOf<typeof listDecisions>['holders']

/** The keys of all three, where all three have one. */
function keysOf(holders: Holders): { id: string; publicKey: string }[] {
  const found = holders.flatMap(({ key }) => (key ? [key] : []))
  return found.length === holders.length ? found : []
}

/** Whether anybody else could open what is sealed now, and who. */
function WhoElseOpens({ holders }: { holders: Holders }) {
  const names = holders.map(({ member }) => member.name).join(', ')
  const without = holders.filter(({ key }) => !key).map(({ member }) => member.name)
  if (holders.length === 0)
    return <p>The charter of the group names no key holders: nobody but you opens it.</p>
  return (
    <p>
      {without.length > 0
        ? `The charter of the group names key holders (${names}), but not all have a key yet (${without.join(', ')}): nobody but you opens what you seal now.`
        : `For a court or an inspector two of these three open it together: ${names}. That they are asked to is shown to you under Key holders; no mail tells you.`}{' '}
      <Link to="/openings">What key holders are asked to open</Link>
    </p>
  )
}

/** Makes a key pair in this browser. */
export function MakeKey({ memberId, hasKey }: { memberId: string; hasKey: boolean }) {
  const make = useMakeKey()
  return (
    <>
      <details open={!hasKey}>
        <summary>{hasKey ? 'Make another key' : 'First, make a key'}</summary>
        <div className="stack">
          <Note tone="warn">
            <p>
              The key is made in this browser and saved as a file, which your organisation keeps
              where it keeps other keys: it has no password of its own. Without the file nobody can
              open what is sealed to it, and the exchange cannot help. Colleagues need the same
              file.
            </p>
          </Note>
          <div className="row">
            <BusyButton
              variant="default"
              busy={make.isPending}
              onClick={() => make.mutate(memberId)}
            >
              Make a key and save it
            </BusyButton>
          </div>
          <Fault error={make.error} />
        </div>
      </details>
      {make.isSuccess ? (
        <Said takesFocus>
          The key was saved as a file, and what you seal from now on is sealed to it.
        </Said>
      ) : null}
    </>
  )
}
