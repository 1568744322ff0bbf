import type { RegisterEntry, Session } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isNotFound } from '../client.ts'
import { Loaded, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { registerEntryQuery, useWithhold } from './data.ts'
import { Holds } from './holds.tsx'
import { describeText } from './words.ts'

/** For people of the sender: what the public register shows of a message, and the day on which its words become public. */
export function WordsPanel({ id, session }: { id: string; session: Session }) {
  const query = useQuery(registerEntryQuery(id))
  // A message that reached no platform or campaign has no entry.
  if (isNotFound(query.error)) return null
  return (
    <Panel title="In the public register">
      <Loaded query={query} what="its entry">
        {(entry) => <Words entry={entry} session={session} />}
      </Loaded>
    </Panel>
  )
}

function Words({ entry, session }: { entry: RegisterEntry; session: Session }) {
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState(false)
  const mayDelay = entry.text === undefined && session.person.roles.includes('reviewer')
  return (
    <div className="stack">
      <p>
        {describeText(entry)} (UTC).{' '}
        <Link to="/register/$id" params={{ id: entry.id }}>
          Open the entry
        </Link>
      </p>
      <Holds holds={entry.holds} />
      {done ? <Said takesFocus>The day was put off. The entry says so.</Said> : null}
      {mayDelay && !asking ? (
        <div className="row">
          <Button
            variant="default"
            onClick={() => {
              setDone(false)
              setAsking(true)
            }}
          >
            Put the day off
          </Button>
        </div>
      ) : null}
      {asking ? (
        <DelayDialog
          entry={entry}
          onDone={() => {
            setAsking(false)
            setDone(true)
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}

function DelayDialog(props: { entry: RegisterEntry; onDone: () => void; onCancel: () => void }) {
  const { entry } = props
  const withhold = useWithhold(entry)
  const [day, setDay] = useState('')
  return (
    <ReasonDialog
      title="Put off the day on which the words become public?"
      description="Everybody reads this in the public register; it names no person"
      act="Put it off"
      leave="Leave the day"
      required
      busy={withhold.isPending}
      error={withhold.error}
      onAct={(reason) =>
        withhold.mutate({ until: `${day}T00:00:00.000Z`, reason }, { onSuccess: props.onDone })
      }
      onCancel={props.onCancel}
    >
      <p>
        The entry says from then on that you, by name, put the day off, and why. It can be done in
        the last thirty days before the day, and again before the new one.
      </p>
      <TextInput
        label="New day (UTC)"
        type="date"
        required
        min={entry.textFrom.slice(0, 10)}
        max="9999-12-31"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
    </ReasonDialog>
  )
}
