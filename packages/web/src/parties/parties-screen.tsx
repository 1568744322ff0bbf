import type { Party } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { partiesQuery } from './data.ts'
import { PARTY_KIND_NAMES, standingOf, waits } from './words.ts'

/** Defended parties: an operator's list of all, and everybody else's own. */
export function PartiesScreen() {
  const { person } = useSuspenseQuery(sessionQuery).data
  const { words = '' } = useSearch({ from: '/desk/parties' })
  const query = useQuery(partiesQuery(words))
  const isOperator = person.roles.includes('operator')
  const mayPropose = isOperator || person.roles.includes('analyst')
  return (
    <Page
      title={isOperator ? 'Defended parties' : 'Defend our names'}
      intro="Names that are watched for. Whoever of the members finds one that imitates them tells their party first; others may be told once it has answered, or its time is over."
      actions={mayPropose ? <Enter isOperator={isOperator} /> : null}
    >
      <Panel>
        <Loaded query={query} what="the parties">
          {({ items, total }) => (
            <div className="stack">
              {isOperator ? <Words words={words} /> : null}
              <Waiting parties={items} isOperator={isOperator} />
              <DataTable
                caption="Defended parties"
                columns={COLUMNS}
                rows={items}
                rowKey={(one) => one.id}
                empty={
                  words === '' ? (
                    <Nothing mayPropose={mayPropose} isOperator={isOperator} />
                  ) : (
                    <Empty title="No party with these words" />
                  )
                }
              />
              {total > items.length ? (
                <p className="soft small">
                  {items.length} of {total} are listed: what waits, then by name. Search for the
                  others.
                </p>
              ) : null}
            </div>
          )}
        </Loaded>
      </Panel>
      <p className="soft small">
        How many are watched for, by kind, and the rules that hold for all of them are{' '}
        <Link to="/defended">public</Link>.
      </p>
    </Page>
  )
}

/** An operator's search; it stands in the address. */
function Words(props: { words: string }) {
  const navigate = useNavigate({ from: '/parties' })
  return (
    <SearchField
      key={props.words}
      label="Part of a name or domain"
      words={props.words}
      onWords={(words) => void navigate({ search: words === '' ? {} : { words }, replace: true })}
    />
  )
}

function Enter(props: { isOperator: boolean }) {
  return (
    <>
      <Link to="/parties/new" search={{}} className="button-link">
        Defend our names
      </Link>
      {props.isOperator ? (
        <Link to="/parties/new" search={{ other: true }}>
          Enter a party that is no member
        </Link>
      ) : null}
    </>
  )
}

function Waiting(props: { parties: readonly Party[]; isOperator: boolean }) {
  const waiting = props.parties.filter(waits)
  if (!props.isOperator || waiting.length === 0) return null
  const own = waiting.filter(({ ownProposal }) => ownProposal).length
  return (
    <Note>
      <p>
        {waiting.length === 1 ? 'One waits' : `${waiting.length} wait`} for a look by another person
        than proposed it
        {own > 0 ? `; ${own === waiting.length ? 'all' : own} of these you proposed yourself` : ''}.
      </p>
    </Note>
  )
}

function Nothing(props: { mayPropose: boolean; isOperator: boolean }) {
  if (props.isOperator) return <Empty title="Nobody is defended yet" />
  return (
    <Empty title="None of your names is watched for yet">
      {props.mayPropose
        ? 'It takes about five minutes: your domains, and whom to tell.'
        : 'An analyst of your organisation can enter them.'}
    </Empty>
  )
}

const COLUMNS: Column<Party>[] = [
  {
    key: 'name',
    head: 'Name',
    cell: (one) => (
      <Link to="/parties/$id" params={{ id: one.id }} className="titled">
        {one.name}
      </Link>
    ),
    sort: (one) => one.name,
  },
  {
    key: 'kind',
    head: 'Kind',
    cell: (one) => PARTY_KIND_NAMES[one.kind],
    sort: (one) => PARTY_KIND_NAMES[one.kind],
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => {
      const { words, tone } = standingOf(one)
      return <Tag tone={tone}>{words}</Tag>
    },
    sort: (one) => standingOf(one).words,
  },
  {
    key: 'since',
    head: 'In force since',
    cell: (one) => <When at={one.inForce?.settledAt} />,
    sort: (one) => one.inForce?.settledAt,
  },
  {
    key: 'waits',
    head: 'Waits since',
    cell: (one) => (
      <>
        <When at={waits(one) ? one.waiting?.proposedAt : undefined} />
        {one.ownProposal ? <div className="small">another person must look</div> : null}
      </>
    ),
    sort: (one) => (waits(one) ? one.waiting?.proposedAt : undefined),
  },
  {
    key: 'member',
    head: 'Member',
    cell: (one) => one.member?.name ?? <span className="soft">none</span>,
    sort: (one) => one.member?.name,
  },
]
