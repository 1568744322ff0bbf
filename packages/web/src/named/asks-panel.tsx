import type { ListedNamedAsk, NamedKind, NamedState } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PLATFORMS } from '../findings/platforms.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useChange } from '../ui/use-change.ts'
import { countOf } from '../words/count-of.ts'
import { namedAsksQuery, settleIt } from './data.ts'

/** For an operator: who asks whether they are named is not shown, only that somebody does, and what a person must look at. */
export function NamedAsksPanel() {
  const query = useQuery(namedAsksQuery)
  return (
    <Panel title="Persons who ask whether they are named">
      <p className="soft">
        Of accounts and names no machine can tell whose they are: look, and write down what you saw.
        What the others asked about, and what anybody was answered, is shown to nobody. Tell no
        member who asks: that somebody does is theirs.
      </p>
      <Loaded query={query} what="the asks">
        {({ items, more, counts }) => (
          <>
            <DataTable
              caption="Persons who ask whether they are named"
              columns={COLUMNS}
              rows={items}
              rowKey={(one) => one.id}
              isPaged
              empty={<Empty title="Nobody has asked so far" />}
            />
            {more > 0 ? (
              <p className="soft small">
                {countOf(more, 'older ask is', 'older asks are')} not listed.
              </p>
            ) : null}
            {counts.length > 0 ? (
              <p className="soft small">
                In all:{' '}
                {counts
                  .map(({ kind, state, count }) => `${KINDS[kind]}, ${STATES[state]}: ${count}`)
                  .join('; ')}
                .
              </p>
            ) : null}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

const KINDS: Record<NamedKind, string> = {
  email: 'mail address',
  domain: 'domain',
  account: 'account',
  name: 'name',
}

const STATES: Record<NamedState, string> = {
  asked: 'not proven yet',
  proven: 'proven, not answered yet',
  answered: 'answered',
  'not-proven': 'not proven',
  lapsed: 'ended without an answer',
}

const COLUMNS: Column<ListedNamedAsk>[] = [
  { key: 'kind', head: 'Asked about', cell: (one) => <About ask={one} /> },
  { key: 'asked', head: 'Asked', cell: (one) => <When at={one.askedAt} /> },
  { key: 'state', head: 'State', cell: (one) => <State ask={one} /> },
  {
    key: 'until',
    head: 'Until',
    cell: (one) => (one.erased ? 'erased' : <When at={one.endsAt} />),
  },
  {
    key: 'look',
    head: 'Look',
    cell: (one) => (one.value === undefined ? null : <Look ask={one} />),
  },
]

function About({ ask: { kind, value, platform } }: { ask: ListedNamedAsk }) {
  const label = PLATFORMS.find((one) => one.value === platform)?.label ?? platform
  return (
    <>
      {KINDS[kind]}
      {value === undefined ? null : (
        <>
          : <span className="mono">{value}</span>
        </>
      )}
      {label === undefined ? null : ` (${label})`}
    </>
  )
}

function State({ ask: { state, settledBy, reason } }: { ask: ListedNamedAsk }) {
  return (
    <>
      {STATES[state]}
      {settledBy === undefined ? null : `, as ${settledBy} wrote`}
      {reason === undefined ? null : <p className="small prose">{reason}</p>}
    </>
  )
}

/** What a person must look at, and what they saw there. */
function Look({ ask }: { ask: ListedNamedAsk }) {
  const [asking, setAsking] = useState<boolean>()
  const settling = useChange(namedAsksQuery.queryKey, settleIt)
  const act = (isTheirs: boolean) => (reason: string) =>
    settling.mutate({ id: ask.id, isTheirs, reason }, { onSuccess: () => setAsking(undefined) })
  return (
    <div className="stack">
      <p className="small">
        {ask.posted === undefined ? (
          'Where to look is not said yet.'
        ) : (
          <>
            At <span className="mono">{ask.posted}</span>
          </>
        )}{' '}
        Code: <span className="mono">{ask.code}</span>
      </p>
      <div className="row">
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          It is theirs
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
          Not seen
        </Button>
      </div>
      {asking === undefined ? null : (
        <ReasonDialog
          title={asking ? 'It is theirs who asks' : 'It was not seen to be theirs'}
          description={
            asking
              ? 'What you saw and where. It is on record under your name; whoever asks is answered.'
              : 'Whoever asks reads this. They can ask anew.'
          }
          act={asking ? 'Say that it is theirs' : 'Say that it was not seen'}
          leave="Leave it"
          required
          busy={settling.isPending}
          error={settling.error}
          onAct={act(asking)}
          onCancel={() => setAsking(undefined)}
        >
          <p>
            <About ask={ask} />. Open what they wrote with care: it is an address from a stranger.
          </p>
        </ReasonDialog>
      )}
    </div>
  )
}
