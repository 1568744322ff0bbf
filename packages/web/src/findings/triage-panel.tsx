import { CHOSEN_STATES, type Network, type TriageEntry } from '@tocsin/api'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { sessionQuery } from '../session/data.ts'
import { networkQuery, useTriage } from './triage-data.ts'
import { describeEarlier, saysTheSame, toSameWish } from './earlier.ts'
import { STATE_NAMES, toChanges, type ChosenState, type Wish } from './triage.ts'
import { countOf } from '../words/count-of.ts'

/** What the member makes of the network that a finding is of: state, who has it, a note, and what was said before. */
export function TriagePanel(props: { id: string }) {
  const query = useQuery(networkQuery(props.id))
  return (
    <Panel title="What we make of it">
      <Loaded query={query} what="what was made of it">
        {({ network, history, analysts }) => (
          <div className="stack">
            {network.id === props.id ? null : (
              <p>
                This is one trace of a network:{' '}
                <Link to="/findings/$id" params={{ id: network.id }}>
                  {network.headline}
                </Link>
                .
              </p>
            )}
            {network.unread === undefined ? null : (
              <p>Its document cannot be read, so nothing of it is weighed: {network.unread}</p>
            )}
            <Earlier network={network} />
            <Fields key={network.version} network={network} analysts={analysts} />
            <History history={history} />
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

/** All that was said, of the network and of the findings that fold under it now. */
function History(props: { history: readonly TriageEntry[] }) {
  const { history } = props
  if (history.length === 0) return null
  return (
    <details className="small">
      <summary>{countOf(history.length, 'change')} on record</summary>
      <ol className="plain-list stack">
        {history.map((one) => (
          <li key={one.logIndex}>
            <When at={one.at} /> by {one.by}: {STATE_NAMES[one.state].toLowerCase()},{' '}
            {one.assignee ? `${one.assignee} has it` : 'nobody has it'}
            {one.of ? `, of a finding that folds here now: ${one.of.headline}` : ''}
            {one.note ? <div className="noted">{one.note}</div> : null}
            <span className="soft"> Log entry #{one.logIndex}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What was said of the same network before. It is proposed; nothing of it holds here until somebody presses. */
function Earlier(props: { network: Network }) {
  const { network } = props
  const triage = useTriage()
  if (network.earlier.length === 0) return null
  return (
    <Note>
      {network.earlier.map((one) => (
        <div key={one.id}>
          <p>
            {describeEarlier(one)}, <When at={one.at} />
            {one.how === 'earlier-run' ? (
              <>
                :{' '}
                <Link to="/findings/$id" params={{ id: one.id }}>
                  {one.headline}
                </Link>
              </>
            ) : (
              `: ${one.headline}`
            )}
            .
          </p>
          {one.note ? <p className="noted">{one.note}</p> : null}
          {saysTheSame(network, one) ? null : (
            <p>
              <Button
                size="compact-sm"
                variant="default"
                disabled={triage.isPending}
                onClick={() => triage.mutate(toChanges([network], toSameWish(one)))}
              >
                Say the same here
              </Button>
            </p>
          )}
        </div>
      ))}
      <p className="soft small">Nothing of this holds here until somebody says so.</p>
      <Fault error={triage.error} />
    </Note>
  )
}

function Fields(props: { network: Network; analysts: readonly { id: string; name: string }[] }) {
  const { network, analysts } = props
  const { data: session } = useSuspenseQuery(sessionQuery)
  const triage = useTriage()
  const act = (wish: Wish) => triage.mutate(toChanges([network], wish))
  const { assignee } = network
  const isGone = assignee && !analysts.some(({ id }) => id === assignee.id)
  return (
    <>
      <div className="filters">
        <NativeSelect
          label="State"
          size="xs"
          value={network.chosen}
          onChange={(event) => act({ state: event.currentTarget.value as ChosenState })}
          data={CHOSEN_STATES.map((state) => ({ value: state, label: STATE_NAMES[state] }))}
        />
        <NativeSelect
          label="Who has it"
          size="xs"
          value={assignee?.id ?? ''}
          onChange={(event) => act({ assignee: event.currentTarget.value || null })}
          data={[
            { value: '', label: 'Nobody' },
            ...(isGone ? [{ value: assignee.id, label: assignee.name }] : []),
            ...analysts.map(({ id, name }) => ({
              value: id,
              label: id === session.person.id ? `${name} (I)` : name,
            })),
          ]}
        />
      </div>
      <NoteField network={network} busy={triage.isPending} onNote={(note) => act({ note })} />
      {network.releases > 0 ? (
        <p className="small">
          Shared in {countOf(network.releases, 'release')} that{' '}
          {network.releases === 1 ? 'is' : 'are'} not taken back.
        </p>
      ) : null}
      <Fault error={triage.error} />
      {triage.isSuccess ? <Said>Kept, on record with your name and the time.</Said> : null}
    </>
  )
}

function NoteField(props: {
  network: Network
  busy: boolean
  onNote: (note: string | null) => void
}) {
  const kept = props.network.note ?? ''
  const [note, setNote] = useState(kept)
  return (
    <>
      <Textarea
        label="Note for colleagues"
        autosize
        minRows={1}
        maxLength={8000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {note.trim() === kept ? null : (
        <div>
          <Button
            size="xs"
            variant="default"
            disabled={props.busy}
            onClick={() => props.onNote(note.trim() || null)}
          >
            Keep the note
          </Button>
        </div>
      )}
    </>
  )
}
