import type { Party } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Empty, Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { partyQuery, useEnd } from './data.ts'
import { WaitingPanel } from './settle-panel.tsx'
import { StatementFacts } from './statement-facts.tsx'
import { standingOf, waits } from './words.ts'

/** One defended party: how it stands, what is in force, what waits, and what can be done. */
export function PartyScreen() {
  const { id } = useParams({ from: '/desk/parties/$id' })
  const query = useQuery(partyQuery(id))
  return (
    <Page
      title={query.data?.name ?? 'Defended party'}
      actions={
        <Link to="/parties" search={{}}>
          All of them
        </Link>
      }
    >
      <Loaded query={query} what="the party">
        {(party) => (party ? <Body party={party} /> : <Empty title="No such party here" />)}
      </Loaded>
    </Page>
  )
}

function Body({ party }: { party: Party }) {
  const { person } = useSuspenseQuery(sessionQuery).data
  const mayOperate = person.roles.includes('operator')
  const mayChange = mayOperate || person.roles.includes('analyst')
  const { inForce, waiting } = party
  const standing = standingOf(party)
  return (
    <div className="stack">
      <p className="row">
        <Tag tone={standing.tone}>{standing.words}</Tag>
        {inForce?.settledAt ? (
          <span>
            This version is in force since <When at={inForce.settledAt} />.
          </span>
        ) : null}
        <span className="soft">
          {party.member ? `Member: ${party.member.name}` : 'No member of this exchange'}
        </span>
      </p>
      <Refused party={party} />
      {waiting ? <WaitingPanel party={party} waiting={waiting} mayOperate={mayOperate} /> : null}
      {inForce ? (
        <Panel title="In force" aside={`version ${inForce.version}`}>
          <p className="soft">
            Members that look through lists of names look for these; nothing else is watched. A body
            of government or a campaign looks for its own alone.
          </p>
          <StatementFacts statement={inForce.statement} />
        </Panel>
      ) : null}
      {mayChange && party.state !== 'ended' ? <Acts party={party} /> : null}
    </div>
  )
}

function Refused({ party: { waiting } }: { party: Party }) {
  if (waiting?.state !== 'refused') return null
  return (
    <Note tone="bad">
      <p>
        Version {waiting.version} was refused
        {waiting.settledBy ? ` by ${waiting.settledBy}` : ''}
        {waiting.settledAt ? (
          <>
            , <When at={waiting.settledAt} />
          </>
        ) : null}
        : {waiting.reason}
      </p>
    </Note>
  )
}

function Acts({ party }: { party: Party }) {
  const end = useEnd(party.id)
  return (
    <Panel title="Change or end">
      <div className="stack">
        <div className="row">
          {waits(party) ? (
            <span className="soft">It can be changed once what waits has been looked at.</span>
          ) : (
            <Link to="/parties/$id/change" params={{ id: party.id }} className="button-link">
              Change it
            </Link>
          )}
          <ConfirmButton
            label="End the watch"
            name={`End the watch for ${party.name}`}
            title={`End the watch for ${party.name}?`}
            act="End it and forget whom to tell"
            onAct={() => end.mutate()}
          >
            Nobody is told any more. The addresses and numbers of whom to tell are forgotten for
            good, links that were mailed stop working, and mails that have not left are not sent.
            What was found and said stays on record. It can be entered anew later.
          </ConfirmButton>
        </div>
        <Fault error={end.error} />
      </div>
    </Panel>
  )
}
