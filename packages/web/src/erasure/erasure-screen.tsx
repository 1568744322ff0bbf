import type { Erasure } from '@tocsin/api'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Said, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { erasuresQuery, holdsQuery, useAskErasure, useDecideErasure, usePlaceHold } from './data.ts'
import { HoldsTable } from './holds-table.tsx'
import { SubjectForm } from './subject-form.tsx'
import { countOf } from '../words/count-of.ts'

const SUBJECTS = 'notice:ID, release:ID or person:ID'

export function ErasureScreen() {
  const ask = useAskErasure()
  const place = usePlaceHold()
  return (
    <Page
      title="Erasure"
      intro="One operator asks and says why, another approves. Statements in the record are erased; the entries stay as places of which nobody can tell what stood there. Of a person, name, address, keys and sessions go too. What screens show of a notice or a release stays. No erasure reaches replies, sealed decisions and openings, which members keep among themselves."
    >
      <div className="stack">
        <Panel title="Ask to erase">
          <SubjectForm
            act="Ask"
            hint={SUBJECTS}
            busy={ask.isPending}
            error={ask.error}
            onAct={(body, done) => ask.mutate(body, { onSuccess: done })}
          />
        </Panel>
        <Panel title="Wishes">
          <Wishes />
        </Panel>
        <Panel title="Legal holds">
          <div className="stack">
            <SubjectForm
              act="Place a hold"
              hint={`${SUBJECTS}; * is everything`}
              busy={place.isPending}
              error={place.error}
              onAct={(body, done) => place.mutate(body, { onSuccess: done })}
            />
            <Holds />
          </div>
        </Panel>
      </div>
    </Page>
  )
}

function Wishes() {
  const query = useInfiniteQuery(erasuresQuery)
  const decide = useDecideErasure()
  return (
    <>
      <Fault error={decide.error} />
      {decide.data ? (
        <Said key={decide.data.id} takesFocus>
          {decide.data.decision === 'approved'
            ? `The statements about ${decide.data.subject} are erased.`
            : `Nothing about ${decide.data.subject} is erased.`}
        </Said>
      ) : null}
      <Loaded query={query} what="wishes to erase">
        {(data) => (
          <DataTable
            caption="Wishes to erase"
            columns={columnsOf((one, approve) => decide.mutate({ id: one.id, approve }))}
            rows={itemsOf(data, (one) => one.id)}
            rowKey={(one) => one.id}
            order="-at"
            isPaged
            empty={<Empty title="Nobody has asked" />}
          />
        )}
      </Loaded>
      <MoreButton query={query} />
    </>
  )
}

function Holds() {
  const query = useQuery(holdsQuery)
  return (
    <Loaded query={query} what="legal holds">
      {({ items, retention }) => (
        <>
          <HoldsTable holds={items} />
          <p className="soft small">
            {Object.keys(retention).length === 0
              ? 'Nothing is erased by its age: the configuration names no retention.'
              : `Erased by age: ${Object.entries(retention)
                  .map(([kind, days]) => `${kind} after ${countOf(days, 'day')}`)
                  .join(', ')}.`}
          </p>
        </>
      )}
    </Loaded>
  )
}

function columnsOf(decide: (one: Erasure, approve: boolean) => void): Column<Erasure>[] {
  return [
    {
      key: 'at',
      head: 'Asked',
      cell: (one) => <When at={one.askedAt} />,
      sort: (one) => one.askedAt,
    },
    { key: 'by', head: 'By', cell: (one) => one.askedBy.name ?? one.askedBy.id },
    { key: 'about', head: 'About', cell: (one) => <span className="mono">{one.subject}</span> },
    { key: 'reason', head: 'Reason', cell: (one) => one.reason },
    {
      key: 'state',
      head: 'State',
      cell: (one) =>
        one.decision ? <Decided wish={one} /> : <Deciding wish={one} decide={decide} />,
    },
  ]
}

function Decided(props: { wish: Erasure }) {
  const { decision, decidedBy, entries = 0 } = props.wish
  const who = decidedBy?.name ?? decidedBy?.id
  return decision === 'approved' ? (
    <Tag tone="bad">{`Erased: ${countOf(entries, 'entry', 'entries')}, approved by ${who}`}</Tag>
  ) : (
    <Tag>{`Declined by ${who}`}</Tag>
  )
}

function Deciding(props: { wish: Erasure; decide: (one: Erasure, approve: boolean) => void }) {
  const { wish, decide } = props
  const { data: session } = useSuspenseQuery(sessionQuery)
  return (
    <div className="row">
      {wish.askedBy.id === session.person.id ? (
        <Tag tone="warn">Waits for another operator</Tag>
      ) : (
        <ConfirmButton
          label="Approve"
          name={`Approve erasing ${wish.subject}`}
          title="Erase this for good?"
          act="Erase"
          onAct={() => decide(wish, true)}
        >
          The statements about {wish.subject} are erased. It cannot be undone.
        </ConfirmButton>
      )}
      <ConfirmButton
        label="Decline"
        name={`Decline erasing ${wish.subject}`}
        title="Decline?"
        act="Decline"
        onAct={() => decide(wish, false)}
      >
        Nothing is erased, and the record says that it was declined.
      </ConfirmButton>
    </div>
  )
}
