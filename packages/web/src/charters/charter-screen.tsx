import type { Charter, CharterVersion } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { CharterEnded } from '../ui/charter-ended.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { byName, CharterFacts, CharterState } from './charter-facts.tsx'
import { charterQuery } from './data.ts'

/** What a group's charter says, who adopted it when, and what comes next. */
export function CharterScreen() {
  const { id } = useParams({ from: '/desk/groups/$id/charter' })
  const query = useQuery(charterQuery(id))
  const navigate = useNavigate()
  const { data } = query
  const waits = data?.versions.find(({ state }) => state === 'proposed')
  return (
    <Page
      title={data ? `Charter of ${data.group.name}` : 'Charter'}
      intro="The rules of the group, beside those of the exchange, which stand whatever a charter says. A version is proposed by one person and adopted by another, who has seen who gains or loses what."
      actions={
        data?.mayTakePart && !waits ? (
          <Button
            onClick={() => void navigate({ to: '/groups/$id/charter/propose', params: { id } })}
          >
            Propose a change or a renewal
          </Button>
        ) : null
      }
    >
      <Loaded query={query} what="the charter">
        {(charter) => <Body charter={charter} waits={waits} />}
      </Loaded>
    </Page>
  )
}

function Body({ charter, waits }: { charter: Charter; waits: CharterVersion | undefined }) {
  const { id } = charter.group
  const ended = hasEnded(charter)
  const current = charter.versions.find(({ number }) => number === charter.inForce)
  const coming = charter.versions.filter(
    ({ number, state }) => state === 'adopted' && number > charter.inForce,
  )
  return (
    <div className="stack">
      {waits ? (
        <Note>
          <p>
            Version {waits.number}, proposed by {byName(waits.proposedBy)}, waits for a second
            person.{' '}
            <Link to="/groups/$id/charter/$number" params={{ id, number: String(waits.number) }}>
              See who gains or loses what
            </Link>
          </p>
        </Note>
      ) : null}
      {coming.map(({ number, inForceFrom }) => (
        <Note key={number}>
          <p>
            Version {number} is adopted and in force from <When at={inForceFrom} />.
          </p>
        </Note>
      ))}
      {ended ? <CharterEnded group={charter.group} /> : null}
      {current ? (
        <Panel
          title={ended ? 'Ended: what it said' : 'In force'}
          aside={<Ends charter={charter} />}
        >
          <CharterFacts
            terms={current.terms}
            byText={current.byText}
            keyHolders={charter.keyHolders}
          />
        </Panel>
      ) : null}
      <Panel title="Versions">
        <DataTable
          caption="Versions of the charter"
          columns={columnsOf(id, charter.inForce, ended)}
          rows={charter.versions}
          rowKey={({ number }) => String(number)}
        />
      </Panel>
    </div>
  )
}

/** By the time of the exchange. */
function hasEnded({ endsAt, asOf }: Charter): boolean {
  return Date.parse(endsAt) <= Date.parse(asOf)
}

function Ends({ charter }: { charter: Charter }) {
  const { inForce, endsAt } = charter
  return (
    <>
      version {inForce}, {hasEnded(charter) ? 'ended ' : 'ends '}
      <When at={endsAt} />
    </>
  )
}

function columnsOf(id: string, inForce: number, ended: boolean): Column<CharterVersion>[] {
  return [
    {
      key: 'number',
      head: 'Version',
      cell: ({ number }) => (
        <Link to="/groups/$id/charter/$number" params={{ id, number: String(number) }}>
          Version {number}
        </Link>
      ),
    },
    {
      key: 'state',
      head: 'State',
      cell: (version) => <CharterState version={version} inForce={inForce} ended={ended} />,
    },
    {
      key: 'proposed',
      head: 'Proposed',
      cell: ({ number, proposedAt, proposedBy }) => (
        <>
          <When at={proposedAt} />
          <div className="soft small">
            {number === 1 ? `founded by ${byName(proposedBy)}` : byName(proposedBy)}
          </div>
        </>
      ),
    },
    {
      key: 'settled',
      head: 'Adopted or refused',
      cell: ({ number, settledAt, settledBy, reason }) =>
        settledAt ? (
          <>
            <When at={settledAt} />
            <div className="soft small">{byName(settledBy)}</div>
            {reason ? <div className="small">{reason}</div> : null}
          </>
        ) : number === 1 ? (
          <span className="soft">with the group, by no second person</span>
        ) : (
          '–'
        ),
    },
    {
      key: 'from',
      head: 'In force from',
      cell: ({ state, inForceFrom }) =>
        state === 'adopted' || state === 'proposed' ? <When at={inForceFrom} /> : '–',
    },
  ]
}
