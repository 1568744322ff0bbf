import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { partyQuery } from './data.ts'
import { blankFields, fieldsOf } from './fields.ts'
import { StatementForm } from './statement-form.tsx'

/** Enters names to be watched for: the own member's or, by an operator, those of a party that is no member. */
export function ProposePartyScreen() {
  const { member, person } = useSuspenseQuery(sessionQuery).data
  const search = useSearch({ from: '/desk/parties/new' })
  const navigate = useNavigate()
  const isMember = search.other !== true
  return (
    <Page
      title={isMember ? 'Defend our names' : 'Enter a party that is no member'}
      intro={
        isMember
          ? 'Say which names are yours and whom to tell when somebody imitates one. Another person looks at it before anything is watched for.'
          : 'It is watched for and told like every other. Another person than you looks at it first. Enter only what it has agreed to, contacts above all.'
      }
    >
      <Panel>
        <StatementForm
          key={String(isMember)}
          isMember={isMember}
          start={blankFields(isMember ? { name: member.name, email: person.email } : undefined)}
          onSent={({ id }) => void navigate({ to: '/parties/$id', params: { id } })}
        />
      </Panel>
    </Page>
  )
}

/** Proposes a new version of what a party states. */
export function ChangePartyScreen() {
  const { id } = useParams({ from: '/desk/parties/$id/change' })
  const query = useQuery(partyQuery(id))
  const navigate = useNavigate()
  return (
    <Page
      title="Change what is watched for"
      intro="What is in force holds until another person lets the change stand."
      actions={
        <Link to="/parties/$id" params={{ id }}>
          Back
        </Link>
      }
    >
      <Panel>
        <Loaded query={query} what="the party">
          {(party) => {
            const last = party?.inForce ?? party?.waiting
            if (!party || !last) return <Empty title="No such party here" />
            if (party.state === 'ended') return <Empty title="The watch for it has ended" />
            return (
              <StatementForm
                id={id}
                isMember={party.member !== undefined}
                start={fieldsOf(last.statement)}
                onSent={() => void navigate({ to: '/parties/$id', params: { id } })}
              />
            )
          }}
        </Loaded>
      </Panel>
    </Page>
  )
}
